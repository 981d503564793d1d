"""The list of one's cohorts."""

from datetime import date

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from quiz.cohorts.models import Assignment, Cohort
from tests.cohorts.acts import assign, invite, join, make_cohort, words
from tests.conftest import Person

pytestmark = pytest.mark.django_db


def test_an_instructor_sees_each_cohort_with_its_members_and_next_due_day(
    instructor: Person, member: Person, cohort: Cohort, assignment: Assignment
) -> None:
    assign(instructor, cohort, due_on=date(2026, 11, 30))
    text = words(instructor.get(reverse("cohorts")))
    assert "You teach Autumn cohort 1 member next due Mon 30 Nov" in text
    assert "You are a member" not in text


def test_who_has_left_is_not_counted(instructor: Person, member: Person, cohort: Cohort) -> None:
    assert "Autumn cohort 1 member " in words(instructor.get(reverse("cohorts")))
    member.post(reverse("cohort-leave", args=[cohort.pk]))
    assert "Autumn cohort 0 members " in words(instructor.get(reverse("cohorts")))


def test_a_member_sees_their_cohort_with_a_way_to_it(member: Person, cohort: Cohort) -> None:
    response = member.get(reverse("cohorts"))
    assert "You are a member Autumn cohort" in words(response)
    assert f'href="{reverse("cohort-mine", args=[cohort.pk])}"' in response.content.decode()


def test_nobody_sees_another_instructors_cohort(
    other_instructor: Person, classmate: Person, member: Person, cohort: Cohort
) -> None:
    assert "Autumn cohort" in words(member.get(reverse("cohorts")))
    for stranger in (other_instructor, classmate):
        assert "Autumn cohort" not in words(stranger.get(reverse("cohorts")))


@pytest.mark.parametrize("number", [1, 11])
def test_eleven_cohorts_take_no_more_queries_than_one(
    instructor: Person, learner: Person, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for place in range(number):
        cohort = make_cohort(instructor, f"Cohort {place}")
        join(learner, invite(instructor, cohort))
        assign(instructor, cohort)
    for person in (instructor, learner):
        with django_assert_num_queries(4):
            person.get(reverse("cohorts"))
