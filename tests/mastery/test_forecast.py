"""The forecast says which days it counts, and is left out where none is left."""

import re
from datetime import timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from quiz import engine
from quiz.mastery.models import DailyForecast
from quiz.mastery.plan_forecast import practice_ahead
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
    """What is offered and then reckoned on both pages, without figures."""
    words = r"(And with [^?<]+\?|Forecast with [^:<]+:)"
    pages = ("/today/", "/mastery/", "/mastery/?reckon=1", "/today/", "/mastery/")
    return [" ".join(re.findall(words, person.get(page).text)) for page in pages]


def both(practice: str) -> list[str]:
    return [f"And with {practice}?"] * 2 + [f"Forecast with {practice}:"] * 3


def test_on_the_eve_it_speaks_of_todays_minutes(learner: Person) -> None:
    prepare(learner, days=1)
    assert told(learner) == both("10 minutes today")


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
    assert told(learner) == both("10 minutes today")


def test_two_days_before_it_speaks_of_each_day_whether_today_was_practised_or_not(learner: Person) -> None:
    prepare(learner, days=2)
    assert told(learner) == both("10 minutes a day until then")
    practise(learner, 1)
    assert told(learner) == both("10 minutes a day until then")


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
