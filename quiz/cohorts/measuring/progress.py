"""How far a member is with what is assigned to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from uuid import UUID

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from quiz.cohorts.assigned import Assigned, assigned_in
from quiz.cohorts.measuring.standing import (
    NONE,
    Ended,
    Frozen,
    Person,
    Standing,
    levels_at,
    status_of,
    worked_out,
)
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
    standing: Standing | Ended

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
    """What is assigned to this person and not over yet on their day, by due day; three queries at most.

    One that cannot be worked out is left out.
    """
    if not user.is_authenticated:
        return []
    mine = Assignment.objects.asked_of(user).filter(due_on__gte=situation.local_day(now))
    assigned = assigned_in(mine.select_related("cohort"), situation.bank)
    return progress_with(assigned, situation, now)


def progress_with(
    assigned: list[Assigned],
    situation: Situation,
    now: datetime,
    joined_at: datetime | None = None,
    results: Mapping[UUID, Frozen] = NONE,
) -> list[AssignmentProgress]:
    """With each of these that can be worked out; `joined_at` where they are not `asked_of` the person."""
    return [
        progress
        for one in assigned
        if (progress := worked_out(partial(progress_in, one, situation, now, joined_at, results)))
    ]


def progress_in(
    assigned: Assigned,
    situation: Situation,
    now: datetime,
    joined_at: datetime | None = None,
    results: Mapping[UUID, Frozen] = NONE,
) -> AssignmentProgress:
    memory, assignment = situation.memory, assigned.assignment
    joined_on: date = (joined_at or assignment.joined_at).date()  # type: ignore[attr-defined]
    levels = levels_at(situation.bank, memory.profile, memory.cards, assigned.keys, assigned.due)
    person = Person("", joined_on, memory.profile, memory.cards, results=results)
    return AssignmentProgress(
        assignment=assignment,
        title=assigned.title,
        cohort=str(assignment.cohort),
        keys=assigned.keys,
        missing=tuple(key for key in assigned.keys if levels[key] < assignment.target),
        is_open=assignment.opens_on <= situation.local_day(now),
        standing=status_of(assigned, person, situation.bank, now),
    )
