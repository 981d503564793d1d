"""What members had reached when a due day ended: from the log up to that instant, and so the same whenever it is asked.

Stored where `manage.py freeze_assignments` has run (`freezing`), worked out anew where it has not.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from quiz.bank.published import PublishedBank
from quiz.cohorts.assigned import Assigned
from quiz.cohorts.measuring.models import Result
from quiz.cohorts.measuring.standing import Frozen, Person, answered_cards, reached_at
from quiz.cohorts.models import Cohort, Membership
from quiz.practice.models import Correction, Event, Learner, Review
from quiz.practice.remembering.folding import Graded, Noted, fold

Results = Mapping[UUID, Mapping[UUID, Frozen]]
"""User to assignment to what was reached."""


def results_of(
    cohort: Cohort, assigned: Iterable[Assigned], users: Collection[UUID], bank: PublishedBank, now: datetime
) -> Results:
    """For those who were members when the due day ended. No query where none has ended, one where all is stored."""
    ended = [one for one in assigned if one.due <= now]
    found: dict[UUID, dict[UUID, Frozen]] = defaultdict(dict)
    if not ended or not users:
        return found
    for user, assignment, frozen in stored(ended, users):
        found[user][assignment] = frozen
    lacking = {one: [user for user in users if one.assignment.pk not in found[user]] for one in ended}
    if any(lacking.values()):
        add_worked_out(found, cohort, lacking, bank)
    return found


def stored(ended: Sequence[Assigned], users: Collection[UUID]) -> list[tuple[UUID, UUID, Frozen]]:
    rows = Result.objects.filter(assignment__in=[one.assignment.pk for one in ended], user__in=users)
    return [
        (row.user_id, row.assignment_id, Frozen(row.total, row.answered, row.at_level, row.excused))
        for row in rows
    ]


def add_worked_out(
    found: dict[UUID, dict[UUID, Frozen]],
    cohort: Cohort,
    lacking: Mapping[Assigned, Sequence[UUID]],
    bank: PublishedBank,
) -> None:
    users = {user for some in lacking.values() for user in some}
    spans = Membership.objects.members().filter(cohort=cohort, user__in=users)
    wanted = {
        one: {span.user_id for span in spans if span.user_id in some and was_in(span, one.due)}
        for one, some in lacking.items()
    }
    wanted_users = {user for some in wanted.values() for user in some}
    if not wanted_users:
        return
    logs = logs_of(wanted_users, max(one.due for one in wanted), bank)
    for one, some in wanted.items():
        for user in some:
            found[user][one.assignment.pk] = frozen_at_the_end(one, logs.get(user, Log()), bank)


def was_in(span: Membership, instant: datetime) -> bool:
    """Until then."""
    return span.agreed_at < instant and (span.left_at is None or span.left_at >= instant)


@dataclass
class Log:
    """The rows of one person, and of the visitors who became them."""

    reviews: list[tuple[Graded, datetime | None]] = field(default_factory=list)
    """Each with the time at which a visitor's became theirs."""
    events: list[tuple[Noted, datetime | None]] = field(default_factory=list)
    hints: list[tuple[UUID, datetime]] = field(default_factory=list)
    corrections: dict[UUID, list[tuple[datetime, int | None]]] = field(default_factory=dict)
    """Review to the times and grades by which it was overruled; without a grade, taken back."""


def frozen_at_the_end(assigned: Assigned, log: Log, bank: PublishedBank) -> Frozen:
    """Pure: what was answered, and at the level, when the due day ended."""
    end = assigned.due
    hinted = {prompt for prompt, at in log.hints if at < end}
    reviews = [
        counted(review, log, hinted, end) for review, since in log.reviews if is_before(review, since, end)
    ]
    events = [event for event, since in log.events if is_before(event, since, end)]
    memory = fold(bank, [review for review in reviews if review], events)
    person = Person("", end.date(), memory.profile, memory.cards)
    answered = len(answered_cards(assigned, person))
    return Frozen(len(assigned.keys), answered, reached_at(end, assigned, person, bank))


def is_before(row: Graded | Noted, since: datetime | None, end: datetime) -> bool:
    return row.at < end and (since is None or since < end)


def counted(review: Graded, log: Log, hinted: set[UUID], end: datetime) -> Graded | None:
    """With the grade it had then; None where it was taken back by then."""
    grade = review.grade
    for at, overruled in log.corrections.get(review.prompt, []):
        if at < end:
            if overruled is None:
                return None
            grade = overruled
    return replace(review, grade=grade, hinted=review.prompt in hinted)


# From the database


def logs_of(users: Collection[UUID], before: datetime, bank: PublishedBank) -> dict[UUID, Log]:
    """The rows of these people until then, in four queries however many they are."""
    owners, logs = owners_of(users), {user: Log() for user in users}
    rows = {"learner__in": list(owners), "at__lt": before}
    review_fields = (
        "pk",
        "learner_id",
        "prompt__question_id",
        "prompt__way",
        "grade",
        "ms",
        "at",
        "local_day",
    )
    owner_of_review: dict[UUID, UUID] = {}
    for pk, learner, question, way, grade, ms, at, day in (
        Review.objects.filter(**rows).order_by("at", "pk").values_list(*review_fields)
    ):
        user, since = owners[learner]
        owner_of_review[pk] = user
        graded = Graded(pk, bank.key_of[question], way, grade, ms / 1000, at, day, hinted=False)
        logs[user].reviews.append((graded, since))
    corrections = Correction.objects.filter(review__learner__in=list(owners), at__lt=before).order_by(
        "at", "pk"
    )
    for review, grade, at in corrections.values_list("review_id", "grade", "at"):
        logs[owner_of_review[review]].corrections.setdefault(review, []).append((at, grade))
    add_events(logs, owners, rows, bank)
    return logs


def add_events(
    logs: dict[UUID, Log],
    owners: Mapping[UUID, tuple[UUID, datetime | None]],
    rows: Mapping[str, Any],
    bank: PublishedBank,
) -> None:
    fields = ("pk", "learner_id", "prompt_id", "kind", "question_id", "at", "local_day")
    for pk, learner, prompt, kind, question, at, day in (
        Event.objects.filter(**rows).order_by("at", "pk").values_list(*fields)
    ):
        user, since = owners[learner]
        logs[user].events.append((Noted(pk, kind, bank.key_of[question], at, day), since))
        if kind == Event.Kind.HINTED and prompt:
            logs[user].hints.append((prompt, at))


def owners_of(users: Collection[UUID]) -> dict[UUID, tuple[UUID, datetime | None]]:
    """Learner to whose it is, and since when: a visitor's rows become a person's when they sign in."""
    learners = Learner.objects.filter(Q(user__in=users) | Q(merged_into__user__in=users))
    rows = learners.values_list("pk", "user_id", "merged_into__user_id", "merged_at")
    return {pk: (own or other, merged_at) for pk, own, other, merged_at in rows}
