"""One member's own date, and being excused: on every page, and in what is frozen."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from quiz.bank.published import published_bank
from quiz.cohorts.measuring.models import Result
from quiz.cohorts.models import Arrangement, Assignment, Cohort
from quiz.practice.models import Prompt
from tests.cohorts.acts import (
    assign,
    by_then,
    member_called,
    numbers,
    page,
    report,
    report_rows,
    section_keys,
    words,
)
from tests.cohorts.assigning_acts import arrange, membership_of, opened, save
from tests.cohorts.frozen_acts import END, answer, freeze
from tests.conftest import NOW, Person

pytestmark = pytest.mark.django_db
Ask = Callable[..., Prompt]
LATER = "2026-12-08"
THEIR_END = datetime(2026, 12, 9, 12, tzinfo=UTC)


def cell_of(instructor: Person, cohort: Cohort, name: str) -> str:
    rows = report_rows(report(instructor, cohort))
    return next(row[-1] for row in rows if row[0] == name)


def reason_of(instructor: Person, cohort: Cohort, name: str) -> str:
    return next(row[1] for row in report_rows(report(instructor, cohort)) if row[0] == name)


def test_with_a_date_of_their_own_it_ends_for_them_alone_on_that_day(
    instructor: Person, member: Person, cohort: Cohort, assignment: Assignment, ask: Ask,
    clock: time_machine.Traveller,
) -> None:  # fmt: skip
    member_called("Other", cohort)
    said = arrange(instructor, assignment, membership_of(member), "date", due_on=LATER)
    assert "This member has a date of their own: until Wed 9 Dec, 12:00 UTC." in words(said)
    answer(member, ask, *section_keys()[:2], at=END + timedelta(hours=1))
    clock.move_to(END + timedelta(hours=2))
    assert cell_of(instructor, cohort, "Other").startswith("answered by the due day 0 ")
    assert cell_of(instructor, cohort, "Learner 1").startswith(numbers(2, 2, 0))
    assert "until Wed 9 Dec, 12:00 UTC due Tue 8 Dec" in words(member.get(reverse("today")))
    assert "due Tue 8 Dec (until" in page(member, cohort, "cohort-mine")
    clock.move_to(THEIR_END)
    assert cell_of(instructor, cohort, "Learner 1") == by_then(2, 0)
    assert "Version control: reach" not in words(member.get(reverse("today")))


def test_rows_are_stored_at_each_members_end_and_the_counts_at_the_last(
    instructor: Person, member: Person, cohort: Cohort, assignment: Assignment, clock: time_machine.Traveller
) -> None:
    member_called("Other", cohort, *section_keys())
    arrange(instructor, assignment, membership_of(member), "date", due_on=LATER)
    clock.move_to(END)
    assert (freeze(), freeze()) == ("1 assignments stored.\n", "Nothing has ended since the last time.\n")
    assignment.refresh_from_db()
    assert (Result.objects.count(), assignment.ended_members) == (1, None)
    assert "reached by 0 of 2" in page(instructor, cohort, "cohort-assignments")
    clock.move_to(THEIR_END)
    assert (freeze(), freeze()) == ("1 assignments stored.\n", "Nothing has ended since the last time.\n")
    assignment.refresh_from_db()
    assert (Result.objects.count(), assignment.ended_members, assignment.ended_done) == (2, 2, 0)


def test_a_day_of_another_year_is_listed_with_it(
    instructor: Person, cohort: Cohort, assignment: Assignment
) -> None:
    Assignment.objects.filter(pk=assignment.pk).update(due_on=date(2027, 1, 15))
    listed = page(instructor, cohort, "cohort-assignments")
    assert "due Fri 15 Jan 2027" in listed and " 2026" not in listed


def test_an_earlier_date_ends_earlier_and_no_edit_reaches_what_was_frozen(
    instructor: Person, member: Person, cohort: Cohort, assignment: Assignment, clock: time_machine.Traveller
) -> None:
    arrange(instructor, assignment, membership_of(member), "date", due_on="2026-11-25")
    clock.move_to(datetime(2026, 11, 26, 12, tzinfo=UTC))
    save(instructor, assignment, opened(instructor, assignment) | {"sections": ["advanced"], "target": "4"})
    assert Result.objects.get().total == 20
    assert reason_of(instructor, cohort, "Learner 1") == "Everything assigned to them has ended"


def test_a_later_date_makes_nobody_behind_by_the_one_for_all(
    instructor: Person, member: Person, cohort: Cohort, assignment: Assignment, clock: time_machine.Traveller
) -> None:
    arrange(instructor, assignment, membership_of(member), "date", due_on="2027-05-30")
    clock.shift(timedelta(days=8))
    assert reason_of(instructor, cohort, "Learner 1").startswith("Needs 1 minute a day")
    arrange(instructor, assignment, membership_of(member), "no-date")
    assert reason_of(instructor, cohort, "Learner 1") == "Nothing answered yet"


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("due_on", "sentence"),
    [
        ("2026-11-23", "Choose 24 November or later."),
        ("", "The due date is missing. Choose a day."),
        ("2026-02-30", "The due date is not a date. Choose a day."),
        ("9999-12-31", "Choose 24 November 2031 or earlier."),
    ],
)
def test_a_date_that_cannot_be_is_refused(
    instructor: Person, member: Person, assignment: Assignment, due_on: str, sentence: str
) -> None:
    address = reverse("arrangement", args=[assignment.pk, membership_of(member).pk])
    response = instructor.post(address, {"do": "date", "due_on": due_on})
    assert (response.status_code, sentence in words(response)) == (422, True)
    assert not Arrangement.objects.exists()


def test_once_it_has_ended_for_them_no_date_is_given_and_the_page_says_what_to_do(
    instructor: Person, member: Person, assignment: Assignment, clock: time_machine.Traveller
) -> None:
    clock.move_to(END)
    response = arrange(instructor, assignment, membership_of(member), "date", due_on=LATER)
    assert "Make a new assignment for this member, or excuse them." in words(response)
    assert not Arrangement.objects.exists()


def test_the_excused_are_asked_nothing_and_are_neither_behind_nor_done(
    instructor: Person, member: Person, cohort: Cohort, assignment: Assignment, clock: time_machine.Traveller
) -> None:
    clock.shift(timedelta(days=4))
    assert reason_of(instructor, cohort, "Learner 1") == "Nothing answered yet"
    arrange(instructor, assignment, membership_of(member), "excuse")
    assert cell_of(instructor, cohort, "Learner 1") == "excused"
    assert "Version control: reach" not in words(member.get(reverse("today")))
    assert "20 questions: excused" in page(member, cohort, "cohort-mine")
    assert "1 excused" in page(instructor, cohort, "cohort-assignments")
    arrange(instructor, assignment, membership_of(member), "unexcuse")
    assert reason_of(instructor, cohort, "Learner 1") == "Nothing answered yet"


@pytest.mark.parametrize("when", ["before the end", "before it is stored", "after it is stored"])
def test_excused_at_any_time_it_reads_the_same_stored_and_worked_out(
    instructor: Person, member: Person, cohort: Cohort, assignment: Assignment, ask: Ask,
    clock: time_machine.Traveller, when: str,
) -> None:  # fmt: skip
    member_called("Other", cohort)
    assignment.sections.clear()
    assignment.questions.add(published_bank().id_of[section_keys()[0]])
    answer(member, ask, section_keys()[0], at=END - timedelta(hours=1))
    if when != "before the end":
        clock.move_to(END)
    if when == "after it is stored":
        freeze()
    arrange(instructor, assignment, membership_of(member), "excuse")
    clock.move_to(END)
    freeze()
    assignment.refresh_from_db()
    assert (assignment.ended_members, assignment.ended_done) == (1, 0)
    assert Result.objects.get(user=member.user).excused
    assert cell_of(instructor, cohort, "Learner 1") == "excused"
    arrange(instructor, assignment, membership_of(member), "unexcuse")
    assignment.refresh_from_db()
    assert (assignment.ended_members, assignment.ended_done) == (2, 1)
    assert cell_of(instructor, cohort, "Learner 1") == by_then(1, 1)


def test_nothing_is_arranged_for_whoever_is_not_asked_or_no_member(
    instructor: Person, member: Person, classmate: Person, cohort: Cohort, assignment: Assignment
) -> None:
    own = membership_of(member)
    Assignment.objects.update(for_everyone=False)
    assert "This assignment is not for this member." in words(arrange(instructor, assignment, own, "excuse"))
    Assignment.objects.update(for_everyone=True)
    elsewhere = Cohort.objects.create(name="Other", created_at=NOW)
    foreign = elsewhere.memberships.create(user=classmate.user, role="member", agreed_at=NOW)
    teacher = cohort.memberships.get(role="instructor")
    member.post(reverse("cohort-leave", args=[cohort.pk]))
    for membership in (foreign, teacher, own):
        assert arrange(instructor, assignment, membership, "excuse").status_code == 404
        address = reverse("assignment-member", args=[assignment.pk, membership.pk])
        assert instructor.get(address).status_code == 404
    assert not Arrangement.objects.exists()


def test_an_archived_cohort_arranges_and_asks_nothing_and_is_frozen_all_the_same(
    instructor: Person, member: Person, cohort: Cohort, assignment: Assignment, clock: time_machine.Traveller
) -> None:
    Cohort.objects.update(archived_at=NOW)
    for do, fields in (("excuse", {}), ("date", {"due_on": LATER})):
        refused = arrange(instructor, assignment, membership_of(member), do, **fields)
        assert "This cohort is archived" in words(refused)
    assert "Version control: reach" not in words(member.get(reverse("today")))
    clock.move_to(END)
    assert freeze() == "1 assignments stored.\n"


@pytest.mark.any_database
def test_an_act_that_nobody_knows_does_nothing(
    instructor: Person, member: Person, assignment: Assignment
) -> None:
    assert arrange(instructor, assignment, membership_of(member), "promote").status_code == 404


def test_their_own_date_is_no_business_of_a_classmate(
    instructor: Person, member: Person, cohort: Cohort, assignment: Assignment
) -> None:
    classmate = Person().sign_in(member_called("Other", cohort))
    arrange(instructor, assignment, membership_of(member), "date", due_on=LATER)
    text = page(classmate, cohort, "cohort-mine")
    assert "due Thu 3 Dec" in text and "8 Dec" not in text
    assert date(2026, 12, 8) == Arrangement.objects.get().due_on


@pytest.mark.parametrize("number", [1, 8])
def test_the_list_of_assignments_takes_few_queries_however_many_there_are(
    instructor: Person, cohort: Cohort, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for place in range(number):
        user = member_called(f"Member {place}", cohort)
        made = assign(instructor, cohort, due_on=date(2026, 12, 1 + place))
        Arrangement.objects.create(assignment=made, user=user, excused_at=NOW)
    with django_assert_num_queries(11):
        text = page(instructor, cohort, "cohort-assignments")
    assert text.count("1 excused") == number
