"""How much practice the plan still holds."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from quiz.engine.given import Plan, Question
from quiz.engine.memory.cards import Card
from quiz.engine.memory.profiles import MISS_SECONDS, RIGHT_SECONDS, Profile

TIGHT_SECONDS: Final = 32.0
"""A plan with fewer seconds for each question is tight: what was met once is worth more than its gain."""
READING: Final = (MISS_SECONDS + RIGHT_SECONDS) / 2.0


def is_tight(
    bank: Mapping[str, Question], plan: Plan, profile: Profile, now: datetime, seconds_left: float
) -> bool:
    """Whether the whole plan, what was practised and what is left, is short for the bank."""
    wanted = TIGHT_SECONDS * len(bank)
    spent = profile.recalls * (profile.recall_seconds + READING) + profile.choices * (
        profile.choose_seconds + READING
    )
    if spent >= wanted or plan.date is None:
        return False
    if plan.days_off == frozenset() and ((plan.date - now).days - 1) * plan.minutes * 60.0 >= wanted:
        return False
    days = sum(1 for _ in practice_days(plan, now))
    return spent + max(seconds_left, 0.0) + days * plan.minutes * 60.0 < wanted


def days_left(plan: Plan, cards: Mapping[str, Card], *, now: datetime) -> list[datetime]:
    """Instants of practice until the date, from today on if nothing was answered today, else from tomorrow on."""
    here = now.astimezone(ZoneInfo(plan.zone))
    midnight = here.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    is_idle = not any(card.last is not None and card.last >= midnight for card in cards.values())
    return list(practice_days(plan, now, from_today=is_idle))


def practice_days(plan: Plan, now: datetime, *, from_today: bool = False) -> Iterator[datetime]:
    """Instants of practice from tomorrow to the day before the date, at this time of day, but the days off."""
    if plan.date is None:
        return
    zone = ZoneInfo(plan.zone)
    here, last = now.astimezone(zone), plan.date.astimezone(zone).date()
    at = here if from_today else here + timedelta(days=1)
    while at.date() < last:
        if at.weekday() not in plan.days_off:
            yield at.astimezone(now.tzinfo)
        at += timedelta(days=1)
