"""What publishing or retiring will do, told before it is done."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.db.models.functions import Coalesce

from quiz.bank.editing.publishing import open_revision, published_before
from quiz.bank.models import Question, Revision
from quiz.bank.publication_log import Publication
from quiz.bank.published.meanings import meanings_in, published, read_meanings
from quiz.bank.revisions.content import content_of
from quiz.cohorts.assigned import Assigned
from quiz.cohorts.days import has_begun
from quiz.cohorts.models import Assignment, Cohort
from quiz.practice.models import Grade, Review
from quiz.practice.remembering.overtaken import answers_to, by_person, is_untold, knew_otherwise

NEVER_LIVE = -1
"""Stands for the revision of words that nobody was asked yet."""


@dataclass(frozen=True, slots=True)
class Effects:
    answered: int
    """People who answered what is live now, in these words or in others that mean the same."""
    learned: int
    """Those of them who knew it at least once."""
    to_tell: int
    """People who learned an answer that the draft overtakes, if it changes the meaning."""
    assignments: int
    """Running ones that ask it."""


@dataclass(frozen=True, slots=True)
class Reached:
    """Whom the newest change of meaning concerns, and how many of them know by now."""

    learned: int
    """People who learned another answer than the one that is live."""
    told: int
    """Those of them who have read what changed, or were asked it since."""


def effects_of(question: Question, now: datetime) -> Effects:
    reviews = Review.objects.filter(prompt__revision__in=same_as_live(question)).effective()
    people = reviews.annotate(person=Coalesce("learner__merged_into", "learner")).values("person").distinct()
    passed = people.filter(final_grade__gte=Grade.EFFORT)
    return Effects(
        answered=people.count(),
        learned=passed.count(),
        to_tell=to_tell(question, now),
        assignments=running_with(question, now),
    )


def same_as_live(question: Question) -> list[int]:
    """Its revisions that mean what is live."""
    live = question.live_revision_id
    if live is None:
        return []
    meanings = read_meanings([question.pk]).get(question.pk)
    revisions = question.revisions.values_list("pk", flat=True)
    return [pk for pk in revisions if meanings is None or meanings.same(pk, live)]


def running_with(question: Question, now: datetime) -> int:
    """Assignments of running cohorts that have begun, have not ended for everybody whom they ask, and ask this."""
    asking = Assignment.objects.filter(Q(questions=question) | Q(sections=question.section))
    begun = asking.filter(cohort__in=Cohort.objects.running(), closed_at=None).distinct()
    return sum(
        has_begun(one.opens_on, now) and assigned_as_it_ends(one) > now
        for one in begun.prefetch_related("arrangements")
    )


def assigned_as_it_ends(assignment: Assignment) -> datetime:
    arrangements = {one.user_id: one for one in assignment.arrangements.all()}
    return Assigned(assignment, title="", keys=(), arrangements=arrangements).last_end


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
