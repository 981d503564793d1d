"""A cohort's page, for its instructors: who needs help, what is assigned, how to invite."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from quiz.bank.published import published_bank
from quiz.cohorts.assigned import Assigned, all_keys, assigned_in
from quiz.cohorts.inviting import Closed, why_closed
from quiz.cohorts.models import Cohort, Invitation
from quiz.cohorts.reports import SectionMatrix, build_matrix, people_of


@dataclass(frozen=True, slots=True)
class AssignmentLine:
    """An assignment; `done` of the members have reached it, None where it is long over."""

    assigned: Assigned
    done: int | None


@dataclass(frozen=True, slots=True)
class InvitationLine:
    invitation: Invitation
    link: str
    """The full address, to be copied."""
    closed: Closed | None


@dataclass(frozen=True)
class CohortPage:
    cohort: Cohort
    matrix: SectionMatrix
    assignments: tuple[AssignmentLine, ...]
    invitations: tuple[InvitationLine, ...]
    today: date

    @property
    def members(self) -> int:
        return len(self.matrix.rows)

    @property
    def open_invitations(self) -> tuple[InvitationLine, ...]:
        return tuple(line for line in self.invitations if line.closed is None)

    @property
    def closed_invitations(self) -> tuple[InvitationLine, ...]:
        return tuple(line for line in self.invitations if line.closed is not None)


FullAddress = Callable[[str], str]
"""From a path to the address that can be sent to somebody."""


def page_of(cohort: Cohort, *, full_address: FullAddress, now: datetime, zone: ZoneInfo) -> CohortPage:
    """Eight queries at most, however many members there are."""
    bank = published_bank()
    assigned = assigned_in(cohort.assignments.all(), bank)
    members = list(cohort.memberships.current().members().select_related("user"))
    people = people_of(members, all_keys(assigned, bank), bank)
    matrix = build_matrix(assigned, people, bank, now)
    return CohortPage(
        cohort,
        matrix,
        tuple(AssignmentLine(one, matrix.done.get(one.assignment.pk)) for one in reversed(assigned)),
        invitations_of(cohort, full_address, now),
        now.astimezone(zone).date(),
    )


def invitations_of(cohort: Cohort, full_address: FullAddress, now: datetime) -> tuple[InvitationLine, ...]:
    """The newest first."""
    return tuple(
        InvitationLine(row, full_address(row.get_absolute_url()), why_closed(row, now))
        for row in cohort.invitations.order_by("-created_at", "-pk")
    )
