"""Copying a cohort to the next one: its assignments on new days, without its people."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse

from quiz.bank.models import Question
from quiz.cohorts.models import Assignment, Cohort
from tests.cohorts.acts import TODAY, assign, words
from tests.cohorts.running_acts import address, archive, copy
from tests.conftest import Person

pytestmark = pytest.mark.django_db

SPRING = date(2027, 3, 2)


def as_assigned(cohort: Cohort) -> Iterator[tuple[Any, ...]]:
    for one in cohort.assignments.order_by("due_on"):
        sections, questions = (
            one.sections.values_list("slug", flat=True),
            one.questions.values_list("key", flat=True),
        )
        yield one.opens_on, one.due_on, one.target, one.minutes, one.note, sorted(sections), sorted(questions)


@pytest.fixture
def course(instructor: Person, cohort: Cohort, assignment: Assignment, member: Person) -> Cohort:
    """Version control from today for ten days, two sections and a question from the week after."""
    second = assign(
        instructor,
        cohort,
        "lifecycle",
        "advanced",
        opens_on=TODAY + timedelta(days=7),
        due_on=TODAY + timedelta(days=20),
        target=3,
    )
    second.questions.add(Question.objects.get(key="what-is-mlops"))
    Assignment.objects.filter(pk=second.pk).update(
        note="Start early.", minutes=25, closed_at=cohort.created_at
    )
    return cohort


def made_by(response: HttpResponse) -> Cohort:
    assert response.status_code == 302, words(response)
    return Cohort.objects.get(pk=response["Location"].split("/")[2])


def test_a_copy_has_the_same_assignments_on_days_as_far_apart(instructor: Person, course: Cohort) -> None:
    made = made_by(copy(instructor, course, name="Spring cohort", first_day=SPRING))
    offset = SPRING - TODAY
    moved = [(opens + offset, due + offset, *rest) for opens, due, *rest in as_assigned(course)]
    assert list(as_assigned(made)) == moved and len(moved) == 2
    assert moved[1][2:] == (3, 25, "Start early.", ["advanced", "lifecycle"], ["what-is-mlops"])
    assert not made.assignments.exclude(closed_at=None).exists()


def test_nobody_comes_along(instructor: Person, course: Cohort, member: Person) -> None:
    made = made_by(copy(instructor, course, name="Spring cohort", first_day=SPRING))
    assert [one.user for one in made.memberships.all()] == [instructor.user]
    assert not made.invitations.exists()
    assert "Spring cohort" not in words(member.get(reverse("cohorts")))


def test_the_page_shows_what_it_will_make_before_it_makes_it(instructor: Person, course: Cohort) -> None:
    page = words(instructor.get(address("copy", course)))
    assert "Version control: reach Familiar Tue 24 Nov 2026 to Thu 3 Dec 2026" in page
    unseen = instructor.post(address("copy", course), {"name": "Spring cohort", "first_day": SPRING})
    assert unseen.status_code == 422 and Cohort.objects.count() == 1
    assert "The dates below have changed. Check them" in words(unseen)
    assert "Version control: reach Familiar Tue 2 Mar 2027 to Thu 11 Mar 2027" in words(unseen)


def test_a_list_that_another_instructor_has_outdated_is_shown_again(
    instructor: Person, course: Cohort
) -> None:
    fields = {"name": "Spring cohort", "first_day": SPRING}
    shown = instructor.get(address("copy", course), fields, headers={"HX-Request": "true"}).content.decode()
    seen = shown.split('name="seen" value="')[1][:16]
    assign(instructor, course, "lifecycle")
    outdated = instructor.post(address("copy", course), fields | {"seen": seen})
    assert (outdated.status_code, Cohort.objects.count()) == (422, 1)


def test_a_copy_that_is_sent_twice_is_made_once(instructor: Person, course: Cohort) -> None:
    fields = {"name": "Spring cohort", "first_day": SPRING}
    made = {made_by(copy(instructor, course, **fields)) for _ in range(2)}
    assert (len(made), Cohort.objects.count()) == (1, 2)
    assert made_by(copy(instructor, course, **fields | {"first_day": SPRING + timedelta(7)})) not in made
    assert made_by(copy(instructor, course, **fields | {"name": "Summer cohort"})) not in made
    assert Cohort.objects.count() == 4


def test_an_archived_cohort_can_be_copied(instructor: Person, course: Cohort) -> None:
    archive(instructor, course)
    assert made_by(copy(instructor, course, name="Autumn cohort", first_day=TODAY)).archived_at is None


def test_a_cohort_without_assignments_is_copied_without_a_day(instructor: Person, cohort: Cohort) -> None:
    assert "begins without assignments" in words(instructor.get(address("copy", cohort)))
    assert made_by(copy(instructor, cohort, name="Spring cohort")).assignments.count() == 0


@pytest.mark.any_database
@pytest.mark.parametrize("day", ["", "2026-11-23", "2031-11-30", "9999-12-31", "0001-01-01", "tomorrow"])
def test_a_first_day_that_cannot_be_is_refused(instructor: Person, course: Cohort, day: str) -> None:
    refused = instructor.post(address("copy", course), {"name": "Spring cohort", "first_day": day})
    assert refused.status_code == 422 and "First day: The first day " in words(refused)
    assert Cohort.objects.count() == 1
