"""What was told for days that have come, against what was recalled."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest

from quiz.bank.published import published_bank
from quiz.mastery.models import DailyForecast
from quiz.practice.answering.correcting import undo
from quiz.practice.models import Plan
from tests.conftest import NOW, Person
from tests.mastery.steps import ZONE, elsewhere, practise

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
DAY = timedelta(days=1)
INTERVIEW = NOW.date() - 5 * DAY


def told(
    person: Person, day: date, for_date: date, expected: float, *, total: int = 100, **forecast: int
) -> None:
    DailyForecast.objects.create(
        learner=person.learner, local_day=day, for_date=for_date, total=total,
        expected=expected, low=expected - 7.2, high=expected + 6.4, **forecast,
    )  # fmt: skip


@pytest.fixture
def recall(learner: Person, by_recall: Callable[[str], str]) -> Callable[..., None]:
    """Answers so many questions unaided on the interview's day."""

    def answer(number: int, *, right: bool = True, skip: int = 0) -> None:
        for key in list(published_bank().questions)[skip : skip + number]:
            practise(learner, 1, by_recall(key), right=right, now=NOW - 5 * DAY)

    return answer


def seen(person: Person) -> list[str]:
    """The section's lines, without tags."""
    body = person.get("/mastery/").text
    if "Can I trust these numbers?" not in body:
        return []
    items = re.findall(r'<li class="item">(.*?)</li>', body.split("Can I trust these numbers?")[1], re.S)
    return [" ".join(unescape(re.sub(r"<[^>]+>", " ", item)).split()) for item in items]


def test_it_says_what_was_told_and_what_was_recalled_with_its_count_and_range(
    learner: Person, recall: Callable[..., None]
) -> None:
    recall(9)
    recall(3, right=False, skip=9)
    told(
        learner,
        INTERVIEW - 9 * DAY,
        INTERVIEW,
        60.4,
        minutes=10,
        forecast=84,
        forecast_low=78,
        forecast_high=89,
    )
    told(learner, INTERVIEW - DAY, INTERVIEW, 78.3)
    assert seen(learner) == [
        "For Thu 19 Nov "
        "Forecast of Wed 18 Nov without more practice: 78 of 100, likely 71 to 85. "
        "Forecast of Tue 10 Nov with 10 minutes a day: 84 of 100, likely 78 to 89. "
        "What you then knew 9 of 12: 75 %, likely 51 to 90"
    ]


def test_few_answers_are_words(learner: Person, recall: Callable[..., None]) -> None:
    recall(3)
    practise(learner, 10)
    told(learner, INTERVIEW - DAY, INTERVIEW, 50)
    assert seen(learner)[0].endswith("What you then knew 3 answers, too few to compare")


def test_days_ahead_days_without_an_answer_and_chosen_answers_are_not_there(
    learner: Person, recall: Callable[..., None]
) -> None:
    recall(3)
    practise(learner, 10, now=NOW - 20 * DAY)
    told(learner, NOW.date() - 30 * DAY, NOW.date() - 20 * DAY, 50)
    told(learner, NOW.date() - 29 * DAY, NOW.date() - 25 * DAY, 50)
    told(learner, NOW.date() - 2 * DAY, NOW.date() + DAY, 50)
    assert seen(learner) == []
    told(learner, INTERVIEW - DAY, INTERVIEW, 50)
    assert len(seen(learner)) == 1


def test_only_a_questions_first_answer_counts_and_none_that_was_taken_back(
    learner: Person, recall: Callable[..., None]
) -> None:
    recall(2)
    practise(learner, 10)
    key = next(iter(published_bank().questions))
    practise(learner, 1, key, now=NOW - 4 * DAY)
    told(learner, INTERVIEW - DAY, INTERVIEW, 50)
    assert seen(learner)[0].endswith("2 answers, too few to compare")
    last = practise(
        learner, 1, list(published_bank().questions)[20], right=False, now=NOW - 4 * DAY + DAY / 24
    )
    prompt = last.prompts.filter(review__isnull=False).get()
    undo(learner=learner.learner, prompt_id=prompt.pk, now=NOW - 4 * DAY + DAY / 12, zone=ZONE)
    assert seen(learner)[0].endswith("2 answers, too few to compare")


def test_only_questions_that_count_are_held_against_figures_of_as_many(
    learner: Person, recall: Callable[..., None]
) -> None:
    recall(2, right=False)
    recall(3, skip=20)
    practise(learner, 10)
    told(learner, INTERVIEW - 2 * DAY, INTERVIEW, 60)
    told(learner, INTERVIEW - DAY, INTERVIEW, 50, total=80)
    assert "60 of 100" in seen(learner)[0]
    assert seen(learner)[0].endswith("5 answers, too few to compare")
    Plan.objects.create(learner=learner.learner, weights={"lifecycle": 0})
    assert "50 of 80" in seen(learner)[0]
    assert seen(learner)[0].endswith("3 answers, too few to compare")


def test_it_costs_one_statement_however_many_days(
    learner: Person, recall: Callable[..., None], django_assert_num_queries: Any
) -> None:
    recall(3)
    practise(learner, 10)
    told(learner, INTERVIEW - DAY, INTERVIEW, 50)
    learner.get("/mastery/")
    elsewhere()
    with django_assert_num_queries(6):
        learner.get("/mastery/")
    for ago in range(10, 21):
        told(learner, NOW.date() - (ago + 7) * DAY, NOW.date() - ago * DAY, 50)
    elsewhere()
    with django_assert_num_queries(6):
        learner.get("/mastery/")
