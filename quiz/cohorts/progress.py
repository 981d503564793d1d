"""How far a member is with what is assigned to them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from quiz import engine
from quiz.bank.published import PublishedBank
from quiz.cohorts.assigned import Assigned, assigned_in
from quiz.cohorts.models import Assignment, Cohort
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
    """What is assigned to this person and not over yet on their day, by due day; three queries at most."""
    if not user.is_authenticated:
        return []
    today = situation.local_day(now)
    mine = Assignment.objects.filter(cohort__in=Cohort.objects.joined_by(user), due_on__gte=today)
    assigned = assigned_in(mine.select_related("cohort"), situation.bank)
    return [progress_in(one, situation, today) for one in assigned]


def progress_in(assigned: Assigned, situation: Situation, today: date) -> AssignmentProgress:
    memory = situation.memory
    levels = levels_at(situation.bank, memory.profile, memory.cards, assigned.keys, assigned.due)
    return AssignmentProgress(
        assignment=assigned.assignment,
        title=assigned.title,
        cohort=str(assigned.assignment.cohort),
        keys=assigned.keys,
        missing=tuple(key for key in assigned.keys if levels[key] < assigned.assignment.target),
        is_open=assigned.assignment.opens_on <= today,
    )


def levels_at(
    bank: PublishedBank,
    profile: engine.Profile,
    cards: Mapping[str, engine.Card],
    keys: Iterable[str],
    at: datetime,
) -> dict[str, engine.Level]:
    """The level of each of these questions as predicted for `at`."""
    questions = {key: bank.askable[key] for key in keys}
    recalls = engine.predict(questions, profile, cards, at)
    return {key: engine.level(cards.get(key), recalls[key]) for key in questions}
