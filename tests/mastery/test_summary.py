"""The end of a session, and what it moved."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from quiz.mastery.models import DailyForecast
from quiz.mastery.summary import before_and_after
from quiz.practice.answering.correcting import undo
from quiz.practice.models import PracticeSession
from quiz.practice.remembering.session_starts import start_of
from tests.conftest import NOW, Person
from tests.mastery.steps import ZONE, elsewhere, practise, situation

pytestmark = pytest.mark.django_db
DRIFT, MLOPS = "what-is-concept-drift", "what-is-mlops"


def headline(person: Person, session: PracticeSession) -> str:
    body = person.get(f"/practice/{session.pk}/summary/").content.decode()
    return re.search(r'<h1 class="headline">([^<]+)</h1>', body)[1]  # type: ignore[index]


def test_ending_keeps_everything_and_shows_what_moved(learner: Person) -> None:
    session = practise(learner, 3)
    response = learner.post(f"/practice/{session.pk}/end/")
    assert (response.status_code, response["Location"]) == (302, f"/practice/{session.pk}/summary/")
    assert PracticeSession.objects.get(pk=session.pk).has_ended
    assert learner.get(response["Location"]).status_code == 200


def test_first_meetings_are_told_apart_from_what_rose(learner: Person) -> None:
    assert headline(learner, practise(learner, 3)) == "Three met for the first time."


def test_a_level_that_rose_and_one_that_slipped_are_counted(
    learner: Person, by_recall: Callable[[str], str]
) -> None:
    for key in (MLOPS, "what-is-mlflow"):
        by_recall(key)
    practise(learner, 1, MLOPS, right=False, now=NOW - timedelta(days=6))
    for days in (6, 4, 2):
        practise(learner, 1, "what-is-mlflow", now=NOW - timedelta(days=days, minutes=-9))
    before = practise(learner, 1, MLOPS, now=NOW - timedelta(days=1))
    assert headline(learner, before) == "One rose."
    after = practise(learner, 1, "what-is-mlflow", right=False)
    assert headline(learner, after) == "One slipped."


def test_a_session_without_an_answer_says_so(learner: Person) -> None:
    assert headline(learner, practise(learner, 0)) == "Nothing was answered."


def test_the_tiles_asked_are_marked_and_the_others_dim(learner: Person) -> None:
    session = practise(learner, 1, DRIFT)
    body = learner.get(f"/practice/{session.pk}/summary/").content.decode()
    assert body.count('class="tile dim"') == 99
    assert re.search(r'What is &quot;concept drift&quot;\? \w+, recall \d+ %, [^"]+, rose from New"', body)
    assert "rose, or met for the first time" in body


def test_an_answer_taken_back_moved_nothing(learner: Person) -> None:
    session = practise(learner, 2)
    prompt = session.prompts.order_by("sequence")[1]
    learner.post(f"/practice/prompts/{prompt.pk}/undo/")
    assert headline(learner, session) == "One met for the first time."


def test_a_summary_says_the_same_a_week_and_many_answers_later(learner: Person, clock: Any) -> None:
    session = practise(learner, 12)
    learner.post(f"/practice/{session.pk}/end/")
    body = learner.get(f"/practice/{session.pk}/summary/").content.decode()
    told = re.search(r"<dd><strong>(\d+)</strong> of 100, likely \d+ to \d+", body)
    clock.move_to(NOW + timedelta(days=7))
    practise(learner, 12, now=NOW + timedelta(days=7))
    later = learner.get(f"/practice/{session.pk}/summary/").content.decode()
    assert told and told[0] in later
    assert re.search("<h1.*</h1>", later)[0] == re.search("<h1.*</h1>", body)[0]  # type: ignore[index]


def test_what_it_reckons_is_what_the_fold_holds(learner: Person) -> None:
    practise(learner, 5, now=NOW - timedelta(days=1))
    session = practise(learner, 5)
    here = situation(learner)
    _, before, after = before_and_after(here, session)
    assert after == here.memory
    assert before != after


def test_what_is_at_hand_from_the_start_is_what_the_log_says(learner: Person) -> None:
    practise(learner, 5, now=NOW - timedelta(days=1))
    session = practise(learner, 5)
    at_hand = before_and_after(situation(learner), session)
    assert start_of(situation(learner), session) == at_hand[1]
    elsewhere()
    assert start_of(situation(learner), session) is None
    assert at_hand == before_and_after(situation(learner), session)


def test_an_earlier_answer_taken_back_after_the_start_is_not_in_it(learner: Person) -> None:
    earlier = practise(learner, 5, now=NOW - timedelta(days=1))
    session = practise(learner, 0)
    prompt = earlier.prompts.order_by("sequence")[4]
    undo(learner=learner.learner, prompt_id=prompt.pk, now=NOW + timedelta(minutes=1), zone=ZONE)
    _, before, _ = before_and_after(situation(learner), session)
    assert sum(card.asked for card in before.cards.values()) == 4


def test_the_days_readiness_is_kept_once_for_each_day(learner: Person) -> None:
    first = practise(learner, 12)
    learner.post(f"/practice/{first.pk}/end/")
    second = practise(learner, 1, now=NOW + timedelta(minutes=30))
    learner.post(f"/practice/{second.pk}/end/")
    kept = DailyForecast.objects.get(learner=learner.learner)
    assert (kept.local_day, kept.for_date) == (NOW.date(), NOW.date() + timedelta(days=7))
    assert kept.low < kept.expected < kept.high


def test_the_forecast_is_kept_with_it_as_it_was_told(learner: Person) -> None:
    session = practise(learner, 12)
    learner.post(f"/practice/{session.pk}/end/")
    kept = DailyForecast.objects.get(learner=learner.learner)
    assert (kept.minutes, kept.total) == (10, 100)
    words = (
        f"10 minutes a day until then: {kept.forecast}, likely {kept.forecast_low} to {kept.forecast_high}."
    )
    assert words in learner.get("/mastery/").content.decode()


@pytest.mark.parametrize(
    "forecast",
    [
        {"minutes": 10},
        {"minutes": None, "forecast": 84, "forecast_low": 78, "forecast_high": 89},
        {"minutes": 10, "forecast": 84, "forecast_low": 85, "forecast_high": 89},
        {"minutes": 10, "forecast": 84, "forecast_low": 78, "forecast_high": 101},
    ],
)
def test_half_a_forecast_or_one_outside_its_range_is_refused(learner: Person, forecast: Any) -> None:
    practise(learner, 1)
    day = NOW.date()
    told = {"expected": 50, "low": 40, "high": 60, "total": 100}
    with pytest.raises(IntegrityError, match="forecast_with_practice_is_whole"), transaction.atomic():
        DailyForecast.objects.create(learner=learner.learner, local_day=day, for_date=day, **told, **forecast)


def test_no_readiness_is_kept_before_ten_answers(learner: Person) -> None:
    session = practise(learner, 9)
    learner.post(f"/practice/{session.pk}/end/")
    assert not DailyForecast.objects.exists()


def test_ending_twice_changes_nothing(learner: Person, clock: Any) -> None:
    session = practise(learner, 1)
    learner.post(f"/practice/{session.pk}/end/")
    ended = PracticeSession.objects.get(pk=session.pk).ended_at
    clock.move_to(NOW + timedelta(hours=1))
    assert learner.post(f"/practice/{session.pk}/end/").status_code == 302
    assert PracticeSession.objects.get(pk=session.pk).ended_at == ended


@pytest.mark.parametrize(("method", "page"), [("get", "summary"), ("post", "end")])
def test_anothers_session_is_not_there(
    learner: Person, classmate: Person, visitor: Person, method: str, page: str
) -> None:
    session = practise(learner, 1)
    for stranger in (classmate, visitor):
        assert getattr(stranger, method)(f"/practice/{session.pk}/{page}/").status_code == 404
    assert not PracticeSession.objects.get(pk=session.pk).has_ended


def test_a_longer_history_costs_no_more_statements(learner: Person, django_assert_num_queries: Any) -> None:
    first = practise(learner, 1)
    second = practise(learner, 12, now=NOW + timedelta(hours=1))
    learner.get("/mastery/")
    for session in (first, second):
        elsewhere()
        with django_assert_num_queries(8):
            learner.get(f"/practice/{session.pk}/summary/")


def test_what_moved_says_in_words_when_it_comes_back(learner: Person, clock: Any) -> None:
    session = practise(learner, 1, DRIFT, right=False)
    back = re.compile(r'back<br><time datetime="2026-11-24">([^<]+)</time>')
    address = f"/practice/{session.pk}/summary/"
    learner.post(f"/practice/{session.pk}/end/")
    assert back.findall(learner.get(address).text) == ["today"]
    clock.shift(timedelta(days=3))
    assert back.findall(learner.get(address).text) == ["Tue 24 Nov"]


def test_it_counts_those_of_its_questions_that_are_back_by_tomorrow(learner: Person, clock: Any) -> None:
    practise(learner, 2, DRIFT, MLOPS, right=False, now=NOW - timedelta(days=9))
    session = practise(learner, 1, "what-is-mlflow", right=False)
    learner.post(f"/practice/{session.pk}/end/")
    address = f"/practice/{session.pk}/summary/"
    assert "<dt>Back by tomorrow</dt><dd><strong>1</strong> of 1</dd>" in learner.get(address).text
    clock.shift(timedelta(days=3))
    told = re.search(
        r"<dt>Back by <time[^>]*>([^<]+)</time></dt><dd><strong>1</strong> of 1</dd>",
        learner.get(address).text,
    )
    assert told and told[1] == "Wed 25 Nov"
