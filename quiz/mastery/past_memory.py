"""One question's memory as it was: the chance of knowing it between one's answers, as it is reckoned today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from quiz import engine
from quiz.mastery.dates import day_words
from quiz.mastery.library.one_memory import Fading
from quiz.practice.remembering.situation import Situation

STEPS = 8
"""Of the curve between two answers."""
MOST_DRAWN = 20
"""Answers in the chart; the table has all."""
TOP, HEIGHT = 10, 110
"""Of the chart's box, in pixels."""
ROOM = range(32, 64)
"""Where the word for today fits between the two days at the ends, in per cent of the width."""


class Dot(NamedTuple):
    """An answer: across in per cent, down in pixels."""

    x: float
    y: float
    is_right: bool


@dataclass(frozen=True)
class Past:
    """From the first answer drawn until now, and on to the target date."""

    since: str
    """The first day drawn, in words."""
    line: str
    """Points of the curve until now in a box of 100 × 100, zero below."""
    ahead: str
    """And from now on, without practice."""
    dots: Sequence[Dot]
    today: float
    """Where now is, in per cent of the width."""
    before: Sequence[float | None]
    """The chance just before each answer, oldest first; None before the first."""

    @property
    def today_fits(self) -> bool:
        return round(self.today) in ROOM


class Answered(NamedTuple):
    """An answer, the chance before it, and the card after it."""

    review: engine.Review
    before: float | None
    card: engine.Card


def past_of(
    situation: Situation, fading: Fading, reviews: Sequence[engine.Review], now: datetime
) -> Past | None:
    """`reviews`: those of one question that its card is made of, oldest first."""
    if not reviews:
        return None
    known = replayed(situation, reviews)
    shown = known[-MOST_DRAWN:]
    scale = Scale(shown[0].review.at, max(situation.target_instant(now), now))
    return Past(
        since=day_words(situation.local_day(shown[0].review.at), situation.local_day(now)),
        line=" ".join(curve(situation, shown, scale, now)),
        ahead=scale.ahead(fading, now),
        dots=[dot_of(each, scale) for each in shown],
        today=scale.across(now),
        before=[each.before for each in known],
    )


def replayed(situation: Situation, reviews: Sequence[engine.Review]) -> list[Answered]:
    """Its own answers again, one by one. The last card is that of now, which knows its relatives' answers too."""
    key, profile = reviews[0].key, situation.memory.profile
    bank, card = {key: situation.bank.known[key]}, situation.memory.cards[key]
    cards: dict[str, engine.Card] = {}
    known: list[Answered] = []
    for review in reviews:
        before = situation.recall(key, cards[key], review.at) if cards else None
        cards |= engine.record(bank, profile, cards, review)[1]
        known.append(Answered(review, before, cards[key]))
    return [*known[:-1], known[-1]._replace(card=card)]


@dataclass(frozen=True, slots=True)
class Scale:
    """From an instant to its place in the chart."""

    start: datetime
    end: datetime

    def across(self, at: datetime) -> float:
        return round(100 * ((at - self.start) / (self.end - self.start)), 2) if self.end > self.start else 0.0

    def point(self, at: datetime, chance: float) -> str:
        return f"{self.across(at)},{100 - 100 * chance:.1f}"

    def ahead(self, fading: Fading, now: datetime) -> str:
        steps = len(fading.chances) - 1
        return " ".join(
            self.point(now + (self.end - now) * place / steps, chance / 100)
            for place, chance in enumerate(fading.chances)
        )


def curve(situation: Situation, shown: Sequence[Answered], scale: Scale, now: datetime) -> list[str]:
    ends = [*(each.review.at for each in shown[1:]), now]
    points = []
    for each, end in zip(shown, ends, strict=True):
        start = each.review.at
        instants = [start + (end - start) * step / STEPS for step in range(STEPS + 1)]
        points += [scale.point(at, situation.recall(each.review.key, each.card, at)) for at in instants]
    return points


def dot_of(answered: Answered, scale: Scale) -> Dot:
    """At the chance that it had; the first, of which nothing was known, at the top."""
    chance = 1.0 if answered.before is None else answered.before
    y = round(TOP + HEIGHT * (1 - chance), 1)
    return Dot(scale.across(answered.review.at), y, answered.review.correct)
