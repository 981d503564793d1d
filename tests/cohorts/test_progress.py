"""What Today and the Practise button know of assignments."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import AnonymousUser
from pytest_django import DjangoAssertNumQueries

from quiz.bank.models import Question
from quiz.cohorts.measuring.progress import AssignmentProgress, assignments_of
from quiz.cohorts.models import Assignment, Cohort
from quiz.practice.remembering.situation import situation_of
from tests.cohorts.acts import TODAY, assign, numbers, remember_well, section_keys
from tests.conftest import NOW, Person

pytestmark = pytest.mark.django_db


def assigned_to(person: Person, now: datetime = NOW, zone: str = "UTC") -> list[AssignmentProgress]:
    return assignments_of(person.user, situation_of(person.learner, ZoneInfo(zone)), now)


def test_each_assignment_says_what_is_reached_and_what_is_missing(
    member: Person, assignment: Assignment
) -> None:
    keys = section_keys()
    remember_well(member.user, *keys[:16])
    (progress,) = assigned_to(member)
    assert (progress.assignment, progress.title, progress.cohort) == (
        assignment,
        "Version control: reach Familiar",
        "Autumn cohort",
    )
    assert (progress.keys, progress.missing, progress.is_open) == (keys, keys[16:], True)
    assert progress.standing.numbers == numbers(16, 16, 16)
    assert (progress.reached, progress.to_go, progress.total) == (16, 4, 20)


def test_they_are_sorted_by_due_day(instructor: Person, member: Person, cohort: Cohort) -> None:
    late = assign(instructor, cohort, due_on=date(2026, 12, 20))
    early = assign(instructor, cohort, "advanced", due_on=date(2026, 11, 26))
    assert [progress.assignment for progress in assigned_to(member)] == [early, late]


@pytest.mark.parametrize(
    ("now", "zone", "stands"),
    [
        (datetime(2026, 12, 3, 23, 59, tzinfo=UTC), "UTC", True),
        (datetime(2026, 12, 4, 11, 59, tzinfo=UTC), "UTC", True),
        (datetime(2026, 12, 4, 11, 59, tzinfo=UTC), "Pacific/Auckland", True),
        (datetime(2026, 12, 4, 12, 0, tzinfo=UTC), "UTC", False),
        (datetime(2026, 12, 4, 12, 0, tzinfo=UTC), "America/Los_Angeles", False),
    ],
)
def test_one_stands_there_until_its_due_day_is_over_everywhere(
    member: Person, assignment: Assignment, now: datetime, zone: str, stands: bool
) -> None:
    assert bool(assigned_to(member, now, zone)) is stands


def test_one_that_has_not_opened_says_so(instructor: Person, member: Person, cohort: Cohort) -> None:
    assign(instructor, cohort, opens_on=date(2026, 11, 25), due_on=date(2026, 12, 3))
    assert [progress.is_open for progress in assigned_to(member)] == [False]
    later = datetime(2026, 11, 25, 0, 0, tzinfo=UTC)
    assert [progress.is_open for progress in assigned_to(member, later)] == [True]


def test_levels_are_those_of_the_due_day(instructor: Person, member: Person, cohort: Cohort) -> None:
    remember_well(member.user, *section_keys())
    assign(instructor, cohort, target=Assignment.Target.MASTERED, due_on=date(2026, 11, 25))
    assign(instructor, cohort, target=Assignment.Target.MASTERED, due_on=date(2028, 11, 25))
    assert [progress.reached for progress in assigned_to(member)] == [20, 0]


def test_single_questions_can_be_assigned_beside_a_section(
    member: Person, cohort: Cohort, assignment: Assignment
) -> None:
    key = section_keys("advanced")[3]
    assignment.questions.add(Question.objects.get(key=key))
    (progress,) = assigned_to(member)
    assert progress.title == "Version control, 1 question: reach Familiar"
    assert progress.keys == (*section_keys(), key)


@pytest.mark.any_database
def test_all_five_sections_have_a_short_title(instructor: Person, member: Person, cohort: Cohort) -> None:
    every = ("lifecycle", "version-control", "experiment-tracking", "pipeline-orchestration", "advanced")
    assign(instructor, cohort, *every)
    assert [(p.title, p.total) for p in assigned_to(member)] == [("All sections: reach Familiar", 100)]


def test_nothing_is_assigned_to_a_visitor_an_instructor_or_a_stranger(
    instructor: Person, classmate: Person, member: Person, assignment: Assignment
) -> None:
    assert len(assigned_to(member)) == 1
    assert [assigned_to(person) for person in (instructor, classmate)] == [[], []]
    assert assignments_of(AnonymousUser(), situation_of(classmate.learner, ZoneInfo("UTC")), NOW) == []


@pytest.mark.parametrize("number", [1, 11])
def test_eleven_assignments_take_no_more_queries_than_one(
    instructor: Person,
    member: Person,
    cohort: Cohort,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for days in range(number):
        assign(instructor, cohort, due_on=TODAY + timedelta(days=days))
    situation = situation_of(member.learner, ZoneInfo("UTC"))
    with django_assert_num_queries(4):
        assert len(assignments_of(member.user, situation, NOW)) == number
