"""How ready, in a figure with its doubt and in words."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from quiz.mastery.readiness.how_ready import Readiness, gap_of, readiness_of
from quiz.mastery.standings import standings_of
from quiz.practice.models import Plan
from tests.conftest import NOW, Person
from tests.mastery.steps import practise, situation

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
TOLD = Readiness(
    answered=50, total=100, day=date(2026, 12, 11), today=NOW.date(), is_interview=True, target=90
)


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        (None, "Answer 6 more questions to see a first figure."),
        (9, "You would know about 9 of 100 today."),
        (39, "You would know about 39 of 100 today."),
        (78, "You would know about 78 without more practice, likely 7 to 100."),
    ],
)
def test_the_words_follow_the_figure_and_discourage_no_beginner(expected: int | None, words: str) -> None:
    assert replace(TOLD, answered=4, expected=expected, low=7, high=100).without_practice == words


@pytest.mark.parametrize(("low", "is_ready"), [(89, False), (90, True)])
def test_ready_is_who_reaches_the_target_with_the_low_end(low: int, is_ready: bool) -> None:
    assert replace(TOLD, expected=95, low=low, high=100).is_ready is is_ready


def test_the_sentence_names_the_day_the_range_and_the_target() -> None:
    told = replace(TOLD, expected=78, low=71, high=84)
    assert (
        told.sentence
        == "About 78 of 100 questions on Friday 11 December, likely 71 to 84. Your target is 90."
    )


def test_nine_answers_give_no_figure_and_ten_do(learner: Person) -> None:
    practise(learner, 9)
    assert readiness_of(situation(learner), NOW).expected is None
    practise(learner, 1, now=NOW + timedelta(minutes=5))
    told = readiness_of(situation(learner), NOW + timedelta(minutes=6))
    assert told.answered == 10
    assert told.expected is not None
    assert told.low < told.expected < told.high


def test_it_is_told_for_the_interview_and_without_one_for_a_week_ahead(learner: Person) -> None:
    practise(learner, 1)
    assert readiness_of(situation(learner), NOW).day == date(2026, 12, 1)
    Plan.objects.create(learner=learner.learner, interview_on=date(2026, 12, 11))
    told = readiness_of(situation(learner), NOW)
    assert (told.day, told.is_interview) == (date(2026, 12, 11), True)


def test_the_gap_is_named_where_one_or_two_sections_hold_most_of_it(learner: Person) -> None:
    here = situation(learner)
    level = standings_of(here, now=NOW)
    assert gap_of(here, level) == ()
    known = {
        key: standing._replace(recall_on_date=0.1 if here.bank.questions[key].section.position == 4 else 0.9)
        for key, standing in level.items()
    }
    assert list(gap_of(here, known)) == ["Pipeline orchestration"]
