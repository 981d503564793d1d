"""Who of a cohort is behind now, and with what: the same reckoning as on the cohort's page."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from accounts.models import User
from quiz.bank.published import PublishedBank, published_bank
from quiz.cohorts.assigned import Assigned, all_keys, assigned_in
from quiz.cohorts.by_name import by_name
from quiz.cohorts.measuring.people import people_of
from quiz.cohorts.measuring.predicted import Predicted
from quiz.cohorts.measuring.standing import Person, Standing, status_of, worked_out
from quiz.cohorts.models import Cohort, Membership


@dataclass(frozen=True, slots=True)
class Left:
    """An assignment with which somebody is behind, and how far they are."""

    assigned: Assigned
    due_on: date
    """Their own due day."""
    standing: Standing

    @property
    def reason(self) -> str:
        """As far as the member agreed to show it."""
        return self.standing.reason if self.standing.shows_reasons else ""


@dataclass(frozen=True)
class Behind:
    """A current member who is behind with these assignments, the most urgent first."""

    membership: Membership
    left: tuple[Left, ...]

    @property
    def user(self) -> User:
        return self.membership.user

    @property
    def name(self) -> str:
        return str(self.user)

    @property
    def key(self) -> str:
        return str(self.membership.pk)

    @property
    def behind_by(self) -> int:
        return sum(one.standing.behind_by for one in self.left)


def behind_in(cohort: Cohort, now: datetime) -> tuple[Behind, ...]:
    """Current members who are behind, by how much; nobody in an archived cohort. Six queries."""
    if cohort.archived_at:
        return ()
    bank = published_bank()
    assigned = [one for one in assigned_in(cohort.assignments.all(), bank) if one.last_end > now]
    members = list(cohort.memberships.current().members().with_first_day().select_related("user"))
    people = people_of(members, all_keys(assigned, bank), bank, {})
    each = (
        Behind(member, left_of(person, assigned, bank, now))
        for member, person in zip(members, people, strict=True)
    )
    behind = [one for one in each if one.left]
    return tuple(sorted(behind, key=lambda one: (-one.behind_by, by_name(one.name))))


def left_of(person: Person, assigned: list[Assigned], bank: PublishedBank, now: datetime) -> tuple[Left, ...]:
    predicted = Predicted(bank, person.profile, person.cards)
    statuses = ((one, worked_out(partial(status_of, one, person, predicted, now))) for one in assigned)
    left = (
        Left(one, one.own(person.user).due_on, status)
        for one, status in statuses
        if isinstance(status, Standing) and status.is_behind
    )
    return tuple(sorted(left, key=lambda one: one.due_on))
