"""Levels in the product's words."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from quiz import engine
from quiz.practice.remembering.situation import Situation

LEVEL_WORDS = {
    engine.Level.NEW: _("New"),
    engine.Level.LEARNING: _("Learning"),
    engine.Level.FAMILIAR: _("Familiar"),
    engine.Level.PROFICIENT: _("Proficient"),
    engine.Level.MASTERED: _("Mastered"),
}


def level_of(situation: Situation, key: str, now: datetime) -> engine.Level:
    """The level of one question, by its recall on the target date."""
    card = situation.memory.state(key).card
    return engine.level(card, situation.recall(key, card, situation.target_instant(now)))
