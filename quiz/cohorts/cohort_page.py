"""A cohort's page, for its instructors: who needs help, what is assigned, how to invite."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from quiz.bank.published import published_bank
from quiz.cohorts.assigned import Assigned, all_keys, assigned_in
from quiz.cohorts.frozen import results_of
from quiz.cohorts.inviting import Closed, why_closed
from quiz.cohorts.models import Cohort, Invitation
from quiz.cohorts.reports import SectionMatrix, build_matrix, people_of


@dataclass(frozen=True, slots=True)
class AssignmentLine:
    """An assignment; `done` of `members` have reached it, or had when it ended."""

    assigned: Assigned
    done: int
    members: int


@dataclass(frozen=True, slots=True)
class InvitationLine:
    """A link as the cohort's page tells of it: what it lets in, not where it leads."""

    invitation: Invitation
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
    def newest_invitation(self) -> str:
        """By which a form says what it was decided on."""
        return str(self.invitations[0].invitation.pk) if self.invitations else ""

    @property
    def open_invitations(self) -> tuple[InvitationLine, ...]:
        return tuple(line for line in self.invitations if line.closed is None)

    @property
    def closed_invitations(self) -> tuple[InvitationLine, ...]:
        return tuple(line for line in self.invitations if line.closed is not None)


def page_of(cohort: Cohort, *, now: datetime, zone: ZoneInfo) -> CohortPage:
    """Eight queries at most, however many members there are; six more until what has ended is stored."""
    bank = published_bank()
    assigned = assigned_in(cohort.assignments.all(), bank)
    members = list(cohort.memberships.current().members().with_first_day().select_related("user"))
    results = results_of(cohort, assigned, [member.user_id for member in members], bank, now)
    people = people_of(members, all_keys(assigned, bank), bank, results)
    matrix = build_matrix(assigned, people, bank, now)
    return CohortPage(
        cohort,
        matrix,
        tuple(line_of(one, matrix) for one in reversed(assigned)),
        invitations_of(cohort, now),
        now.astimezone(zone).date(),
    )


def line_of(assigned: Assigned, matrix: SectionMatrix) -> AssignmentLine:
    assignment = assigned.assignment
    if assignment.ended_members is not None:
        return AssignmentLine(assigned, assignment.ended_done or 0, assignment.ended_members)
    return AssignmentLine(assigned, matrix.done[assignment.pk], len(matrix.rows))


def invitations_of(cohort: Cohort, now: datetime) -> tuple[InvitationLine, ...]:
    """The newest first."""
    rows = cohort.invitations.order_by("-created_at", "-pk")
    return tuple(InvitationLine(row, why_closed(row, now)) for row in rows)
