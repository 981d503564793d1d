"""The cohort's figures from week to week: in words, drawn, as a table, and as a file."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from quiz.cohorts.measuring.models import CohortWeek
from quiz.cohorts.measuring.weeks import Outlook, weeks_of
from quiz.cohorts.models import Cohort
from quiz.cohorts.reporting.course import Course, course_of, expectation_of
from tests.cohorts.acts import make_cohort
from tests.conftest import Person

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

MONDAY = date(2026, 11, 30)
DUE = date(2026, 12, 18)
TODAY = Outlook(14.2, 16.1, 18.3, 40, DUE, 24)


def keep(cohort: Cohort, *figures: float, total: int = 40, due_on: date = DUE, until: date = MONDAY) -> None:
    """A figure for each of the Mondays before this one, the last a week before."""
    for weeks, expected in enumerate(reversed(figures), start=1):
        CohortWeek.objects.create(
            cohort=cohort,
            monday=until - timedelta(weeks=weeks),
            due_on=due_on,
            total=total,
            members=24,
            low=expected - 1,
            expected=expected,
            high=expected + 1,
        )


def course(cohort: Cohort, outlook: Outlook | None = TODAY, today: date = MONDAY) -> Course:
    return course_of(weeks_of(cohort), outlook, today)


def shown(cohort: Cohort, outlook: Outlook | None = TODAY, today: date = MONDAY) -> str:
    context = {"course": course(cohort, outlook, today), "cohort": cohort}
    return " ".join(render_to_string("cohorts/reporting/weeks.html", context).split())


def across(cohort: Cohort) -> Sequence[int]:
    return [round(dot.across) for dot in course(cohort).dots]


def test_three_dots_are_drawn_on_the_weeks_true_distance(cohort: Cohort) -> None:
    keep(cohort, 3, 12)
    assert across(cohort) == [0, 22, 44]
    text = shown(cohort)
    assert "From 3 on Mon 16 Nov to 16, likely 14 to 18." in text
    assert text.count("<circle") == 3 and text.count('class="way"') == 2
    assert "known on Friday 18 December without more practice, of 40" in text
    assert "Each Monday’s figure stays as it was on that day." in text


def test_a_missed_week_leaves_its_place_empty(cohort: Cohort) -> None:
    keep(cohort, 3, 5, 12)
    cohort.weeks.filter(monday=date(2026, 11, 16)).delete()
    assert across(cohort) == [0, 36, 54]


@pytest.mark.parametrize(
    ("figures", "says"),
    [
        ((), "Today: 16 of 40, likely 14 to 18. Each Monday adds one; from three on a line is drawn."),
        ((12,), "Mon 23 Nov: 12 of 40, likely 11 to 13; today: 16 of 40"),
    ],
)
def test_fewer_than_three_are_a_sentence(cohort: Cohort, figures: Sequence[float], says: str) -> None:
    keep(cohort, *figures)
    text = shown(cohort)
    assert says in text and "<svg" not in text


def test_nothing_yet_says_when_there_will_be_something(cohort: Cohort) -> None:
    text = shown(cohort, None)
    assert "Each Monday adds a figure here while something is due. So far there is none." in text
    assert "<svg" not in text and "CSV" not in text


def test_other_questions_or_another_day_break_the_line_and_are_said(cohort: Cohort) -> None:
    keep(cohort, 4, 6, total=20, due_on=date(2026, 12, 4), until=MONDAY - timedelta(weeks=1))
    keep(cohort, 12)
    text = shown(cohort)
    assert text.count("<circle") == 4 and text.count('class="way"') == 2
    assert "Until Mon 16 Nov it was of 20 questions, for Fri 4 Dec; the line breaks there." in text
    assert "From 12 on Mon 23 Nov to 16" in text


def test_what_was_kept_stays_to_be_seen_when_the_last_day_is_over(cohort: Cohort) -> None:
    keep(cohort, 3, 12, 14)
    text = shown(cohort, None, date(2027, 1, 20))
    assert text.count("<circle") == 3 and "today" not in text
    assert "From 3 on Mon 9 Nov 2026 to 14, likely 13 to 15." in text


def test_on_a_monday_the_chart_has_todays_figure_and_the_table_both(cohort: Cohort) -> None:
    keep(cohort, 3, 12, 15, until=MONDAY + timedelta(weeks=1))
    text = shown(cohort)
    assert text.count("<circle") == 3 and text.count('<th scope="row">') == 4


def test_the_brief_compares_with_the_monday_before(cohort: Cohort) -> None:
    keep(cohort, 3, 12, 15, until=MONDAY + timedelta(weeks=1))
    expected = expectation_of(weeks_of(cohort), TODAY, MONDAY)
    assert expected and expected.sentence == (
        "On average a member would know about 16 without more practice, likely 14 to 18. "
        "On Mon 23 Nov it was 12."
    )
    assert expected.track["before"] == (12, 30) and not expected.shows_bounds


def test_a_figure_of_other_questions_is_said_and_not_marked(cohort: Cohort) -> None:
    keep(cohort, 6, total=20, due_on=date(2026, 12, 4))
    expected = expectation_of(weeks_of(cohort), TODAY, MONDAY)
    assert expected and "On Mon 23 Nov it was 6 of 20 questions, for Fri 4 Dec." in expected.sentence
    assert "before" not in expected.track


def test_the_range_has_a_hollow_mark_of_before(cohort: Cohort) -> None:
    keep(cohort, 12)
    expected = expectation_of(weeks_of(cohort), TODAY, MONDAY)
    assert expected
    context = {
        "track": expected.track,
        "total": 40,
        "was": expected.before_words,
        "sentence": expected.sentence,
    }
    html = render_to_string("components/range_before.html", context)
    assert 'x="30%"' in html and 'class="before"' in html and "Mon 23 Nov: 12" in html


def test_the_weeks_can_be_taken_away(instructor: Person, cohort: Cohort) -> None:
    keep(cohort, 12)
    keep(make_cohort(instructor, "Other cohort"), 33)
    response = instructor.get(reverse("cohort-weeks-csv", args=[cohort.pk]))
    assert response.content.decode("utf-8-sig").splitlines()[1:] == [
        "2026-11-23,2026-12-18,40,24,12.0,11.0,13.0"
    ]
    assert 'filename="autumn-cohort-weeks.csv"' in response["Content-Disposition"]
