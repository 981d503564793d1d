"""When a question comes back: the day on which its recall falls below the learner's target."""

import math
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from quiz.engine.given import Plan, Question
from quiz.engine.memory import fsrs
from quiz.engine.memory.beliefs import Believed, believed, recall_at
from quiz.engine.memory.cards import Card
from quiz.engine.memory.fsrs import LONGEST_DAYS
from quiz.engine.memory.laws import LAWS
from quiz.engine.memory.profiles import Profile

LOWEST_TARGET: Final = 0.01
MOST_STEPS: Final = 20
PRECISION: Final = 1e-6


def due(
    bank: Mapping[str, Question], plan: Plan, profile: Profile, cards: Mapping[str, Card], *, now: datetime
) -> dict[str, date]:
    """First local day on which predicted recall is below `plan.target`, for every question asked before.

    What is overdue, or overtaken, is due on the local day of `now`. Raises
    `zoneinfo.ZoneInfoNotFoundError` for a zone that does not exist.
    """
    zone, laws = ZoneInfo(plan.zone), believed(profile.weights)
    target = held_target(plan.target)
    today = now.astimezone(zone).date()
    return {
        key: today
        if card.overtaken or recall_at(laws, card, now) < target
        else max(today, _after(card, days_until(laws, card, target)).astimezone(zone).date())
        for key, card in cards.items()
        if card.asked > 0 and key in bank
    }


def days_until(laws: Sequence[Believed], card: Card, target: float) -> float:
    """Days from the card's clock until recall falls to `target`.

    Newton's method from what the likeliest law says. Recall is convex in time, so that after the first
    step it comes from the left and never goes too far.
    """
    likeliest = max(laws)
    days = fsrs.days_until(target, card.stabilities[likeliest.column], LAWS[likeliest.column])
    for _ in range(MOST_STEPS):
        recalled, slope = _recall_and_slope(laws, card, days)
        step = (target - recalled) / slope
        days = max(days + step, 0.0)
        if abs(step) <= PRECISION * (1.0 + days) or days >= LONGEST_DAYS:
            break
    return days


def _recall_and_slope(laws: Sequence[Believed], card: Card, days: float) -> tuple[float, float]:
    recalled = slope = 0.0
    for share, column, factor, decay in laws:
        rate = factor / card.stabilities[column]
        base = 1.0 + rate * days
        part = share * math.pow(base, decay)
        recalled += part
        slope += part * decay * rate / base
    return recalled, slope


def _after(card: Card, days: float) -> datetime:
    return card.clock + timedelta(days=min(days, LONGEST_DAYS))


def held_target(target: float) -> float:
    """The target as a share that the forgetting curve can reach."""
    return min(max(target, LOWEST_TARGET), 1.0)
