"""A cohort's first page, for its instructors: who needs help."""

from dataclasses import dataclass
from datetime import datetime

from quiz.bank.published import published_bank
from quiz.cohorts.assigned import all_keys, assigned_in
from quiz.cohorts.measuring.frozen import results_of
from quiz.cohorts.models import Cohort
from quiz.cohorts.reporting.reports import SectionMatrix, build_matrix, people_of


@dataclass(frozen=True)
class CohortPage:
    matrix: SectionMatrix

    @property
    def members(self) -> int:
        return len(self.matrix.rows)


def page_of(cohort: Cohort, *, now: datetime) -> CohortPage:
    """Six queries at most, however many members there are; six more until what has ended is stored."""
    bank = published_bank()
    assigned = assigned_in(cohort.assignments.all(), bank)
    members = list(cohort.memberships.current().members().with_first_day().select_related("user"))
    results = results_of(cohort, assigned, [member.user_id for member in members], bank, now)
    people = people_of(members, all_keys(assigned, bank), bank, results)
    return CohortPage(build_matrix(assigned, people, bank, now))
