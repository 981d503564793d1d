"""What asking a question now is worth: recall gained on a date, and the seconds it takes.

Greedy gain in the chance of recall on the date per second (Pavlik & Anderson 2008; near the optimum by
Khajah, Lindsey & Mozer 2014). Times in days unless named otherwise; p is the chance of recall now.
"""

import math
from typing import NamedTuple

from quiz.engine import memory
from quiz.engine.cards import Card
from quiz.engine.evidence import CHOOSE, GUESS, recognition
from quiz.engine.profiles import KNOWN_RECALLED, MISS_SECONDS, RIGHT_SECONDS, Profile


class Worth(NamedTuple):
    """Chance of recall gained on the date, for the expected seconds it costs."""

    gain: float
    seconds: float


def of_asking(card: Card, elapsed: float, horizon: float, way: str, profile: Profile) -> Worth:
    """The worth of asking a question met before, `elapsed` after its last answer, `horizon` ahead."""
    p = memory.recall(elapsed, card.stability)
    left_alone = memory.recall(elapsed + horizon, card.stability)
    right = memory.next_stability(card.stability, card.difficulty, elapsed, memory.GOOD)
    missed = memory.next_stability(card.stability, card.difficulty, elapsed, memory.FORGOT)
    if way != CHOOSE:
        then = p * memory.recall(horizon, right) + (1.0 - p) * memory.recall(horizon, missed)
        return Worth(then - left_alone, recall_seconds(p, profile))
    known = recognition(p)
    recognised = memory.recall(horizon, math.sqrt(card.stability * right))
    guessed = memory.recall(horizon, math.sqrt(card.stability * missed))
    unknown = GUESS * guessed + (1.0 - GUESS) * memory.recall(horizon, missed)
    return Worth(known * recognised + (1.0 - known) * unknown - left_alone, choice_seconds(known, profile))


def most_of_asking(card: Card, elapsed: float, horizon: float, way: str, profile: Profile) -> Worth:
    """A bound on `of_asking` at half its cost: the same seconds, and a gain as if a miss lost no stability.

    A miss never leaves more stability than before, but for the floor.
    """
    p = memory.recall(elapsed, card.stability)
    left_alone = memory.recall(elapsed + horizon, card.stability)
    right = memory.next_stability(card.stability, card.difficulty, elapsed, memory.GOOD)
    missed = memory.recall(horizon, max(card.stability, memory.FLOOR))
    if way != CHOOSE:
        then = p * memory.recall(horizon, right) + (1.0 - p) * missed
        return Worth(then - left_alone, recall_seconds(p, profile))
    known = recognition(p)
    then = known * memory.recall(horizon, math.sqrt(card.stability * right)) + (1.0 - known) * missed
    return Worth(then - left_alone, choice_seconds(known, profile))


def of_meeting(known: float, left_alone: float, horizon: float, way: str, profile: Profile) -> Worth:
    """The worth of asking for the first time what the learner knows beforehand with chance `known`.

    What is known already gains nothing. What is not starts at w0, or w0/2 after a lucky guess.
    `left_alone`: recall on the date of what a duplicate's answer taught, else 0.
    """
    learnt = memory.recall(horizon, memory.FLOOR)
    if way != CHOOSE:
        return Worth(
            (1.0 - known) * max(learnt - left_alone, 0.0), recall_seconds(KNOWN_RECALLED * known, profile)
        )
    guessed = memory.recall(horizon, memory.FLOOR / 2.0)
    unknown = GUESS * guessed + (1.0 - GUESS) * learnt
    return Worth((1.0 - known) * max(unknown - left_alone, 0.0), choice_seconds(known, profile))


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
