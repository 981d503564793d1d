"""Stars: the learner's own mark on a question."""

from django.db import transaction

from quiz.bank.models import Question
from quiz.practice.log.step import make, until_fresh
from quiz.practice.models import Learner, Mark


def star(*, learner: Learner, question: Question, on: bool) -> Mark:
    """Set or take away the star. Owns its transaction; a visitor's learner is made here. Raises `log.Busy`."""
    return until_fresh(learner, lambda fresh: star_once(fresh, question, on))


@transaction.atomic
def star_once(learner: Learner, question: Question, on: bool) -> Mark:
    make(learner)
    mark, _ = Mark.objects.update_or_create(learner=learner, question=question, defaults={"starred": on})
    mark.learner = learner
    return mark
