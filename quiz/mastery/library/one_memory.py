"""One question's memory: how it fades until the day, and what raises its level."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quiz import engine
from quiz.mastery.dates import day_words
from quiz.practice.models import Way
from quiz.practice.pages.level_words import LEVEL_WORDS, level_of
from quiz.practice.remembering.situation import Situation

STEPS = 20
MOST_RECALLS = 3
GOOD, SECONDS = 3, 20.0
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Fading:
    """The chance of knowing it from now to the target date, if it is not practised; in per cent."""

    chances: Sequence[float]
    until: str
    """The target date in words."""

    @property
    def now(self) -> int:
        return round(self.chances[0])

    @property
    def then(self) -> int:
        return round(self.chances[-1])

    @property
    def line(self) -> str:
        """Points of the curve in a box of 100 × 100, zero below."""
        step = 100 / (len(self.chances) - 1)
        return " ".join(
            f"{round(place * step, 2)},{100 - each:.1f}" for place, each in enumerate(self.chances)
        )


@dataclass(frozen=True, slots=True)
class Step:
    """The next level, and what reaches it."""

    word: str
    takes: str

    @property
    def words(self) -> str:
        return _("To reach %(level)s") % {"level": self.word}


def fading_of(situation: Situation, key: str, now: datetime) -> Fading | None:
    """None where it was never asked, and where what was learned is no longer the answer."""
    card = situation.memory.state(key).card
    if card is None or not card.asked or card.overtaken:
        return None
    then = situation.target_instant(now)
    instants = [now + (then - now) * step / STEPS for step in range(STEPS + 1)]
    until = day_words(situation.local_day(then), situation.local_day(now))
    return Fading([100 * situation.recall(key, card, at) for at in instants], until)


def next_step(situation: Situation, key: str, now: datetime) -> Step | None:
    """How many good recalls, one a day, reach the next level; None from the highest, and where more are needed."""
    memory, then = situation.memory, situation.target_instant(now)
    card = memory.state(key).card
    if card is None or not card.asked:
        return None
    level = level_of(situation, key, now)
    cards, profile = dict(memory.cards), memory.profile
    for number in range(1, MOST_RECALLS + 1):
        at = now + (number - 1) * A_DAY
        if level == engine.Level.MASTERED or at > then:
            return None
        review = engine.Review(key, Way.RECALL, True, GOOD, SECONDS, at, day=situation.local_day(at))
        profile, changed = engine.record(situation.bank.known, profile, cards, review)
        cards |= changed
        reached = engine.level(cards[key], situation.recall(key, cards[key], then))
        if reached > level:
            return Step(str(LEVEL_WORDS[reached]), recalls_in_words(number))
    return None


def recalls_in_words(number: int) -> str:
    words = ngettext("one good recall", "%(number)s good recalls, each on another day", number)
    return words % {"number": number}
