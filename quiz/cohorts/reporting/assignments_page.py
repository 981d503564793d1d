"""The page of a cohort's assignments, for its instructors."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quiz.bank.published import published_bank
from quiz.cohorts.assigned import Assigned, all_keys, assigned_in
from quiz.cohorts.measuring.frozen import results_of
from quiz.cohorts.measuring.people import people_of
from quiz.cohorts.measuring.predicted import Predicted
from quiz.cohorts.measuring.standing import Person, status_of, worked_out
from quiz.cohorts.models import Cohort


@dataclass(frozen=True, slots=True)
class AssignmentLine:
    """An assignment; `done` of `members` have reached it, or had when it ended."""

    assigned: Assigned
    done: int
    members: int
    """Whom it asks, without the excused."""
    asked: int
    """With the excused."""
    everyone: int
    """All members of the cohort."""
    own_dates: int
    excused: int
    has_ended: bool
    """For everybody."""

    @property
    def to_whom(self) -> str:
        if self.assigned.assignment.for_everyone:
            return _("for everyone")
        return _("for %(asked)s of %(all)s") % {"asked": self.asked, "all": self.everyone}

    @property
    def exceptions(self) -> str:
        """Empty where there are none."""
        dates = ngettext("%d with a date of their own", "%d with dates of their own", self.own_dates)
        excused = ngettext("%d excused", "%d excused", self.excused)
        parts = [
            *([dates % self.own_dates] if self.own_dates else []),
            *([excused % self.excused] if self.excused else []),
        ]
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class AssignmentsPage:
    running: tuple[AssignmentLine, ...]
    """What is due next comes first."""
    ended: tuple[AssignmentLine, ...]
    """What ended last comes first."""


def assignments_page_of(cohort: Cohort, *, now: datetime) -> AssignmentsPage:
    """Eight queries at most; six more until what has ended is stored."""
    bank = published_bank()
    assigned = assigned_in(cohort.assignments.all(), bank)
    members = list(cohort.memberships.current().members().with_first_day().select_related("user"))
    results = results_of(cohort, assigned, [member.user_id for member in members], bank, now)
    people = people_of(members, all_keys(assigned, bank), bank, results)
    with_memory = [(one, Predicted(bank, one.profile, one.cards)) for one in people]
    lines = [line_of(one, with_memory, now) for one in assigned]
    ended = sorted(
        (line for line in lines if line.has_ended), key=lambda line: line.assigned.last_end, reverse=True
    )
    return AssignmentsPage(tuple(line for line in lines if not line.has_ended), tuple(ended))


def line_of(assigned: Assigned, people: Sequence[tuple[Person, Predicted]], now: datetime) -> AssignmentLine:
    assignment = assigned.assignment
    asked = [own for person, _memory in people if (own := assigned.own(person.user)).is_asked]
    excused = sum(own.is_excused for own in asked)
    done, members = assignment.ended_done or 0, assignment.ended_members
    if members is None:
        done, members = done_of(assigned, people, now), len(asked) - excused
    return AssignmentLine(
        assigned=assigned,
        done=done,
        members=members,
        asked=len(asked),
        everyone=len(people),
        own_dates=sum(own.due_on != assignment.due_on for own in asked),
        excused=excused,
        has_ended=assigned.last_end <= now,
    )


def done_of(assigned: Assigned, people: Sequence[tuple[Person, Predicted]], now: datetime) -> int:
    statuses = [worked_out(partial(status_of, assigned, person, memory, now)) for person, memory in people]
    return sum(status.is_done for status in statuses if status)
