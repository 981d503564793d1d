"""The pages that an instructor teaches from, and what never stands on them."""

import csv
from io import StringIO

import pytest
from django.urls import reverse

from quiz.cohorts.models import Assignment, Cohort
from tests.cohorts.acts import page, words
from tests.cohorts.teaching_acts import RIGHT, TEMPTING, choose_each, members, options_of
from tests.conftest import NOW, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def mixed_up(cohort: Cohort, assignment: Assignment) -> Cohort:
    """Four of six members chose the same wrong option."""
    options = options_of()
    choose_each(members(cohort, 6), [options[TEMPTING]] * 4 + [options[RIGHT]] * 2)
    return cohort


def wall(instructor: Person, cohort: Cohort, **query: object) -> str:
    return str(instructor.get(reverse("cohort-wall", args=[cohort.pk]), query).content.decode())


def test_questions_say_how_many_were_right_and_what_was_chosen_instead(
    instructor: Person, mixed_up: Cohort
) -> None:
    text = page(instructor, mixed_up, "cohort-questions")
    assert "33 % , likely 12 to 65 2 of 6 people · choose one" in text
    assert "4 of 6 chose it" in text
    assert "Answered by fewer than five" in text


@pytest.mark.any_database
def test_a_question_that_few_have_answered_has_no_figure(
    instructor: Person, cohort: Cohort, assignment: Assignment
) -> None:
    choose_each(members(cohort, 4), [options_of()[RIGHT]] * 4)
    text = page(instructor, cohort, "cohort-questions")
    assert "None of these has so many answers yet." in text and "4 of 4" not in text
    assert "No assigned question has been answered by five members yet." in page(
        instructor, cohort, "cohort-teach"
    )


def test_questions_can_be_seen_by_section_and_in_the_banks_order(
    instructor: Person, mixed_up: Cohort
) -> None:
    address = reverse("cohort-questions", args=[mixed_up.pk])
    chosen = instructor.get(address, {"section": "version-control", "order": "bank"}).content.decode()
    assert "in the bank’s order" in chosen and "4 of 6 chose it" in chosen
    assert "4 of 6 chose it" in words(instructor.get(address, {"section": "no-such-section"}))


@pytest.mark.any_database
def test_the_page_to_teach_from_has_the_reason_and_the_key_points(
    instructor: Person, mixed_up: Cohort
) -> None:
    text = page(instructor, mixed_up, "cohort-teach")
    assert "1 of 1 · right at the first try 2 of 6 · 33 %, likely 12 to 65" in text
    for part in ("4 of 6 chose this", "2 of 6 right", "Why it is wrong", "A good answer says"):
        assert part in text


def test_nothing_assigned_leads_to_an_assignment_unless_the_cohort_is_archived(
    instructor: Person, cohort: Cohort
) -> None:
    address = reverse("cohort-teach", args=[cohort.pk])
    leads_there = reverse("assignment-new", args=[cohort.pk])
    assert leads_there in instructor.get(address).content.decode()
    Cohort.objects.update(archived_at=NOW)
    assert leads_there not in instructor.get(address).content.decode()


@pytest.mark.any_database
def test_no_page_to_teach_from_names_anybody(instructor: Person, mixed_up: Cohort) -> None:
    assert "Canary 1" in page(instructor, mixed_up)
    for name in ("cohort-questions", "cohort-questions-csv", "cohort-teach", "cohort-wall"):
        answered = instructor.get(reverse(name, args=[mixed_up.pk]))
        assert answered.status_code == 200
        assert "Canary" not in answered.content.decode() and "canary" not in answered.content.decode(), name


@pytest.mark.any_database
def test_the_wall_has_neither_the_cohorts_name_nor_the_sites_navigation(
    instructor: Person, mixed_up: Cohort
) -> None:
    for step in (1, 2):
        content = wall(instructor, mixed_up, step=step)
        for foreign in ("Autumn cohort", "Instructor 1", 'class="top"', 'class="tabbar"'):
            assert foreign not in content


@pytest.mark.any_database
def test_the_first_step_does_not_tell_which_answer_is_right(instructor: Person, mixed_up: Cohort) -> None:
    first, second = (wall(instructor, mixed_up, n=1, step=step) for step in (1, 2))
    tells = [
        'class="outcome right"',
        'class="outcome wrong"',
        "4 of 6",
        "2 of 6",
        "Why it is wrong",
        'i-cross"/></svg></span><div',
    ]
    assert [mark in second for mark in tells] == [True] * len(tells)
    assert [mark in first for mark in tells] == [False] * len(tells)
    assert option_texts(first) == option_texts(second)


def option_texts(content: str) -> list[str]:
    return [part.split("</div>")[0] for part in content.split("</span><div>")[1:]]


@pytest.mark.any_database
def test_an_odd_place_on_the_wall_is_the_nearest(instructor: Person, mixed_up: Cohort) -> None:
    for odd in ({"n": "9"}, {"n": "x"}, {"n": "-1"}, {"n": "²"}, {"step": "9" * 5000}, {"q": "x"}):
        assert "1 of 1" in wall(instructor, mixed_up, **odd)


@pytest.mark.any_database
def test_a_wall_without_confusions_leads_to_the_page_that_says_why(
    instructor: Person, cohort: Cohort
) -> None:
    response = instructor.get(reverse("cohort-wall", args=[cohort.pk]))
    assert response["Location"] == reverse("cohort-teach", args=[cohort.pk])


def test_the_spreadsheet_has_a_row_for_each_assigned_question(instructor: Person, mixed_up: Cohort) -> None:
    response = instructor.get(reverse("cohort-questions-csv", args=[mixed_up.pk]))
    assert response["Content-Disposition"] == 'attachment; filename="questions-2026-11-24.csv"'
    rows = list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))
    assert {len(row) for row in rows} == {len(rows[0])} and len(rows) == 21
    figures = {row[2]: row[3:8] for row in rows[1:] if row[3]}
    assert list(figures.values()) == [["6", "2", "33", "12", "65"]]
    assert {row[-1] for row in rows[1:]} == {"", "Fewer than 5 people"}


def test_an_archived_cohort_can_still_be_read_by_its_instructors_alone(
    instructor: Person, other_instructor: Person, learner: Person, mixed_up: Cohort
) -> None:
    Cohort.objects.update(archived_at=NOW)
    for name in ("cohort-questions", "cohort-questions-csv", "cohort-teach", "cohort-wall"):
        answers = [
            who.get(reverse(name, args=[mixed_up.pk])) for who in (instructor, other_instructor, learner)
        ]
        assert [answer.status_code for answer in answers] == [200, 404, 404]
