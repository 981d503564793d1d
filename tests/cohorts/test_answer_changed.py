"""A changed answer counts on a cohort's pages as it does on the member's own."""

from datetime import date, timedelta

import pytest

from quiz.cohorts.measuring.progress import assignments_of
from quiz.cohorts.models import Assignment, Cohort
from tests.cohorts.acts import assign, numbers, report, report_rows
from tests.conftest import NOW, Person
from tests.curation.acts import KEY, open_draft, publish, save
from tests.mastery.steps import practise, situation

pytestmark = pytest.mark.django_db


def test_a_level_that_a_change_took_is_taken_on_both_sides_and_given_back(
    instructor: Person, curator: Person, member: Person, cohort: Cohort
) -> None:
    for days in (9, 4, 1):
        practise(member, 1, KEY, now=NOW - timedelta(days=days))
    assign(instructor, cohort, "lifecycle", target=Assignment.Target.PROFICIENT, due_on=date(2026, 11, 25))

    def both() -> list[str]:
        (progress,) = assignments_of(member.user, situation(member), NOW)
        return [progress.standing.numbers, report_rows(report(instructor, cohort))[0][2]]

    assert both() == [numbers(1, 1, 1)] * 2
    open_draft(curator)
    save(
        curator, answer="Drift of a concept: the relationship between the input data and the target changes."
    )
    publish(curator, change="meaning")
    assert both() == [numbers(1, 0, 0)] * 2
    member.post(f"/questions/{KEY}/told/")
    assert both() == [numbers(1, 1, 1)] * 2
