"""How ready if the plan is kept: practised in the mind, and kept until something changes.

It takes up to half a second, so it is reckoned at a session's end and once a day after the page, never before it.
"""

from dataclasses import astuple, dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from random import Random
from threading import Lock

from django.core.cache import cache
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quiz import engine
from quiz.practice.remembering.situation import Situation

KEPT_SECONDS = 60 * 60 * 24
DAYS_A_WEEK = 7
ONE_AT_A_TIME = Lock()


@dataclass(frozen=True, slots=True)
class Forecast:
    """Questions expected to be recalled on the day with `minutes` a day, and the 90 % range."""

    minutes: int
    expected: int
    low: int
    high: int


def kept_forecast(situation: Situation, now: datetime) -> Forecast | None:
    """What was reckoned for this log, plan and day by this engine, if it was."""
    return at_address(situation, address_of(situation, now))


def forecast_of_the_day(situation: Situation, now: datetime) -> Forecast | None:
    """The latest that was reckoned today for this plan, whatever was answered since."""
    return at_address(situation, address_of(situation, now, any_log=True))


def at_address(situation: Situation, address: str) -> Forecast | None:
    figures = cache.get(address) if situation.learner.exists else None
    return Forecast(*figures) if figures else None


def forecast_of(situation: Situation, now: datetime) -> Forecast | None:
    """Reckon it, unless it is kept. The same log, plan and day give the same figures by the same engine.

    None where no day is left to practise on: readiness says it all.
    """
    kept = kept_forecast(situation, now)
    if kept or not days_ahead(situation, now):
        return kept
    memory, address = situation.memory, address_of(situation, now)
    expected, low, high = engine.forecast(
        situation.counted,
        situation.engine_plan(),
        memory.profile,
        memory.cards,
        now=now,
        rng=Random(address),  # noqa: S311
    )
    forecast = Forecast(situation.plan.minutes, round(expected), round(low), round(high))
    addresses = [address, address_of(situation, now, any_log=True)]
    cache.set_many(dict.fromkeys(addresses, astuple(forecast)), KEPT_SECONDS)
    return forecast


def reckon_once_a_day(situation: Situation, now: datetime) -> None:
    """Reckon it where nothing was reckoned today, and nobody else's is being reckoned in this process."""
    if not situation.learner.exists or not ONE_AT_A_TIME.acquire(blocking=False):
        return
    try:
        if not forecast_of_the_day(situation, now):
            forecast_of(situation, now)
    finally:
        ONE_AT_A_TIME.release()


def forget_the_days(situation: Situation, now: datetime) -> None:
    """Show no more what was reckoned today: the learner knows something else than it was reckoned with."""
    cache.delete(address_of(situation, now, any_log=True))


def practice_ahead(situation: Situation, now: datetime) -> str:
    """What the forecast counts on, in words; empty where no day is left to practise on."""
    days, plan = days_ahead(situation, now), situation.plan
    if not days:
        return ""
    minutes, week = {"minutes": plan.minutes}, DAYS_A_WEEK - len(plan.days_off)
    if days == [situation.local_day(now)]:
        return _("With %(minutes)s minutes today") % minutes
    if week == DAYS_A_WEEK:
        return _("With %(minutes)s minutes a day") % minutes
    return ngettext(
        "With %(minutes)s minutes a day, %(days)s day a week",
        "With %(minutes)s minutes a day, %(days)s days a week",
        week,
    ) % (minutes | {"days": week})


def days_ahead(situation: Situation, now: datetime) -> list[date]:
    """The days until the one that is forecast on which the engine reckons with practice."""
    at = situation.target_instant(now)
    if at <= now:
        return []  # the interview may have begun
    plan = replace(situation.engine_plan(), date=at)
    return [situation.local_day(at) for at in engine.days_left(plan, situation.memory.cards, now=now)]


def address_of(situation: Situation, now: datetime, *, any_log: bool = False) -> str:
    """Where a forecast is kept: that of this very log, or the day's latest."""
    learner, plan = situation.learner, situation.plan
    told = (
        learner.pk,
        "day" if any_log else learner.version,
        plan.interview_on,
        plan.minutes,
        plan.target,
        plan.way,
        plan.days_off,
        sorted(plan.weights.items()),
        sorted(situation.memory.left_out),
        situation.zone,
        situation.local_day(now),
        situation.bank.stamp,
        engine.fingerprint(),
    )
    return f"forecast:{sha256(repr([*map(str, told)]).encode()).hexdigest()}"
