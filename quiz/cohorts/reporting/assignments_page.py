"""The page of a cohort's assignments, for its instructors."""

from dataclasses import dataclass

from quiz.cohorts.assigned import Assigned
from quiz.cohorts.reporting.reports import SectionMatrix


@dataclass(frozen=True, slots=True)
class AssignmentLine:
    """An assignment; `done` of `members` have reached it, or had when it ended."""

    assigned: Assigned
    done: int
    members: int


def lines_of(matrix: SectionMatrix) -> tuple[AssignmentLine, ...]:
    """The latest due day first."""
    return tuple(line_of(one, matrix) for one in reversed(matrix.assigned))


def line_of(assigned: Assigned, matrix: SectionMatrix) -> AssignmentLine:
    assignment = assigned.assignment
    if assignment.ended_members is not None:
        return AssignmentLine(assigned, assignment.ended_done or 0, assignment.ended_members)
    return AssignmentLine(assigned, matrix.done[assignment.pk], len(matrix.rows))
