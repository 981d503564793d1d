"""What members had reached when an assignment ended for them: from the log up to that instant.

So it is the same whenever it is asked: stored where `manage.py freeze_assignments` has run (`freezing`), worked out
anew where it has not.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from quiz.bank.published import PublishedBank
from quiz.cohorts.assigned import Assigned, Own
from quiz.cohorts.measuring.models import Result
from quiz.cohorts.measuring.predicted import Predicted
from quiz.cohorts.measuring.standing import Frozen, Person, answered_cards
from quiz.cohorts.models import Cohort, Membership
from quiz.practice.models import Correction, Event, Learner, Review
from quiz.practice.remembering.folding import Graded, Noted, fold
from quiz.practice.remembering.log_rows import act_of, is_on_sheet, joined_of

Results = Mapping[UUID, Mapping[UUID, Frozen]]
"""User to assignment to what was reached."""


def results_of(
    cohort: Cohort, assigned: Iterable[Assigned], users: Collection[UUID], bank: PublishedBank, now: datetime
) -> Results:
    """For those who were members when it ended for them. No query where none has ended, one where all is stored."""
    ended = ended_for(assigned, users, now)
    found: dict[UUID, dict[UUID, Frozen]] = defaultdict(dict)
    if not ended:
        return found
    for user, assignment, frozen in stored(ended):
        found[user][assignment] = frozen
    lacking = {(one, user): own for (one, user), own in ended.items() if one.assignment.pk not in found[user]}
    if lacking:
        add_worked_out(found, cohort, lacking, bank)
    return found


Ends = Mapping[tuple[Assigned, UUID], Own]
"""Assignment and user to what holds for them."""


def ended_for(assigned: Iterable[Assigned], users: Collection[UUID], now: datetime) -> Ends:
    """Those that asked these people and have ended for them."""
    owns = {(one, user): one.own(user) for one in assigned for user in users}
    return {place: own for place, own in owns.items() if own.is_asked and own.ends_at <= now}


def stored(ended: Ends) -> list[tuple[UUID, UUID, Frozen]]:
    rows = Result.objects.filter(
        assignment__in={one.assignment.pk for one, _ in ended}, user__in={user for _, user in ended}
    )
    wanted = {(one.assignment.pk, user) for one, user in ended}
    return [
        (row.user_id, row.assignment_id, Frozen(row.total, row.answered, row.at_level, row.excused))
        for row in rows
        if (row.assignment_id, row.user_id) in wanted
    ]


def add_worked_out(
    found: dict[UUID, dict[UUID, Frozen]], cohort: Cohort, lacking: Ends, bank: PublishedBank
) -> None:
    spans = spans_of(cohort, {user for _, user in lacking})
    wanted = {
        (one, user): own
        for (one, user), own in lacking.items()
        if any(was_in(span, own.ends_at) for span in spans[user])
    }
    if not wanted:
        return
    logs = logs_of({user for _, user in wanted}, max(own.ends_at for own in wanted.values()), bank)
    for (one, user), own in wanted.items():
        found[user][one.assignment.pk] = frozen_at_the_end(one, own, logs[user], bank)


def spans_of(cohort: Cohort, users: Collection[UUID]) -> Mapping[UUID, list[Membership]]:
    """User to their times as a member."""
    spans: dict[UUID, list[Membership]] = defaultdict(list)
    for span in Membership.objects.members().filter(cohort=cohort, user__in=users):
        spans[span.user_id].append(span)
    return spans


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


def frozen_at_the_end(assigned: Assigned, own: Own, log: Log, bank: PublishedBank) -> Frozen:
    """Pure: what was answered, and at the level, when it ended for this member."""
    end, keys = own.ends_at, assigned.keys
    hinted = {prompt for prompt, at in log.hints if at < end}
    reviews = [
        counted(review, log, hinted, end) for review, since in log.reviews if is_before(review, since, end)
    ]
    events = [event for event, since in log.events if is_before(event, since, end)]
    memory = fold(bank, [review for review in reviews if review], events)
    person = Person("", end.date(), memory.profile, memory.cards)
    predicted = Predicted(bank, memory.profile, memory.cards)
    at_level = predicted.reached_at(keys, assigned.assignment.target, end)
    return Frozen(len(keys), len(answered_cards(assigned, person)), at_level, own.is_excused)


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
        whose = joined_of(learner, since)
        graded = Graded(pk, bank.key_of[question], way, grade, ms / 1000, at, day, hinted=False, joined=whose)
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
    fields = ("pk", "learner_id", "prompt_id", "kind", "question_id", "at", "local_day", "detail")
    for pk, learner, prompt, kind, question, at, day, detail in (
        Event.objects.filter(**rows).order_by("at", "pk").values_list(*fields)
    ):
        user, since = owners[learner]
        told = act_of(detail), joined_of(learner, since), is_on_sheet(detail)
        noted = Noted(pk, kind, bank.key_of[question], at, day, *told)
        logs[user].events.append((noted, since))
        if kind == Event.Kind.HINTED and prompt:
            logs[user].hints.append((prompt, at))


def owners_of(users: Collection[UUID]) -> dict[UUID, tuple[UUID, datetime | None]]:
    """Learner to whose it is, and since when: a visitor's rows become a person's when they sign in."""
    learners = Learner.objects.filter(Q(user__in=users) | Q(merged_into__user__in=users))
    rows = learners.values_list("pk", "user_id", "merged_into__user_id", "merged_at")
    return {pk: (own or other, merged_at) for pk, own, other, merged_at in rows}
