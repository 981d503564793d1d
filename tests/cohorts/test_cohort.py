"""A cohort's page for its instructors: members × assigned sections, and who is behind."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

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
    invite,
    join,
    make_cohort,
    matrix_rows,
    member_called,
    numbers,
    page,
    section_keys,
    words,
)
from tests.conftest import NOW, Person
from tests.mastery.steps import elsewhere
from tests.practice.acts import answer_well

pytestmark = pytest.mark.django_db


def test_the_matrix_holds_the_assigned_sections_and_no_other(
    instructor: Person, member: Person, cohort: Cohort, assignment: Assignment
) -> None:
    text = page(instructor, cohort)
    assert (
        "Member Version control 20 questions Version control: reach Familiar 20 questions due Thu 3 Dec Learner 1"
        in text
    )
    assert "Experiment tracking" not in text
    assign(instructor, cohort, "experiment-tracking")
    assert "Experiment tracking 20 questions" in page(instructor, cohort)


def test_each_member_has_the_median_level_and_the_share_recalled_today(
    instructor: Person, cohort: Cohort, assignment: Assignment
) -> None:
    keys = section_keys()
    member_called("Half", cohort, *keys[:10])
    member_called("More", cohort, *keys[:11])
    rows = matrix_rows(instructor.get(cohort.get_absolute_url()))
    assert rows == [
        ["Half", "New, 50 %", numbers(10, 10, 10)],
        ["More", "Mastered, 55 %", numbers(11, 11, 11)],
    ]


def test_two_assignments_of_one_section_make_one_column(
    instructor: Person, cohort: Cohort, assignment: Assignment
) -> None:
    member_called("Half", cohort, *section_keys()[:10])
    assign(instructor, cohort, target=Assignment.Target.MASTERED, due_on=date(2026, 12, 24))
    rows = matrix_rows(instructor.get(cohort.get_absolute_url()))
    assert [len(row) for row in rows] == [4]


def test_who_is_behind_is_named_and_comes_first(
    instructor: Person, cohort: Cohort, assignment: Assignment, clock: time_machine.Traveller
) -> None:
    keys = section_keys()
    for name, known in (("Ahead", 14), ("Behind", 3), ("Done", 20), ("Far behind", 1)):
        member_called(name, cohort, *keys[:known])
    assert "Nobody is behind." in page(instructor, cohort)
    clock.shift(timedelta(days=4))
    response = instructor.get(cohort.get_absolute_url())
    assert "2 of 4 behind: Far behind, Behind." in words(response)
    assert [[row[0], row[-1]] for row in matrix_rows(response)] == [
        ["Far behind", numbers(1, 1, 1) + "behind: no answer for 3 days"],
        ["Behind", numbers(3, 3, 3) + "behind: no answer for 3 days"],
        ["Ahead", numbers(14, 14, 14)],
        ["Done", numbers(20, 20, 20)],
    ]


def test_among_those_equally_far_who_recalls_least_comes_first(
    instructor: Person, cohort: Cohort, assignment: Assignment
) -> None:
    keys = section_keys()
    for name, known in (("Much", 9), ("Little", 2), ("Some", 5)):
        member_called(name, cohort, *keys[:known])
    rows = matrix_rows(instructor.get(cohort.get_absolute_url()))
    assert [row[0] for row in rows] == ["Little", "Some", "Much"]


def test_the_rule_of_who_is_behind_is_written_on_the_page(
    instructor: Person, member: Person, cohort: Cohort, assignment: Assignment
) -> None:
    text = page(instructor, cohort)
    assert (
        "Behind means: fewer questions answered, and fewer at the level, than the days gone by ask for"
        in text
    )
    assert "Twenty questions due in ten days make two for each day gone by, rounded down." in text


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
    assert "1 of 2 behind: Learner 1." in page(instructor, cohort)


def test_nobody_is_behind_before_the_day_is_over_everywhere(
    instructor: Person, member: Person, cohort: Cohort, assignment: Assignment, clock: time_machine.Traveller
) -> None:
    clock.move_to(datetime(2026, 11, 27, 11, 59, tzinfo=UTC))
    assert "Nobody is behind." in page(instructor, cohort)
    clock.move_to(datetime(2026, 11, 27, 12, 0, tzinfo=UTC))
    assert "1 of 1 behind: Learner 1." in page(instructor, cohort)


def test_an_assignment_keeps_its_column_for_good(
    instructor: Person, member: Person, cohort: Cohort, assignment: Assignment, clock: time_machine.Traveller
) -> None:
    clock.move_to(datetime(2027, 1, 20, 13, tzinfo=UTC))
    listed = page(instructor, cohort, "cohort-assignments")
    assert "opened Tue 24 Nov , was due Thu 3 Dec for everyone · 10 min a day reached by 0 of 1" in listed
    assert "answered by the due day 0 · at the level on the due day 0" in page(instructor, cohort)


def test_the_list_of_assignments_says_how_many_have_reached_it(
    instructor: Person, cohort: Cohort, assignment: Assignment
) -> None:
    member_called("Done", cohort, *section_keys())
    member_called("Begun", cohort)
    assert "due Thu 3 Dec (until Fri 4 Dec, 12:00 UTC) for everyone · 10 min a day reached by 1 of 2" in page(
        instructor, cohort, "cohort-assignments"
    )


def test_a_cohort_without_members_says_how_they_come(instructor: Person, cohort: Cohort) -> None:
    assert "Nobody has joined yet. Make a link under Invitations and send it" in page(instructor, cohort)


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
    with django_assert_num_queries(11):
        response = instructor.get(cohort.get_absolute_url())
    assert len(matrix_rows(response)) == number


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
    expected = matrix_rows(instructor.get(cohort.get_absolute_url()))
    Card.objects.update(state=b"\x01" + bytes(60))
    Learner.objects.filter(user=member.user).update(profile=b"\x01" + bytes(36))
    elsewhere()
    assert matrix_rows(instructor.get(cohort.get_absolute_url())) == expected
    assert "5 %" in expected[0][1]
