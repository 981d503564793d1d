"""What publishing or retiring will do, told before it is done."""

from dataclasses import dataclass

from django.db.models import Q
from django.db.models.functions import Coalesce

from quiz.bank.models import Question, Relation
from quiz.practice.models import Correction, Grade, Review


@dataclass(frozen=True, slots=True)
class Effects:
    answered: int
    """People who answered the words that are live now."""
    learned: int
    """Those of them who knew it at least once."""
    leads_to: int
    """Questions before which this one is to be known."""


def effects_of(question: Question) -> Effects:
    reviews = Review.objects.filter(prompt__revision=question.live_revision).exclude(
        corrections__kind=Correction.Kind.UNDO
    )
    passed = Q(grade__gte=Grade.EFFORT) | Q(corrections__grade__gte=Grade.EFFORT)
    people = reviews.annotate(person=Coalesce("learner__merged_into", "learner")).values("person").distinct()
    leads_to = Relation.objects.filter(to=question, kind=Relation.Kind.PREREQUISITE).count()
    return Effects(people.count(), people.filter(passed).count(), leads_to)
