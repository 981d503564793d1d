"""The forecast says which days it counts, and is left out where none is left."""

import re
from datetime import timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from quiz import engine
from quiz.mastery.models import DailyForecast
from quiz.mastery.readiness.plan_forecast import ONE_AT_A_TIME, practice_ahead
from quiz.practice.models import Plan
from quiz.practice.remembering.situation import situation_of
from tests.conftest import NOW, Person
from tests.mastery.steps import practise

pytestmark = pytest.mark.django_db
TODAY = NOW.weekday()
A_DAY = timedelta(days=1)


def prepare(person: Person, *, days: int, days_off: tuple[int, ...] = ()) -> None:
    """Twelve answers two days ago, and so many days until the interview."""
    practise(person, 12, now=NOW - 2 * A_DAY)
    Plan.objects.create(
        learner=person.learner, interview_on=NOW.date() + days * A_DAY, days_off=list(days_off)
    )


def told(person: Person) -> list[str]:
    """What both pages count on before it is reckoned and after, without figures."""
    words = r"(With [^:<]+): about"
    pages = ("/today/", "/mastery/", "/mastery/forecast/", "/today/", "/mastery/")
    return [" ".join(re.findall(words, person.get(page).text)) for page in pages]


def both(practice: str) -> list[str]:
    return [practice] * 5


def test_on_the_eve_it_speaks_of_todays_minutes(learner: Person) -> None:
    prepare(learner, days=1)
    assert told(learner) == both("With 10 minutes today")


def test_on_the_eve_once_today_is_practised_nothing_is_left_to_forecast(learner: Person) -> None:
    prepare(learner, days=1)
    session = practise(learner, 1)
    learner.post(f"/practice/{session.pk}/end/")
    assert told(learner) == [""] * 5
    assert DailyForecast.objects.get(learner=learner.learner).forecast is None


@pytest.mark.parametrize(("days", "days_off"), [(0, ()), (1, (TODAY,)), (2, (TODAY, (TODAY + 1) % 7))])
def test_nor_is_there_on_the_day_itself_or_where_every_day_is_off(
    learner: Person, clock: Any, days: int, days_off: tuple[int, ...]
) -> None:
    prepare(learner, days=days, days_off=days_off)
    clock.move_to(NOW - timedelta(minutes=1))
    assert told(learner) == [""] * 5


def test_where_tomorrow_is_off_it_speaks_of_today_alone(learner: Person) -> None:
    prepare(learner, days=2, days_off=((TODAY + 1) % 7,))
    assert told(learner) == both("With 10 minutes today")


def test_two_days_before_it_speaks_of_each_day_whether_today_was_practised_or_not(learner: Person) -> None:
    prepare(learner, days=2)
    assert told(learner) == both("With 10 minutes a day")
    practise(learner, 1)
    assert told(learner) == both("With 10 minutes a day")


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Auckland", "America/Los_Angeles"])
@pytest.mark.parametrize("answers", [0, 1])
@pytest.mark.parametrize("days_off", [(), (TODAY,)])
def test_until_the_interviews_hour_it_is_left_out_exactly_where_the_engine_would_say_readiness_again(
    learner: Person, zone: str, answers: int, days_off: tuple[int, ...]
) -> None:
    prepare(learner, days=2, days_off=days_off)
    practise(learner, answers)
    here = situation_of(learner.learner, ZoneInfo(zone))
    bank, plan, memory = here.bank.askable, here.engine_plan(), here.memory
    assert plan.date
    for hours in range(1, 52, 5):
        now = NOW + timedelta(hours=hours)
        if now >= plan.date:
            assert here.interview_over(now) or practice_ahead(here, now) == ""
            continue
        stopped = engine.readiness(bank, memory.profile, memory.cards, here.target_instant(now))
        kept = engine.forecast(bank, plan, memory.profile, memory.cards, now=now, rng=Random(1))
        assert (practice_ahead(here, now) == "") == (kept == stopped), now


def figures(person: Person, address: str = "/mastery/") -> str:
    found = re.search(r'class="outlook".*?</p>', person.get(address).text, re.S)
    return re.sub(r"<[^>]*>", "", found[0] if found else "")


def test_it_comes_after_the_page_and_stands_in_the_next_one(learner: Person) -> None:
    prepare(learner, days=20)
    assert 'hx-get="/mastery/forecast/"' in learner.get("/today/").text
    said = learner.get("/mastery/forecast/").text
    assert re.search(r"With 10 minutes a day: about \d+, likely \d+ to \d+\.$", said)
    for page in ("/today/", "/mastery/"):
        body = learner.get(page).text
        assert said in body
        assert "hx-get" not in body.partition('class="outlook"')[2].partition("</p>")[0]


def test_the_place_of_what_comes_is_kept(learner: Person) -> None:
    prepare(learner, days=20)
    room = re.search(r'data-room="([^"]+)"', learner.get("/mastery/").text)
    assert room and room[1].endswith("With 10 minutes a day: about 100, likely 100 to 100.")


def test_it_is_reckoned_once_a_day_whatever_is_answered_since(learner: Person) -> None:
    prepare(learner, days=20)
    said = learner.get("/mastery/forecast/").text.partition("With")[2]
    practise(learner, 1, right=False)
    assert said in learner.get("/mastery/").text
    assert "hx-get" not in learner.get("/mastery/").text.partition('class="outlook"')[2].partition("</p>")[0]


def test_while_anothers_is_reckoned_the_page_stays_without_it(learner: Person) -> None:
    prepare(learner, days=20)
    with ONE_AT_A_TIME:
        said = learner.get("/mastery/forecast/").text
    assert said in learner.get("/mastery/").text
    assert "You would know" in said and "With 10 minutes" not in said
    assert "With 10 minutes" in learner.get("/mastery/forecast/").text


def test_without_javascript_the_last_one_stands_there_with_its_day(learner: Person) -> None:
    prepare(learner, days=20)
    DailyForecast.objects.create(
        learner=learner.learner, local_day=NOW.date() - A_DAY, for_date=NOW.date() + 20 * A_DAY,
        expected=20, low=10, high=30, total=100, minutes=10, forecast=86, forecast_low=80, forecast_high=91,
    )  # fmt: skip
    for page in ("/today/", "/mastery/"):
        assert "about 86, likely 80 to 91. (Forecast of Mon 23 Nov.)" in figures(learner, page)


@pytest.mark.parametrize("answers", [0, 9])
def test_before_ten_answers_nothing_is_forecast(learner: Person, answers: int) -> None:
    practise(learner, answers)
    assert learner.get("/mastery/forecast/").status_code == 204
    assert "With 10 minutes" not in learner.get("/today/").text + learner.get("/mastery/").text
