"""Keeping what a learner was told today, so that it can be held against what comes."""

from datetime import datetime

from quiz import engine
from quiz.mastery.models import DailyForecast
from quiz.mastery.readiness import FEWEST_ANSWERS
from quiz.practice.memory import Situation


def keep_day(*, situation: Situation, now: datetime) -> DailyForecast | None:
    """Keep the readiness of this local day; a later one of the same day takes its place.

    One statement, no transaction needed. None, and nothing kept, where there is no figure yet.
    """
    memory, at = situation.memory, situation.target_instant(now)
    cards = memory.cards
    if sum(card.asked for card in cards.values()) < FEWEST_ANSWERS:
        return None
    expected, low, high = engine.readiness(situation.bank.askable, memory.profile, cards, at)
    told = DailyForecast(
        learner_id=situation.learner.pk,
        local_day=situation.local_day(now),
        for_date=situation.local_day(at),
        expected=expected,
        low=low,
        high=high,
    )
    DailyForecast.objects.bulk_create(
        [told],
        update_conflicts=True,
        unique_fields=["learner", "local_day"],
        update_fields=["for_date", "expected", "low", "high"],
    )
    return told
