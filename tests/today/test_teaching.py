"""Today for whoever teaches: their cohorts and what those need, then their own practice."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from quiz.cohorts.models import Cohort, Membership
from quiz.today.teaching import MOST
from tests.cohorts.acts import assign, invite, join, make_cohort, member_called, section_keys, words
from tests.conftest import NOW, Person
from tests.mastery.steps import practise

pytestmark = pytest.mark.django_db

DUE = date(2026, 12, 4)


def page(person: Person) -> str:
    return words(person.get("/today/"))


@pytest.fixture
def cohort(instructor: Person) -> Cohort:
    return make_cohort(instructor)


def make_late(cohort: Cohort, *names: str) -> None:
    """Members of two weeks who have answered nothing of what is assigned."""
    for name in names:
        member_called(name, cohort, *section_keys("lifecycle")[:1])
    cohort.memberships.update(agreed_at=NOW - timedelta(days=14))
    cohort.assignments.update(opens_on=NOW.date() - timedelta(days=14))


def test_it_begins_with_who_needs_help_and_what_is_due(instructor: Person, cohort: Cohort) -> None:
    assign(instructor, cohort, due_on=DUE)
    make_late(cohort, "Late 1", "Late 2")
    member_called("Knows", cohort, *section_keys())
    text = page(instructor)
    assert "2 people need help. See who, and why" in text
    assert "Autumn cohort 2 need help due Fri 4 Dec reached by 1 of 3" in text
    assert "Practise yourself" in text and "warm up" not in text


def test_nobody_needs_help(instructor: Person, cohort: Cohort) -> None:
    assign(instructor, cohort, due_on=DUE)
    member_called("Knows", cohort, *section_keys())
    text = page(instructor)
    assert "Nobody needs help today." in text and "See who" not in text
    assert "Autumn cohort Nobody needs help. due Fri 4 Dec reached by 1 of 1" in text


def test_of_more_cohorts_than_it_looks_into_it_says_which(instructor: Person, cohort: Cohort) -> None:
    for place in range(MOST):
        assign(instructor, newer := make_cohort(instructor, name=f"Newer {place}"), due_on=DUE)
        member_called(f"Knows {place}", newer, *section_keys())
    text = page(instructor)
    assert "Nobody needs help in your 6 newest cohorts." in text and "All your cohorts" in text
    assert "Nobody needs help today." not in text


def test_an_empty_cohort_asks_to_invite(instructor: Person, cohort: Cohort) -> None:
    text, invitations = page(instructor), reverse("cohort-invitations", args=[cohort.pk])
    assert "Invite the people you prepare. Invite people" in text
    assert "Nobody has joined yet: invite the people you prepare." in text
    assert f'href="{invitations}"' in instructor.get("/today/").content.decode()


def test_a_cohort_without_assignments_asks_to_assign(instructor: Person, cohort: Cohort) -> None:
    member_called("Knows", cohort)
    text = page(instructor)
    assert "Nothing is assigned yet: assign what to learn first." in text and "Assign something" in text


def test_when_everything_has_ended_it_says_so(instructor: Person, cohort: Cohort) -> None:
    assign(instructor, cohort)
    member_called("Knows", cohort)
    cohort.assignments.update(opens_on=NOW - timedelta(days=30), due_on=NOW - timedelta(days=9))
    assert "Autumn cohort Everything assigned has ended." in page(instructor)


def test_who_needs_help_in_two_cohorts_is_one_person(instructor: Person, cohort: Cohort) -> None:
    other = make_cohort(instructor, "Winter cohort")
    for one in (cohort, other):
        assign(instructor, one, due_on=DUE)
    make_late(cohort, "Late 1")
    user = cohort.memberships.members().get().user
    Membership.objects.create(cohort=other, user=user, role="member", agreed_at=NOW, agreed_to=2)
    make_late(other)
    assert "1 person needs help." in page(instructor)


def test_who_also_practises_sees_both(instructor: Person, cohort: Cohort) -> None:
    practise(instructor, 12, now=NOW - timedelta(days=3))
    body = instructor.get("/today/").content.decode()
    assert "Invite the people you prepare." in body and "Practise something else" in body
    assert body.count("<h1") == 1 and body.count("button go") == 1
    assert "Practise yourself" not in body


def test_who_also_learns_in_a_cohort_sees_both(
    instructor: Person, other_instructor: Person, cohort: Cohort
) -> None:
    theirs = make_cohort(other_instructor, "Winter cohort")
    join(instructor, invite(other_instructor, theirs))
    assign(other_instructor, theirs, due_on=DUE)
    text = page(instructor)
    assert "Your cohorts" in text and "Assignments" in text


def test_a_learners_today_has_no_cohorts(learner: Person, instructor: Person, cohort: Cohort) -> None:
    join(learner, invite(instructor, cohort))
    text = page(learner)
    assert "12 questions to warm up" in text and "Your cohorts" not in text


def test_archived_cohorts_and_those_of_others_ask_for_nothing(
    instructor: Person, other_instructor: Person, cohort: Cohort
) -> None:
    assert "Autumn cohort" not in page(other_instructor)
    Cohort.objects.update(archived_at=NOW)
    assert "Autumn cohort" not in page(instructor) and "warm up" in page(instructor)


@pytest.mark.parametrize("members", [1, 6])
def test_a_cohort_costs_the_same_few_queries_however_many_are_in_it(
    instructor: Person,
    cohort: Cohort,
    members: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    assign(instructor, cohort, due_on=DUE)
    for place in range(members):
        member_called(f"Member {place}", cohort)
    page(instructor)
    with django_assert_max_num_queries(20):
        page(instructor)
