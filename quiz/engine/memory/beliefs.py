"""What will be recalled, by all laws of memory as far as each is believed."""

import math
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Final, NamedTuple

from quiz.engine.memory.cards import Card
from quiz.engine.memory.fsrs import Law
from quiz.engine.memory.laws import AFTER_A_MISS, LAWS, LEARNERS_KEPT, STEEP, Weights, shares

NEGLIGIBLE: Final = 0.001
"""Laws believed less than this take no part: what they would add is far below a tenth of a question."""
MOSTLY_STEEP: Final = 0.6


class Believed(NamedTuple):
    """A law, its place in a card's stabilities, and its share of belief."""

    share: float
    column: int
    factor: float
    decay: float


@lru_cache(maxsize=LEARNERS_KEPT)
def believed(weights: Weights) -> tuple[Believed, ...]:
    """The laws that are believed, with shares that sum to 1."""
    held = [(share, column) for column, share in enumerate(shares(weights)) if share >= NEGLIGIBLE]
    total = math.fsum(share for share, _ in held)
    return tuple(
        Believed(share / total, column, LAWS[column].factor, LAWS[column].decay) for share, column in held
    )


def recall_at(laws: Sequence[Believed], card: Card, at: datetime) -> float:
    """Chance of free recall at `at`, nothing practised until then."""
    return recall_after(laws, card, card.elapsed_days(at))


def recall_after(laws: Sequence[Believed], card: Card, elapsed_days: float) -> float:
    """Chance of free recall when so many days have passed since the card's clock."""
    stabilities, power = card.stabilities, math.pow
    return math.fsum(
        [
            share * power(1.0 + factor * elapsed_days / stabilities[column], decay)
            for share, column, factor, decay in laws
        ]
    )


def law_to_pick_by(weights: Weights) -> tuple[int, Law]:
    """FSRS-6 with its defaults, and the likeliest law only where steep forgetting is mostly believed."""
    held = shares(weights)
    if math.fsum(held[column] for column in STEEP) <= MOSTLY_STEEP:
        return 0, LAWS[0]
    likeliest = max(range(len(held)), key=held.__getitem__)
    return likeliest, LAWS[likeliest]


def recall_after_a_miss(weights: Weights) -> float:
    """Expected recall a day after a first miss whose answer was read."""
    return math.fsum(share * after for share, after in zip(shares(weights), AFTER_A_MISS, strict=True))
