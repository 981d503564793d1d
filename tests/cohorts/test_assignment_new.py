"""Assigning sections."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from quiz.cohorts.models import Assignment, Cohort
from tests.cohorts.acts import invite, join, words
from tests.conftest import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(cohort: Cohort) -> str:
    return reverse("assignment-new", args=[cohort.pk])


def filled(**changes: Any) -> dict[str, Any]:
    fields = {"sections": ["version-control"], "target": 2, "opens_on": "2026-11-24", "due_on": "2026-12-03"}
    return fields | changes


def test_the_assignment_stands_on_the_cohorts_page(instructor: Person, cohort: Cohort, address: str) -> None:
    sections = ["version-control", "experiment-tracking"]
    response = instructor.post(address, filled(sections=sections, target=3), follow=True)
    made = Assignment.objects.get()
    assert [section.slug for section in made.sections.order_by("position")] == sections
    assert (made.cohort, made.target, made.opens_on, made.due_on) == (
        cohort, 3, date(2026, 11, 24), date(2026, 12, 3),
    )  # fmt: skip
    assert (
        "Version control, Experiment tracking: reach Proficient opened Tue 24 Nov , due Thu 3 Dec"
        in words(response)
    )


@pytest.mark.any_database
def test_a_due_date_before_the_opening_keeps_everything_and_says_what_to_do(
    instructor: Person, address: str
) -> None:
    response = instructor.post(address, filled(target=4, opens_on="2026-11-30", due_on="2026-11-27"))
    assert response.status_code == 422
    assert (
        "The assignment was not saved The due date is before the opening date. "
        "Due, end of day: Choose 30 November or later. Everything you entered is still below."
        in words(response)
    )
    content = response.content.decode()
    assert sorted(re.findall(r'value="([\w-]+)"[^>]*checked', content)) == ["4", "version-control"]
    assert re.findall(r'type="date"[^>]*value="([\d-]+)"', content) == ["2026-11-30", "2026-11-27"]
    assert not Assignment.objects.exists()


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"sections": []}, "Nothing is chosen. Choose a section or single questions."),
        ({"target": ""}, "No level is chosen. Choose one."),
        ({"opens_on": ""}, "The opening date is missing. Choose a day."),
        ({"due_on": ""}, "The due date is missing. Choose a day."),
        ({"opens_on": "2026-11-02", "due_on": "2026-11-23"}, "The due date has passed."),
        ({"opens_on": "2026-11-02", "due_on": "2026-11-23"}, "Choose 24 November or later."),
        ({"due_on": "2031-11-25"}, "The due date is more than five years away."),
        ({"due_on": "9999-12-31"}, "Choose 24 November 2031 or earlier."),
        ({"opens_on": "9999-12-31", "due_on": "9999-12-31"}, "The due date is more than five years away."),
        ({"opens_on": "2025-11-23"}, "The opening date is more than a year ago."),
        ({"opens_on": "0001-01-01"}, "Choose 24 November 2025 or later."),
        ({"opens_on": "10000-01-01"}, "The opening date is not a date. Choose a day."),
        ({"due_on": "2026-02-30"}, "The due date is not a date. Choose a day."),
        ({"sections": ["poetry"]}, "Select a valid choice."),
        ({"target": "1"}, "Select a valid choice."),
    ],
)
def test_what_cannot_be_assigned_is_refused(
    instructor: Person, address: str, changes: dict[str, Any], sentence: str
) -> None:
    response = instructor.post(address, filled(**changes))
    assert response.status_code == 422
    assert sentence in words(response)
    assert not Assignment.objects.exists()


@pytest.mark.any_database
def test_due_on_the_opening_day_is_a_day(instructor: Person, address: str) -> None:
    instructor.post(address, filled(opens_on="2026-11-24", due_on="2026-11-24"))
    assert Assignment.objects.get().due_on == date(2026, 11, 24)


@pytest.mark.any_database
def test_an_assignment_is_due_in_five_years_at_most(instructor: Person, address: str) -> None:
    instructor.post(address, filled(opens_on="2025-11-24", due_on="2031-11-24"))
    assert Assignment.objects.get().due_on == date(2031, 11, 24)


@pytest.mark.any_database
def test_what_is_asked_for_a_day_of_another_age_is_not_reckoned(instructor: Person, address: str) -> None:
    for due_on in ("9999-12-31", "0001-01-01", "2026-02-30"):
        response = instructor.get(address, filled(due_on=due_on), headers={"HX-Request": "true"})
        assert response.status_code == 200 and "a day at most" not in words(response)


@pytest.mark.any_database
def test_the_button_says_how_many_it_asks(
    instructor: Person, learner: Person, cohort: Cohort, address: str
) -> None:
    assert "Assign to whoever joins" in words(instructor.get(address))
    join(learner, invite(instructor, cohort))
    assert "Assign to 1 member " in words(instructor.get(address))


@pytest.mark.any_database
def test_htmx_is_told_what_the_choice_asks_of_the_members(
    instructor: Person, cohort: Cohort, address: str
) -> None:
    response = instructor.get(address, filled(), headers={"HX-Request": "true"})
    assert "20 questions to Familiar in 10 days, 2 a day at most." in words(response)
    assert "<form" not in response.content.decode()
    assert not Assignment.objects.exists()


@pytest.mark.any_database
def test_htmx_with_half_a_choice_gets_general_words(instructor: Person, address: str) -> None:
    response = instructor.get(address, filled(due_on=""), headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert "To bring the questions chosen to the level by the end of the due day." in words(response)


@pytest.mark.any_database
def test_the_panel_says_what_the_instructor_will_see(instructor: Person, address: str) -> None:
    assert "never what they write or the time of day they practise" in words(instructor.get(address))


def test_the_database_refuses_a_due_day_before_the_opening(assignment: Assignment) -> None:
    with pytest.raises(IntegrityError, match="assignment_due_not_before_opening"), transaction.atomic():
        Assignment.objects.filter(pk=assignment.pk).update(due_on=date(2026, 11, 23))


@pytest.mark.parametrize("target", [1, 5])
def test_the_database_refuses_a_target_that_is_no_level(assignment: Assignment, target: int) -> None:
    with pytest.raises(IntegrityError, match="assignment_target_is_a_level"), transaction.atomic():
        Assignment.objects.filter(pk=assignment.pk).update(target=target)
