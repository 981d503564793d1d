"""The laws of memory a learner may follow, and what is believed of them.

FSRS-6 with its default parameters is 12 to 30 points too kind to simulated learners of other laws in the
first two weeks: what differs between learners is how fast the answer to a miss is forgotten (recall after
a day), the shape of the curve (w20), how fast stability grows (w8), and whether a later miss costs
stability. So each card keeps its stability under each of a bank of laws, and the learner's answers move
the weights of the laws.
"""

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import product
from typing import Final

from quiz.engine.memory.fsrs import FSRS, law_of, recall

AFTER_A_DAY: Final = {0.25: 0.15, 0.4: 0.2, 0.55: 0.35, 0.7: 0.15, 0.82: 0.15}
"""Recall a day after a first miss; beside each value, here and below, its share of the prior."""
STEEPNESS: Final = {FSRS.steepness: 0.25, 0.5: 0.25, 2.0: 0.5}
GROWTH: Final = {FSRS.growth - 0.8: 0.6, FSRS.growth + 0.3: 0.4}
KEPT: Final = {0.0: 0.5, 1.4: 0.5}
PLAIN_FSRS: Final = 0.02
"""Prior share of the defaults themselves, beside the others' 1."""

_GRID: Final = tuple(product(AFTER_A_DAY.items(), STEEPNESS.items(), GROWTH.items(), KEPT.items()))
LAWS: Final = (FSRS, *(law_of(*(value for value, _ in facts)) for facts in _GRID))
AFTER_A_MISS: Final = tuple(recall(1.0, law.floor, law) for law in LAWS)
"""Recall a day after a first miss, by law."""
STEEP: Final = tuple(index for index, law in enumerate(LAWS) if law.steepness == max(STEEPNESS))

LEARNERS_KEPT: Final = 256
"""Learners whose shares are kept at hand: every pick and every page asks for them several times."""
LEARNING_RATE: Final = 0.6
"""How far one answer moves the logarithms: less than 1, since no law is quite true."""
SLIP: Final = 0.03
"""Chance of a wrong answer to what is known."""
LUCK: Final = 0.01
"""Chance of an answer that counts as right to what is not known, besides a guess."""

Weights = tuple[float, ...]
"""Logarithms of what each law is believed, the largest 0."""


def _levelled(logs: Sequence[float]) -> Weights:
    largest = max(logs)
    return tuple(log - largest for log in logs)


PRIOR: Final = _levelled(
    [math.log(PLAIN_FSRS), *(math.log(math.prod(share for _, share in facts)) for facts in _GRID)]
)


@lru_cache(maxsize=LEARNERS_KEPT)
def shares(weights: Weights) -> tuple[float, ...]:
    """The weights as shares of 1."""
    raised = [math.exp(weight) for weight in weights]
    total = math.fsum(raised)
    return tuple(each / total for each in raised)


def moved(weights: Weights, chances: Sequence[float], *, correct: bool) -> Weights:
    """The weights after an answer of which each law gave a chance that it is right."""
    if correct:
        logs = [LEARNING_RATE * math.log(LUCK + (1.0 - SLIP - LUCK) * chance) for chance in chances]
    else:
        logs = [LEARNING_RATE * math.log(1.0 - LUCK - (1.0 - SLIP - LUCK) * chance) for chance in chances]
    return _levelled([weight + log for weight, log in zip(weights, logs, strict=True)])
