"""The page of a cohort's assignments, for its instructors."""

from dataclasses import dataclass
from datetime import datetime

from quiz.bank.published import published_bank
from quiz.cohorts.assigned import Assigned, all_keys, assigned_in
from quiz.cohorts.measuring.frozen import results_of
from quiz.cohorts.models import Cohort
from quiz.cohorts.reporting.reports import SectionMatrix, build_matrix, people_of


@dataclass(frozen=True, slots=True)
class AssignmentLine:
    """An assignment; `done` of `members` have reached it, or had when it ended."""

    assigned: Assigned
    done: int
    members: int


def matrix_of(cohort: Cohort, *, now: datetime) -> SectionMatrix:
    """Seven queries at most, however many members there are; six more until what has ended is stored."""
    bank = published_bank()
    assigned = assigned_in(cohort.assignments.all(), bank)
    members = list(cohort.memberships.current().members().with_first_day().select_related("user"))
    results = results_of(cohort, assigned, [member.user_id for member in members], bank, now)
    return build_matrix(assigned, people_of(members, all_keys(assigned, bank), bank, results), bank, now)


def lines_of(matrix: SectionMatrix) -> tuple[AssignmentLine, ...]:
    """The latest due day first."""
    return tuple(line_of(one, matrix) for one in reversed(matrix.assigned))


def line_of(assigned: Assigned, matrix: SectionMatrix) -> AssignmentLine:
    assignment = assigned.assignment
    if assignment.ended_members is not None:
        return AssignmentLine(assigned, assignment.ended_done or 0, assignment.ended_members)
    return AssignmentLine(assigned, matrix.done[assignment.pk], len(matrix.rows))
