"""When a question comes back: the day on which its recall falls below the learner's target."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from quiz.engine import memory
from quiz.engine.cards import Card
from quiz.engine.profiles import Profile
from quiz.engine.values import Plan, Question

LONGEST_DAYS: Final = 36500.0
LOWEST_TARGET: Final = 0.01


def due(
    bank: Mapping[str, Question], plan: Plan, profile: Profile, cards: Mapping[str, Card], *, now: datetime
) -> dict[str, date]:
    """First local day on which predicted recall is below `plan.target`, for every question asked before.

    Solved from the forgetting curve. What is overdue is due on the local day of `now`. Raises
    `zoneinfo.ZoneInfoNotFoundError` for a zone that does not exist.
    """
    zone = ZoneInfo(plan.zone)
    today = now.astimezone(zone).date()
    return {
        key: max(today, falls_at(card, plan.target).astimezone(zone).date())
        for key, card in cards.items()
        if card.asked > 0 and key in bank
    }


def falls_at(card: Card, target: float) -> datetime:
    """The instant at which recall falls to `target`, a hundred years after the last answer at the latest."""
    days = memory.days_until(held_target(target), card.stability)
    return card.clock + timedelta(days=min(days, LONGEST_DAYS))


def held_target(target: float) -> float:
    """The target as a share that the forgetting curve can reach."""
    return min(max(target, LOWEST_TARGET), 1.0)
