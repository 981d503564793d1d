"""Closing and deleting an assignment."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from quiz.cohorts.measuring.models import Result
from quiz.cohorts.models import Arrangement, Assignment, Cohort
from quiz.practice.models import Prompt
from tests.cohorts.acts import by_then, page, section_keys, words
from tests.cohorts.frozen_acts import answer, freeze, last_cell
from tests.conftest import NOW, Person

pytestmark = pytest.mark.django_db
Ask = Callable[..., Prompt]


def post(person: Person, name: str, assignment: Assignment) -> str:
    return words(person.post(reverse(name, args=[assignment.pk]), follow=True))


def test_closed_it_ends_at_that_instant_and_no_later_answer_changes_that(
    instructor: Person, member: Person, cohort: Cohort, assignment: Assignment, ask: Ask,
    clock: time_machine.Traveller,
) -> None:  # fmt: skip
    answer(member, ask, *section_keys()[:3], at=NOW)
    clock.shift(timedelta(hours=1))
    assert "The assignment is closed." in post(instructor, "assignment-close", assignment)
    closed_at = Assignment.objects.get().closed_at
    answer(member, ask, *section_keys()[3:5], at=NOW + timedelta(hours=2))
    clock.shift(timedelta(hours=3))
    reached = by_then(3, 3, "2 more")
    assert last_cell(instructor, cohort) == reached
    assert freeze() == "1 assignments stored.\n"
    assert (last_cell(instructor, cohort), Result.objects.count()) == (reached, 1)
    post(instructor, "assignment-close", assignment)
    assert Assignment.objects.get().closed_at == closed_at
    assert "closed Tue 24 Nov, 10:00 UTC" in page(instructor, cohort, "cohort-assignments")


def test_what_is_closed_is_on_no_members_today_and_practised_no_more(
    instructor: Person, member: Person, cohort: Cohort, assignment: Assignment
) -> None:
    today = reverse("today")
    assert "Version control: reach Familiar" in words(member.get(today))
    post(instructor, "assignment-close", assignment)
    assert "Version control: reach Familiar" not in words(member.get(today))
    assert "Practise:" not in page(member, cohort, "cohort-mine")
    refused = member.post(reverse("assignment-practise", args=[assignment.pk]), follow=True)
    assert "This assignment is no longer asked of you." in words(refused)


def test_looking_at_the_question_closes_and_deletes_nothing(
    instructor: Person, assignment: Assignment
) -> None:
    for name in ("assignment-close", "assignment-delete"):
        assert instructor.get(reverse(name, args=[assignment.pk])).status_code == 200
    assert Assignment.objects.get().closed_at is None


def test_what_nobody_answered_can_be_deleted(
    instructor: Person, member: Person, assignment: Assignment, ask: Ask
) -> None:
    answer(member, ask, section_keys()[0], at=NOW - timedelta(days=1))
    answer(member, ask, section_keys("advanced")[0], at=NOW)
    assert "The assignment is deleted." in post(instructor, "assignment-delete", assignment)
    assert not Assignment.objects.exists()


@pytest.mark.parametrize("left", [False, True])
def test_what_somebody_answered_is_not_deleted_but_can_be_closed(
    instructor: Person, member: Person, cohort: Cohort, assignment: Assignment, ask: Ask, left: bool,
    clock: time_machine.Traveller,
) -> None:  # fmt: skip
    answer(member, ask, section_keys()[0], at=NOW)
    clock.shift(timedelta(hours=1))
    if left:
        member.post(reverse("cohort-leave", args=[cohort.pk]))
    response = instructor.post(reverse("assignment-delete", args=[assignment.pk]))
    assert (response.status_code, Assignment.objects.count()) == (409, 1)
    assert reverse("assignment-close", args=[assignment.pk]) in response.text


def test_the_answer_of_somebody_it_never_asked_does_not_count(
    instructor: Person, member: Person, assignment: Assignment, ask: Ask
) -> None:
    Assignment.objects.update(for_everyone=False)
    answer(member, ask, section_keys()[0], at=NOW)
    post(instructor, "assignment-delete", assignment)
    assert not Assignment.objects.exists()


def test_what_has_ended_by_its_day_is_not_closed_unless_it_runs_on_for_somebody(
    instructor: Person, member: Person, assignment: Assignment, clock: time_machine.Traveller
) -> None:
    clock.move_to(datetime(2026, 12, 4, 12, tzinfo=UTC))
    assert "has ended or is gone" in post(instructor, "assignment-close", assignment)
    Arrangement.objects.create(assignment=assignment, user=member.user, due_on=datetime(2026, 12, 9).date())
    assert "The assignment is closed." in post(instructor, "assignment-close", assignment)


def test_an_archived_cohort_closes_and_deletes_nothing(instructor: Person, assignment: Assignment) -> None:
    Cohort.objects.update(archived_at=NOW)
    for name in ("assignment-close", "assignment-delete"):
        assert "This cohort is archived" in post(instructor, name, assignment)
    assert Assignment.objects.get().closed_at is None
