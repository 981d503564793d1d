"""How ready if the plan is kept: practised in the mind, and kept until something changes.

It takes up to half a second, so it is reckoned at a session's end and when somebody asks for it.
"""

from dataclasses import astuple, dataclass
from datetime import datetime
from hashlib import sha256
from random import Random

from django.core.cache import cache

from quiz import engine
from quiz.practice.memory import Situation

KEPT_SECONDS = 60 * 60 * 24


@dataclass(frozen=True, slots=True)
class Forecast:
    """Questions expected to be recalled on the day with `minutes` a day, and the 90 % range."""

    minutes: int
    days_off: int
    """How many days of each week are left out."""
    expected: int
    low: int
    high: int


def kept_forecast(situation: Situation, now: datetime) -> Forecast | None:
    """What was reckoned for this log, plan and day by this engine, if it was."""
    figures = cache.get(address_of(situation, now)) if situation.learner.exists else None
    return Forecast(*figures) if figures else None


def forecast_of(situation: Situation, now: datetime) -> Forecast:
    """Reckon it, unless it is kept. The same log, plan and day give the same figures by the same engine."""
    kept = kept_forecast(situation, now)
    if kept:
        return kept
    memory, address = situation.memory, address_of(situation, now)
    expected, low, high = engine.forecast(
        situation.bank.askable,
        situation.engine_plan(),
        memory.profile,
        memory.cards,
        now=now,
        rng=Random(address),  # noqa: S311
    )
    plan = situation.plan
    forecast = Forecast(plan.minutes, len(plan.days_off), round(expected), round(low), round(high))
    cache.set(address, astuple(forecast), KEPT_SECONDS)
    return forecast


def address_of(situation: Situation, now: datetime) -> str:
    learner, plan = situation.learner, situation.plan
    told = (
        learner.pk,
        learner.version,
        plan.interview_on,
        plan.minutes,
        plan.days_off,
        sorted(plan.weights.items()),
        situation.zone,
        situation.local_day(now),
        situation.bank.stamp,
        engine.fingerprint(),
    )
    return f"forecast:{sha256(repr([*map(str, told)]).encode()).hexdigest()}"
