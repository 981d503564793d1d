"""What will be recalled at an instant if nothing is practised until then, and how sure that is."""

import math
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from quiz.engine.given import Question
from quiz.engine.memory.beliefs import Believed, believed, recall_at
from quiz.engine.memory.cards import Card, is_new
from quiz.engine.memory.profiles import KNOWN_RECALLED, Profile
from quiz.engine.recall.levels import FAMILIAR_FROM

NINETY_PERCENT: Final = 1.6449
TAUGHT_BY_A_DUPLICATE: Final = 0.5
"""Chance that a duplicate's answer told the learner this one's too."""

OF_ANOTHER_ANSWER: Final = FAMILIAR_FROM
"""What recalling an overtaken answer counts for, at most: the learner does not know yet what is right by now."""


class Spread(NamedTuple):
    """How far what comes true lies from what is expected, in squared questions of 100.

    Fitted to simulated learners (`docs/learning.md`): they lie beyond laws that agree, and not as far apart as
    laws that disagree.
    """

    beyond: float
    """Variance of what no law says."""
    doubt: float
    """How many times the variance counts that comes from the share known beforehand."""
    between: float
    """How many times the variance between the laws counts, as long as it is small."""
    half_at: float
    """The variance between the laws that counts only half of that."""


OF_READINESS: Final = Spread(beyond=5.0, doubt=2.0, between=3.5, half_at=50.0)


def predict(
    bank: Mapping[str, Question], profile: Profile, cards: Mapping[str, Card], at: datetime
) -> dict[str, float]:
    """Chance of free recall of every question at `at`, nothing practised until then.

    A question never asked is recalled where it was known beforehand (of those, 92 %) or as far as a
    duplicate's answer taught it. Of what is overtaken (`Card.overtaken`) it is that of a Familiar one at most.
    """
    unmet, laws = _unmet(bank, profile), believed(profile.weights)
    return {key: _recall(laws, cards.get(key), unmet[question.section], at) for key, question in bank.items()}


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

    The range is as wide as the laws still believed differ, and the share known beforehand is in doubt for what
    was not met. It holds about 90 % of what came true for simulated learners of other laws
    (`docs/learning.md`).
    """
    counted = _counted(bank, profile, cards, weights)
    if not counted:
        return 0.0, 0.0, 0.0
    met = [
        (weight * _share_from_memory(card, new), card.elapsed_days(at), card.stabilities)
        for weight, new, card in counted
        if card is not None and not card.overtaken
    ]
    laws = believed(profile.weights)
    overtaken = [
        weight * _recall(laws, card, new, at) for weight, new, card in counted if card and card.overtaken
    ]
    unasked = [(weight, new) for weight, new, card in counted if is_new(card)]
    settled = math.fsum([*(weight * new for weight, new in unasked), *overtaken])
    totals = [(law.share, settled + _total(law, met)) for law in laws]
    doubt = doubt_of(profile, math.fsum(weight for weight, _ in unasked))
    return range_of(totals, len(counted), OF_READINESS, doubt)


def _counted(
    bank: Mapping[str, Question],
    profile: Profile,
    cards: Mapping[str, Card],
    weights: Mapping[int, float] | None,
) -> list[tuple[float, float, Card | None]]:
    """The questions that count: weight, scaled to sum to their number; chance of recall if unmet; card."""
    unmet = _unmet(bank, profile)
    counted = [
        (weight, unmet[question.section], cards.get(key))
        for key, question in bank.items()
        if (weight := weight_of(question.section, weights)) > 0.0
    ]
    total = math.fsum(weight for weight, _, _ in counted)
    return [(len(counted) / total * weight, new, card) for weight, new, card in counted]


def _total(law: Believed, met: Sequence[tuple[float, float, tuple[float, ...]]]) -> float:
    """Expected number recalled by one law, of weights, days elapsed and stabilities."""
    _, column, factor, decay = law
    power = math.pow
    return math.fsum(
        [weight * power(1.0 + factor * days / held[column], decay) for weight, days, held in met]
    )


def doubt_of(profile: Profile, unmet: float) -> float:
    """Variance of how many of so many unmet questions were known beforehand."""
    return profile.doubt_of_known() * (KNOWN_RECALLED * unmet) ** 2


def range_of(
    totals: Sequence[tuple[float, float]], number: int, spread: Spread, doubt: float
) -> tuple[float, float, float]:
    """Expected total, low and high (90 %), of totals with their shares, out of `number`; `doubt` as `doubt_of`."""
    expected = math.fsum(share * total for share, total in totals)
    variance = math.fsum(share * (total - expected) ** 2 for share, total in totals)
    scale = (number / 100.0) ** 2
    between = spread.between * variance / (1.0 + variance / (spread.half_at * scale))
    reach = NINETY_PERCENT * math.sqrt(spread.beyond * scale + spread.doubt * doubt + between)
    return expected, max(expected - reach, 0.0), min(expected + reach, float(number))


def weight_of(section: int, weights: Mapping[int, float] | None) -> float:
    """What a section counts for: 1 where the plan does not say."""
    return 1.0 if weights is None else weights.get(section, 1.0)


def _unmet(bank: Mapping[str, Question], profile: Profile) -> dict[int, float]:
    """Chance of recall of a question never asked, by section."""
    sections = {question.section for question in bank.values()}
    return {section: KNOWN_RECALLED * profile.known_beforehand(section) for section in sections}


def _recall(laws: Sequence[Believed], card: Card | None, unmet: float, at: datetime) -> float:
    if card is None:
        return unmet
    recalled = _share_from_memory(card, unmet) * recall_at(laws, card, at)
    if card.overtaken:
        return min(recalled, OF_ANOTHER_ANSWER)
    return unmet + recalled if card.asked == 0 else recalled


def _share_from_memory(card: Card, unmet: float) -> float:
    """What the card's recall counts for: all once it was asked; before, what was not known and was taught."""
    return 1.0 if card.asked else (1.0 - unmet) * TAUGHT_BY_A_DUPLICATE
