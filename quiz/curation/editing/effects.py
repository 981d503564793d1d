"""What publishing or retiring will do, told before it is done."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models.functions import Coalesce
from django.utils import timezone

from quiz.bank.content import content_of
from quiz.bank.meanings import meanings_in, published, read_meanings
from quiz.bank.models import Question, Relation, Revision
from quiz.bank.publication_log import Publication
from quiz.bank.publishing import open_revision, published_before
from quiz.practice.models import Grade, Review
from quiz.practice.remembering.overtaken import answers_to, by_person, is_untold, knew_otherwise

NEVER_LIVE = -1
"""Stands for the revision of words that nobody was asked yet."""


@dataclass(frozen=True, slots=True)
class Effects:
    answered: int
    """People who answered the words that are live now."""
    learned: int
    """Those of them who knew it at least once."""
    leads_to: int
    """Questions before which this one is to be known."""
    to_tell: int
    """People who learned an answer that the draft overtakes, if it changes the meaning."""


@dataclass(frozen=True, slots=True)
class Reached:
    """Whom the newest change of meaning concerns, and how many of them know by now."""

    learned: int
    """People who learned another answer than the one that is live."""
    told: int
    """Those of them who have read what changed, or were asked it since."""


def effects_of(question: Question) -> Effects:
    reviews = Review.objects.filter(prompt__revision=question.live_revision).effective()
    people = reviews.annotate(person=Coalesce("learner__merged_into", "learner")).values("person").distinct()
    passed = people.filter(final_grade__gte=Grade.EFFORT)
    leads_to = Relation.objects.filter(to=question, kind=Relation.Kind.PREREQUISITE).count()
    return Effects(people.count(), passed.count(), leads_to, to_tell(question, timezone.now()))


def to_tell(question: Question, now: datetime) -> int:
    """Everybody who would be told if the open revision were published now as a change of meaning."""
    draft = open_revision(question)
    if draft is None:
        return 0
    earlier = published_before(question, content_of(draft))
    live = earlier.pk if earlier else NEVER_LIVE
    line = Publication(
        revision_id=live, before_id=question.live_revision_id, change=Revision.Change.MEANING, at=now
    )
    meanings = meanings_in([*published([question.pk]), line])
    people = by_person(answers_to([question.pk])).values()
    return sum(is_untold(answers, meanings, live) for answers in people) if meanings else 0


def reached_by(question: Question) -> Reached | None:
    """Whom the newest change of its meaning has reached; None where its meaning never changed."""
    meanings, live = read_meanings([question.pk]).get(question.pk), question.live_revision_id
    if meanings is None or live is None:
        return None
    people = by_person(answers_to([question.pk])).values()
    learned = [answers for answers in people if knew_otherwise(answers, meanings, live)]
    return Reached(len(learned), sum(not is_untold(answers, meanings, live) for answers in learned))
