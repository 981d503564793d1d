"""What publishing or retiring will do, told before it is done."""

from dataclasses import dataclass

from django.db.models.functions import Coalesce

from quiz.bank.models import Question, Relation
from quiz.practice.models import Grade, Review


@dataclass(frozen=True, slots=True)
class Effects:
    answered: int
    """People who answered the words that are live now."""
    learned: int
    """Those of them who knew it at least once."""
    leads_to: int
    """Questions before which this one is to be known."""


def effects_of(question: Question) -> Effects:
    reviews = Review.objects.filter(prompt__revision=question.live_revision).effective()
    people = reviews.annotate(person=Coalesce("learner__merged_into", "learner")).values("person").distinct()
    passed = people.filter(final_grade__gte=Grade.EFFORT)
    leads_to = Relation.objects.filter(to=question, kind=Relation.Kind.PREREQUISITE).count()
    return Effects(people.count(), passed.count(), leads_to)
