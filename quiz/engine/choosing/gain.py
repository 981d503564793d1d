"""What asking a question now gains: recall on a date, for the seconds that it takes.

Greedy gain in the chance of recall on the date per second (Pavlik & Anderson 2008; near the optimum by
Khajah, Lindsey & Mozer 2014). Times in days unless named otherwise; p is the chance of recall now.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from quiz.engine.memory import fsrs
from quiz.engine.memory.beliefs import Believed
from quiz.engine.memory.cards import Card
from quiz.engine.memory.evidence import CHOOSE, GUESS, recognition
from quiz.engine.memory.fsrs import Law
from quiz.engine.memory.laws import LAWS
from quiz.engine.memory.profiles import KNOWN_RECALLED, MISS_SECONDS, RIGHT_SECONDS, Profile


class Asking(NamedTuple):
    """What asking a question now, in this way, comes to."""

    gain: float
    """Chance of recall gained on the date."""
    known: float
    """Chance that the answer is known now: recalled, or recognised without a guess."""
    way: str
    is_second: bool = False
    """Whether the question was asked once before."""

    def seconds(self, profile: Profile) -> float:
        """Expected seconds that it takes."""
        if self.way == CHOOSE:
            return choice_seconds(self.known, profile)
        return recall_seconds(self.known, profile)


def asking(stability: float, difficulty: float, elapsed: float, horizon: float, way: str, law: Law) -> Asking:
    """Asking a question met before, `elapsed` after its last answer, `horizon` ahead."""
    power, factor, decay = math.pow, law.factor, law.decay
    p = power(1.0 + factor * elapsed / stability, decay)
    left_alone = power(1.0 + factor * (elapsed + horizon) / stability, decay)
    right, missed = fsrs.successors(stability, difficulty, elapsed, p, law)
    after_miss = power(1.0 + factor * horizon / missed, decay)
    if way != CHOOSE:
        recalled = p * power(1.0 + factor * horizon / right, decay)
        return Asking(recalled + (1.0 - p) * after_miss - left_alone, p, way)
    known = recognition(p)
    recognised = power(1.0 + factor * horizon / math.sqrt(stability * right), decay)
    guessed = power(1.0 + factor * horizon / math.sqrt(stability * missed), decay)
    unknown = GUESS * guessed + (1.0 - GUESS) * after_miss
    return Asking(known * recognised + (1.0 - known) * unknown - left_alone, known, way)


def asking_by(laws: Sequence[Believed], card: Card, elapsed: float, horizon: float, way: str) -> Asking:
    """The same by several laws, each as far as it is believed."""
    gain = known = 0.0
    for share, column, _, _ in laws:
        by_one = asking(card.stabilities[column], card.difficulty, elapsed, horizon, way, LAWS[column])
        gain += share * by_one.gain
        known += share * by_one.known
    return Asking(gain, known, way)


def meeting(known: float, left_alone: float, horizon: float, way: str, law: Law) -> Asking:
    """Asking for the first time what the learner knows beforehand with chance `known`.

    What is known already gains nothing. What is not starts at w0, or w0/2 after a lucky guess.
    `left_alone`: recall on the date of what a duplicate's answer taught, else 0.
    """
    learnt = fsrs.recall(horizon, law.floor, law)
    if way != CHOOSE:
        return Asking((1.0 - known) * max(learnt - left_alone, 0.0), KNOWN_RECALLED * known, way)
    guessed = fsrs.recall(horizon, law.floor / 2.0, law)
    unknown = GUESS * guessed + (1.0 - GUESS) * learnt
    return Asking((1.0 - known) * max(unknown - left_alone, 0.0), known, way)


def recall_seconds(p: float, profile: Profile) -> float:
    """Expected seconds of asking for a recall that succeeds with chance `p`, with reading the answer."""
    answering = profile.recall_seconds * (0.8 + 0.2 * p)
    return answering + RIGHT_SECONDS * p + MISS_SECONDS * (1.0 - p)


def choice_seconds(known: float, profile: Profile) -> float:
    """Expected seconds of asking for a choice among options of what is `known` with that chance."""
    missed = (1.0 - GUESS) * (1.0 - known)
    return profile.choose_seconds + RIGHT_SECONDS + missed * (MISS_SECONDS - RIGHT_SECONDS)


def least_seconds(profile: Profile) -> float:
    """The fewest expected seconds that any way of asking takes."""
    return min(recall_seconds(0.0, profile), recall_seconds(1.0, profile), choice_seconds(1.0, profile))
