"""How far a member is with what is assigned to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from uuid import UUID

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from quiz.cohorts.assigned import Assigned, asked_for, assigned_in
from quiz.cohorts.days import day_at
from quiz.cohorts.measuring.predicted import Predicted
from quiz.cohorts.measuring.standing import NONE, Ended, Frozen, Person, Spared, Status, status_of, worked_out
from quiz.cohorts.models import Assignment
from quiz.practice.remembering.situation import Situation


@dataclass(frozen=True)
class AssignmentProgress:
    """One assignment as its member meets it."""

    assignment: Assignment
    title: str
    cohort: str
    keys: tuple[str, ...]
    missing: tuple[str, ...]
    """Those not at the target level on the due date."""
    is_open: bool
    """Whether its opening day has come."""
    due_on: date
    """Their own due day."""
    standing: Status

    @property
    def has_ended(self) -> bool:
        """For this member."""
        return isinstance(self.standing, Ended)

    @property
    def is_excused(self) -> bool:
        return isinstance(self.standing, Spared)

    @property
    def can_be_practised(self) -> bool:
        """Late too, until it is closed."""
        return self.is_open and not self.is_excused and not self.assignment.closed_at

    @property
    def total(self) -> int:
        return len(self.keys)

    @property
    def reached(self) -> int:
        return self.total - self.to_go

    @property
    def to_go(self) -> int:
        return len(self.missing)


def assignments_of(
    user: User | AnonymousUser, situation: Situation, now: datetime
) -> list[AssignmentProgress]:
    """What is assigned to this person and has not ended for them, by their due day; four queries at most.

    One that cannot be worked out is left out.
    """
    if not user.is_authenticated:
        return []
    mine = Assignment.objects.asked_of(user).filter(own_due_on__gte=day_at(now))
    assigned = assigned_in(mine.select_related("cohort"), situation.bank)
    return sorted(progress_with(assigned, situation, now, user.pk), key=lambda one: one.due_on)


def progress_with(
    assigned: list[Assigned],
    situation: Situation,
    now: datetime,
    user: UUID | None,
    joined_at: datetime | None = None,
    results: Mapping[UUID, Frozen] = NONE,
) -> list[AssignmentProgress]:
    """With each of these that asks this person and can be worked out.

    `joined_at` is needed where they are not `asked_of` them.
    """
    predicted = Predicted(situation.bank, situation.memory.profile, situation.memory.cards)
    build = partial(
        progress_in,
        predicted=predicted,
        situation=situation,
        now=now,
        user=user,
        joined_at=joined_at,
        results=results,
    )
    return [progress for one in asked_for(assigned, user) if (progress := worked_out(partial(build, one)))]


def progress_in(
    assigned: Assigned,
    *,
    predicted: Predicted,
    situation: Situation,
    now: datetime,
    user: UUID | None,
    joined_at: datetime | None = None,
    results: Mapping[UUID, Frozen] = NONE,
) -> AssignmentProgress:
    memory, assignment, own = situation.memory, assigned.assignment, assigned.own(user)
    joined_on: date = (joined_at or assignment.joined_at).date()  # type: ignore[attr-defined]
    levels = predicted.levels_at(assigned.keys, max(own.ends_at, now))
    person = Person("", joined_on, memory.profile, memory.cards, results=results, user=user)
    return AssignmentProgress(
        assignment=assignment,
        title=assigned.title,
        cohort=str(assignment.cohort),
        keys=assigned.keys,
        missing=tuple(key for key in assigned.keys if levels[key] < assignment.target),
        is_open=assignment.opens_on <= situation.local_day(now),
        due_on=own.due_on,
        standing=status_of(assigned, person, predicted, now),
    )
