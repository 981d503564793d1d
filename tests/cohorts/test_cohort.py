"""A cohort's page for its instructors: what to teach, whom to talk to, and who is where."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from quiz.cohorts.models import Assignment, Cohort
from quiz.practice.models import Card, Learner, Prompt
from tests.cohorts.acts import (
    TODAY,
    assign,
    by_then,
    invite,
    join,
    make_cohort,
    member_called,
    numbers,
    page,
    report,
    report_rows,
    section_keys,
)
from tests.conftest import NOW, Person
from tests.mastery.steps import elsewhere
from tests.practice.acts import answer_well

pytestmark = pytest.mark.django_db


def test_the_table_has_a_block_for_each_assignment_and_no_other_sections(
    instructor: Person, member: Person, cohort: Cohort, assignment: Assignment
) -> None:
    text = page(instructor, cohort)
    assert "Version control Familiar by Thu 3 Dec" in text
    assert "Experiment tracking" not in text
    assign(instructor, cohort, "experiment-tracking")
    assert "Experiment tracking Familiar by Tue 1 Dec" in page(instructor, cohort)


def test_everybody_is_in_one_group_with_the_reason(
    instructor: Person, cohort: Cohort, assignment: Assignment, clock: time_machine.Traveller
) -> None:
    keys = section_keys()
    for name, known in (("Ahead", 14), ("Behind", 3), ("Done", 20), ("Far behind", 1)):
        member_called(name, cohort, *keys[:known])
    assert "Nobody needs help today." in page(instructor, cohort)
    clock.shift(timedelta(days=4))
    assert report_rows(report(instructor, cohort)) == [
        ["Far behind", "No answer for 3 days", numbers(1, 1, 1)],
        ["Behind", "No answer for 3 days", numbers(3, 3, 3)],
        ["Ahead", "Needs 1 minute a day until Thu 3 Dec", numbers(14, 14, 14)],
        ["Done", "All 20 at Familiar", numbers(20, 20, 20)],
    ]
    counts = "Everyone 4 Needs help 2 A little behind 0 On course 1 Done 1"
    assert counts in re.sub(r"\s+", " ", page(instructor, cohort))


@pytest.mark.any_database
def test_among_those_equally_far_who_would_keep_least_comes_first(
    instructor: Person, cohort: Cohort, assignment: Assignment
) -> None:
    keys = section_keys()
    for name, known in (("Much", 9), ("Little", 2), ("Some", 5)):
        member_called(name, cohort, *keys[:known])
    rows = report_rows(report(instructor, cohort))
    assert [row[0] for row in rows] == ["Little", "Some", "Much"]


@pytest.mark.any_database
def test_the_rule_of_the_groups_is_written_on_the_page(
    instructor: Person, member: Person, cohort: Cohort, assignment: Assignment
) -> None:
    text = page(instructor, cohort)
    assert "Nobody is in two groups. Done: every question" in text
    assert "Twenty questions due in ten days make two for each day gone by, rounded down." in text


@pytest.mark.any_database
def test_who_joined_later_is_given_the_days_since(
    instructor: Person,
    learner: Person,
    classmate: Person,
    cohort: Cohort,
    assignment: Assignment,
    clock: time_machine.Traveller,
) -> None:
    link = invite(instructor, cohort)
    join(learner, link)
    clock.shift(timedelta(days=4))
    join(classmate, link)
    reasons = {row[0]: row[1] for row in report_rows(report(instructor, cohort))}
    assert reasons.pop("Learner 1") == "Nothing answered yet"
    assert next(iter(reasons.values())).startswith("Needs ")


def test_nobody_needs_help_before_the_day_is_over_everywhere(
    instructor: Person, member: Person, cohort: Cohort, assignment: Assignment, clock: time_machine.Traveller
) -> None:
    clock.move_to(datetime(2026, 11, 27, 11, 59, tzinfo=UTC))
    assert "Nobody needs help today." in page(instructor, cohort)
    clock.move_to(datetime(2026, 11, 27, 12, 0, tzinfo=UTC))
    assert "Talk to this one Learner 1 Nothing answered yet" in page(instructor, cohort)


def test_an_assignment_keeps_its_column_for_good(
    instructor: Person, member: Person, cohort: Cohort, assignment: Assignment, clock: time_machine.Traveller
) -> None:
    clock.move_to(datetime(2027, 1, 20, 13, tzinfo=UTC))
    instructor.force_login(instructor.user)
    listed = page(instructor, cohort, "cohort-assignments")
    assert (
        "opened Tue 24 Nov 2026 , was due Thu 3 Dec 2026 for everyone · 10 min a day reached by 0 of 1"
        in listed
    )
    assert report_rows(report(instructor, cohort))[0][-1] == by_then(0, 0)


def test_the_list_of_assignments_says_how_many_have_reached_it(
    instructor: Person, cohort: Cohort, assignment: Assignment
) -> None:
    member_called("Done", cohort, *section_keys())
    member_called("Begun", cohort)
    assert "due Thu 3 Dec (until Fri 4 Dec, 12:00 UTC) for everyone · 10 min a day reached by 1 of 2" in page(
        instructor, cohort, "cohort-assignments"
    )


@pytest.mark.any_database
def test_a_cohort_without_members_says_how_they_come(instructor: Person, cohort: Cohort) -> None:
    assert "Nobody has joined yet. Make a link under Invitations and send it" in page(instructor, cohort)


@pytest.mark.any_database
def test_members_without_an_assignment_are_named_and_nothing_more(
    instructor: Person, member: Person, cohort: Cohort
) -> None:
    text = page(instructor, cohort)
    assert "Nothing is assigned yet." in text
    assert "Learner 1" in text
    assert "%" not in text


@pytest.mark.parametrize("number", [1, 11])
def test_eleven_members_take_no_more_queries_than_one(
    instructor: Person,
    cohort: Cohort,
    assignment: Assignment,
    make_members: Callable[[int], list[User]],
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_members(number)
    for days in range(number):
        invite(instructor, cohort)
        assign(instructor, cohort, "experiment-tracking", due_on=TODAY + timedelta(days=days))
    with django_assert_num_queries(13):
        response = report(instructor, cohort)
    assert len(report_rows(response)) == number


def test_one_cohort_says_nothing_of_another(instructor: Person, member: Person, cohort: Cohort) -> None:
    second = make_cohort(instructor, "Spring cohort")
    assign(instructor, second)
    assert "Learner 1" in page(instructor, cohort)
    assert "Learner 1" not in page(instructor, second)
    assert "Version control" not in page(instructor, cohort)


@pytest.mark.parametrize("name", ["cohort", "assignment-new"])
def test_the_page_is_there_for_its_instructor_alone(
    instructor: Person, other_instructor: Person, member: Person, classmate: Person, cohort: Cohort, name: str
) -> None:
    address = reverse(name, args=[cohort.pk])
    assert instructor.get(address).status_code == 200
    assert [person.get(address).status_code for person in (other_instructor, member, classmate)] == [404] * 3


def test_nobody_else_invites_revokes_or_assigns(
    instructor: Person, other_instructor: Person, member: Person, cohort: Cohort
) -> None:
    link = invite(instructor, cohort)
    posts = {
        reverse("cohort-invitations", args=[cohort.pk]): {"days": 3, "most_uses": 3},
        reverse("invitation-revoke", args=[link.pk]): {},
        reverse("assignment-new", args=[cohort.pk]): {
            "sections": "version-control", "target": 2, "opens_on": NOW.date(), "due_on": NOW.date(),
        },
    }  # fmt: skip
    for stranger in (other_instructor, member):
        assert [stranger.post(address, data).status_code for address, data in posts.items()] == [404] * 3
    assert cohort.invitations.count() == 2
    assert not cohort.assignments.exists()
    assert [instructor.post(address, data).status_code for address, data in posts.items()] == [302] * 3


def test_what_an_earlier_engine_has_stored_is_read_from_the_log(
    instructor: Person, member: Person, cohort: Cohort, assignment: Assignment, ask: Callable[..., Prompt]
) -> None:
    answer_well(ask(member, section_keys()[0], now=NOW))
    expected = report_rows(report(instructor, cohort))
    Card.objects.update(state=b"\x01" + bytes(60))
    Learner.objects.filter(user=member.user).update(profile=b"\x01" + bytes(36))
    elsewhere()
    assert report_rows(report(instructor, cohort)) == expected
    assert "answered 1 " in expected[0][-1]
