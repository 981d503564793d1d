"""Keeping what a learner was told today, so that it can be held against what comes."""

from datetime import datetime

from quiz import engine
from quiz.mastery.models import DailyForecast
from quiz.mastery.readiness.how_ready import counted_of
from quiz.mastery.readiness.plan_forecast import Forecast, forecast_of
from quiz.practice.asking.first_session import FEWEST_ANSWERS
from quiz.practice.remembering.situation import Situation

FIGURES = (
    "for_date", "expected", "low", "high", "total", "minutes", "forecast", "forecast_low", "forecast_high",
)  # fmt: skip


def keep_day(*, situation: Situation, now: datetime, reckon: bool = False) -> DailyForecast | None:
    """Keep the readiness of this local day; a later one of the same day takes its place.

    `reckon`: with the forecast, which takes up to half a second. One statement, no transaction needed.
    None, and nothing kept, where there is no figure yet.
    """
    if situation.memory.answered < FEWEST_ANSWERS:
        return None
    told = unsaved_day(situation, now)
    forecast = forecast_of(situation, now) if reckon else None
    if forecast:
        add_forecast(told, forecast)
    DailyForecast.objects.bulk_create(
        [told],
        update_conflicts=True,
        unique_fields=["learner", "local_day"],
        update_fields=FIGURES,
    )
    return told


def unsaved_day(situation: Situation, now: datetime) -> DailyForecast:
    """The unsaved readiness of the local day."""
    memory, at = situation.memory, situation.target_instant(now)
    expected, low, high = engine.readiness(
        situation.counted, memory.profile, memory.cards, at, situation.weights
    )
    return DailyForecast(
        learner_id=situation.learner.pk,
        local_day=situation.local_day(now),
        for_date=situation.local_day(at),
        expected=expected,
        low=low,
        high=high,
        total=counted_of(situation),
    )


def add_forecast(told: DailyForecast, forecast: Forecast) -> None:
    told.minutes = forecast.minutes
    told.forecast, told.forecast_low, told.forecast_high = forecast.expected, forecast.low, forecast.high
