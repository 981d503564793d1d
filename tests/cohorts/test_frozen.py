"""What was reached when a due day ended: the same worked out and stored, and it stays."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from quiz.cohorts.joining.models import Invitation
from quiz.cohorts.measuring.models import Result
from quiz.cohorts.models import Assignment, Cohort
from quiz.practice.models import Correction, Review
from tests.cohorts.acts import by_then, invite, join, member_called, page, section_keys, words
from tests.cohorts.frozen_acts import END, Ask, answer, freeze, last_cell
from tests.conftest import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def ended(member: Person, assignment: Assignment, ask: Ask, clock: time_machine.Traveller) -> Assignment:
    """Three questions answered in time, two after it."""
    answer(member, ask, *section_keys()[:3], at=END - timedelta(hours=1))
    answer(member, ask, *section_keys()[3:5], at=END + timedelta(hours=1))
    clock.move_to(END + timedelta(days=9))
    return assignment


REACHED = "answered by the due day 3 · at the level on the due day 3 · late: 2 more since"
SEEN = by_then(3, 3, 2)


def test_worked_out_and_stored_are_the_same(instructor: Person, cohort: Cohort, ended: Assignment) -> None:
    before = last_cell(instructor, cohort)
    assert freeze() == "1 assignments stored.\n"
    assert before == last_cell(instructor, cohort) == SEEN
    assert freeze() == "Nothing has ended since the last time.\n"
    assert Result.objects.count() == 1


def test_looking_stores_nothing(instructor: Person, cohort: Cohort, ended: Assignment) -> None:
    page(instructor, cohort)
    assert not Result.objects.exists()


def test_the_member_reads_the_same_on_their_page(member: Person, cohort: Cohort, ended: Assignment) -> None:
    text = words(member.get(reverse("cohort-mine", args=[cohort.pk])))
    assert f"20 questions: {REACHED} · was due Thu 3 Dec" in text


def test_an_answer_taken_back_after_the_end_was_given_by_then(
    instructor: Person, cohort: Cohort, member: Person, ended: Assignment
) -> None:
    review = Review.objects.order_by("at")[2]
    Correction.objects.create(learner=review.learner, review=review, kind="undo", at=END + timedelta(hours=2))
    assert last_cell(instructor, cohort).startswith("by then 3 answered")
    early = Review.objects.order_by("at")[1]
    Correction.objects.create(learner=early.learner, review=early, kind="undo", at=END - timedelta(minutes=1))
    assert last_cell(instructor, cohort).startswith("by then 2 answered")


def test_before_the_day_is_over_everywhere_nothing_is_frozen(
    instructor: Person, cohort: Cohort, member: Person, assignment: Assignment, clock: time_machine.Traveller
) -> None:
    clock.move_to(END - timedelta(seconds=1))
    assert freeze() == "Nothing has ended since the last time.\n"
    assert "would hold to the day" in last_cell(instructor, cohort)
    clock.move_to(END)
    assert freeze() == "1 assignments stored.\n"
    assert "by then 0 answered" in last_cell(instructor, cohort)


def test_nobody_is_behind_once_it_has_ended(instructor: Person, cohort: Cohort, ended: Assignment) -> None:
    text = page(instructor, cohort)
    assert "Nobody needs help today." in text
    assert "Learner 1 Everything assigned to them has ended" in text


def test_leaving_hides_the_row_and_the_counts_stay(
    instructor: Person, member: Person, cohort: Cohort, ended: Assignment
) -> None:
    freeze()
    assert "reached by 0 of 1" in page(instructor, cohort, "cohort-assignments")
    member.post(reverse("cohort-leave", args=[cohort.pk]))
    assert "Learner 1" not in page(instructor, cohort)
    assert "reached by 0 of 1" in page(instructor, cohort, "cohort-assignments")
    join(member, invite(instructor, cohort))
    assert last_cell(instructor, cohort) == SEEN


def test_who_left_before_the_end_is_not_counted(
    member: Person, cohort: Cohort, assignment: Assignment, clock: time_machine.Traveller
) -> None:
    member.post(reverse("cohort-leave", args=[cohort.pk]))
    clock.move_to(END)
    freeze()
    assignment.refresh_from_db()
    assert (assignment.ended_members, Result.objects.count()) == (0, 0)


def test_who_joins_after_the_end_has_no_result(
    instructor: Person, learner: Person, cohort: Cohort, assignment: Assignment, clock: time_machine.Traveller,
    invitation: Invitation,
) -> None:  # fmt: skip
    clock.move_to(END)
    join(learner, invitation)
    assert last_cell(instructor, cohort) == "joined after the due day"


def test_erasing_an_account_deletes_its_row_and_the_counts_stay(
    member: Person, cohort: Cohort, ended: Assignment
) -> None:
    freeze()
    classmate = member_called("Goes", cohort)
    Result.objects.create(assignment=ended, user=classmate, total=20, answered=1, at_level=1)
    classmate.learner.cards.all().delete()
    classmate.learner.delete()
    classmate.delete()
    ended.refresh_from_db()
    assert (Result.objects.count(), ended.ended_members) == (1, 1)


@pytest.mark.parametrize("number", [1, 7])
def test_what_has_ended_takes_few_queries_however_many_members(
    instructor: Person,
    cohort: Cohort,
    ended: Assignment,
    number: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for place in range(number):
        member_called(f"Member {place}", cohort)
    with django_assert_max_num_queries(19):
        page(instructor, cohort)
    freeze()
    with django_assert_max_num_queries(13):
        page(instructor, cohort)
