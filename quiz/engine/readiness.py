"""What will be recalled at an instant if nothing is practised until then, and how sure that is."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from quiz.engine.cards import Card, is_new
from quiz.engine.profiles import KNOWN_RECALLED, Profile
from quiz.engine.values import Question

NINETY_PERCENT: Final = 1.6449
KINDER_BY: Final = 0.12
"""How much too kind the default parameters may be, as a standard deviation in shares of the bank."""
HARSHER_BY: Final = 0.04
"""How much too harsh they may be."""


@dataclass(frozen=True, slots=True)
class Chance:
    """One question's chance of being recalled, and the weight of its section."""

    weight: float
    recall: float


def predict(
    bank: Mapping[str, Question], profile: Profile, cards: Mapping[str, Card], at: datetime
) -> dict[str, float]:
    """Chance of free recall of every question at `at`, nothing practised until then.

    A question never asked is recalled where it was known beforehand (of those, 92 %) or as far as a
    duplicate's answer taught it.
    """
    unmet = {section: KNOWN_RECALLED * profile.known_beforehand(section) for section in _sections(bank)}
    return {key: _recall(cards.get(key), unmet[question.section], at) for key, question in bank.items()}


def readiness(
    bank: Mapping[str, Question],
    profile: Profile,
    cards: Mapping[str, Card],
    at: datetime,
    weights: Mapping[int, float] | None = None,
) -> tuple[float, float, float]:
    """Expected number of questions recalled at `at` if practice stopped now, and its 90 % range.

    Questions count by the weight of their section (1 where none is given), scaled to the number of
    questions with a weight above 0: of 40 such questions the answer lies within 0 and 40.

    The range joins the chance in each answer (the variance of a sum of independent events) with doubt
    about the model: simulated learners of other laws of memory recall 12 to 30 points less than FSRS-6
    with its default parameters says within the first two weeks, and hardly ever more. So its standard
    deviation is 12 points downwards and 4 upwards.
    """
    return expected_and_range(list(chances(bank, predict(bank, profile, cards, at), weights)))


def chances(
    bank: Mapping[str, Question], recalls: Mapping[str, float], weights: Mapping[int, float] | None
) -> Iterator[Chance]:
    """The questions that count, with their weight."""
    for key, question in bank.items():
        weight = weight_of(question.section, weights)
        if weight > 0.0:
            yield Chance(weight, recalls[key])


def weight_of(section: int, weights: Mapping[int, float] | None) -> float:
    """What a section counts for: 1 where the plan does not say."""
    return 1.0 if weights is None else weights.get(section, 1.0)


def expected_and_range(counted: list[Chance], spread: float = 0.0) -> tuple[float, float, float]:
    """Expected number recalled, low and high (90 %), `spread` being a further variance of that number."""
    if not counted:
        return 0.0, 0.0, 0.0
    number = len(counted)
    scale = number / math.fsum(chance.weight for chance in counted)
    expected = scale * math.fsum(chance.weight * chance.recall for chance in counted)
    by_chance = spread + math.fsum(
        (scale * chance.weight) ** 2 * chance.recall * (1.0 - chance.recall) for chance in counted
    )
    low = expected - NINETY_PERCENT * math.sqrt(by_chance + (KINDER_BY * number) ** 2)
    high = expected + NINETY_PERCENT * math.sqrt(by_chance + (HARSHER_BY * number) ** 2)
    return expected, max(low, 0.0), min(high, float(number))


def _sections(bank: Mapping[str, Question]) -> set[int]:
    return {question.section for question in bank.values()}


def _recall(card: Card | None, unmet: float, at: datetime) -> float:
    if card is None:
        return unmet
    return max(unmet, card.recall_at(at)) if is_new(card) else card.recall_at(at)
