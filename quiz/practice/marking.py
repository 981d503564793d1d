"""Stars: the learner's own mark on a question."""

from quiz.bank.models import Question
from quiz.practice.models import Learner, Mark


def star(*, learner: Learner, question: Question, on: bool) -> Mark:
    """Set or take away the star. One statement; a visitor's learner is made here."""
    if not learner.exists:
        learner.save(force_insert=True)
    mark, _ = Mark.objects.update_or_create(learner=learner, question=question, defaults={"starred": on})
    return mark
