"""Families that nothing was tuned on: their figures stand beside those of the others.

Another shape of memory each: many stores of different time scales, and stages between which an answer moves.
"""

import math
from collections.abc import Sequence
from random import Random
from typing import Final

from tests.bench.learning.learner import READ, RECALLED, RECOGNISED, SEEN, Learner, Outlook

PACES: Final = ((30.0, 0.25), (13.0, 0.25), (24.0, 0.22))
OUTCOMES: Final = (RECALLED, RECOGNISED, READ, SEEN)

SCALES: Final = tuple(0.25 * 2.6**place for place in range(8))
"""Days in which each store falls to a third."""
SLOW: Final = 6
"""From this store on are those that hold what was known beforehand."""
LAID: Final = {RECALLED: 2.2, RECOGNISED: 0.6, READ: 1.0, SEEN: 0.4}


class Scales(Learner):
    """Stores of many time scales, each filled by what it and the quicker ones lack (the multiscale context model).

    Mozer, Pashler, Cepeda, Lindsey & Vul (2009): recall is their weighted mean. After a pause the quick ones are
    empty and the slow ones are filled more, which is why spacing helps; a recall fills more than a reading.
    """

    family = "scales"
    paces = PACES

    def prepare(self, dice: Random) -> None:
        self.ratios = [
            min(max(0.81 + 0.08 * self.ability - 0.06 * difficulty, 0.5), 1.0)
            for difficulty in self.difficulties
        ]
        self.since = [0.0] * len(self.known)
        self.stores = [
            self._known(ratio) if known else [] for ratio, known in zip(self.ratios, self.known, strict=True)
        ]
        self.recognised_power = dice.uniform(1.5, 2.2)

    def _known(self, ratio: float) -> list[float]:
        weights = _weights(ratio)
        held = 0.95 * sum(weights) / sum(weights[SLOW:])
        return [0.0 if place < SLOW else held for place in range(len(SCALES))]

    def is_held(self, item: int) -> bool:
        return bool(self.stores[item])

    def recall(self, item: int, at: float) -> float:
        return self._share_held(item, self._faded(item, at))

    def study(self, item: int, at: float, outcome: int, share: float) -> None:
        self.stores[item], self.since[item] = self._after(item, at, outcome, share), at

    def outlook(self, item: int, at: float, end: float) -> Outlook:
        held, since = self.stores[item], self.since[item]
        now, left_alone, by_outcome = self.recall(item, at), self.recall(item, end), list[float]()
        for outcome in OUTCOMES:
            self.study(item, at, outcome, 1.0)
            by_outcome.append(self.recall(item, end))
            self.stores[item], self.since[item] = held, since
        return Outlook(now, left_alone, (by_outcome[0], by_outcome[1], by_outcome[2], by_outcome[3]))

    def recognition(self, recalled: float) -> float:
        return 1.0 - math.pow(1.0 - recalled, self.recognised_power)

    def _faded(self, item: int, at: float) -> list[float]:
        lag = at - self.since[item]
        return [held * math.exp(-lag / scale) for held, scale in zip(self.stores[item], SCALES, strict=False)]

    def _share_held(self, item: int, stores: Sequence[float]) -> float:
        return min(_filled(stores, _weights(self.ratios[item]))[-1], 0.995) if stores else 0.0

    def _after(self, item: int, at: float, outcome: int, share: float) -> list[float]:
        stores = self._faded(item, at) or [0.0] * len(SCALES)
        filled = _filled(stores, _weights(self.ratios[item]))
        laid = share * LAID[outcome]
        return [held + laid * max(1.0 - upto, 0.0) for held, upto in zip(stores, filled, strict=True)]


class Stages(Learner):
    """An answer is forgotten, held for a while, or for good (Atkinson 1972), each with its chance.

    A recall speaks for good memory and makes it the likelier the longer ago the last contact was; a miss says that
    it was not there, and reading what was right seldom leaves it.
    """

    family = "stages"
    paces = PACES

    def prepare(self, dice: Random) -> None:
        self.settling = min(max(0.45 + 0.08 * self.ability, 0.2), 0.7)
        self.little = dice.uniform(0.15, 0.4)
        self.refreshed = dice.uniform(0.4, 0.8)
        self.recognised_shift = dice.uniform(0.2, 0.45)
        self.rates = [
            0.8 * math.exp(0.35 * difficulty - 0.3 * self.ability) for difficulty in self.difficulties
        ]
        self.good = [0.92 if known else 0.0 for known in self.known]
        self.held = [0.0] * len(self.known)
        self.since = [0.0] * len(self.known)

    def is_held(self, item: int) -> bool:
        return self.good[item] > 0.0 or self.held[item] > 0.0

    def recall(self, item: int, at: float) -> float:
        good = self.good[item]
        for_a_while = self.held[item] * math.exp(-self.rates[item] * max(at - self.since[item], 0.0))
        return min(good + (1.0 - good) * for_a_while, 0.995)

    def study(self, item: int, at: float, outcome: int, share: float) -> None:
        good, rate, since = self._after(item, at, outcome)
        is_held = self.is_held(item)
        if share == 1.0:
            self.rates[item] = rate
        self.good[item] += share * max(good - self.good[item], -self.good[item] if share == 1.0 else 0.0)
        self.since[item] = self.since[item] + share * (since - self.since[item]) if is_held else at
        self.held[item] = max(self.held[item], share)

    def outlook(self, item: int, at: float, end: float) -> Outlook:
        kept = self.good[item], self.rates[item], self.since[item], self.held[item]
        now, left_alone, by_outcome = self.recall(item, at), self.recall(item, end), list[float]()
        for outcome in OUTCOMES:
            self.study(item, at, outcome, 1.0)
            by_outcome.append(self.recall(item, end))
            self.good[item], self.rates[item], self.since[item], self.held[item] = kept
        return Outlook(now, left_alone, (by_outcome[0], by_outcome[1], by_outcome[2], by_outcome[3]))

    def recognition(self, recalled: float) -> float:
        return recalled / (recalled + self.recognised_shift * (1.0 - recalled))

    def _after(self, item: int, at: float, outcome: int) -> tuple[float, float, float]:
        """Chance of good memory, rate of forgetting in a day, and where forgetting begins again."""
        good, rate, since, recalled = (
            self.good[item],
            self.rates[item],
            self.since[item],
            self.recall(item, at),
        )
        settling = self.settling * (1.0 - math.exp(-(at - since) * rate))
        if outcome == RECALLED and recalled > 0.0:
            known = min(good / recalled, 1.0)
            return known + (1.0 - known) * settling, 0.8 * rate, at
        if outcome == RECOGNISED and recalled > 0.0:
            known = min(good / self.recognition(recalled), 1.0)
            settled = known + (1.0 - known) * settling * self.little
            return settled, 0.95 * rate, since + self.refreshed * (at - since)
        return (0.1, 0.85 * rate, at) if outcome == READ else (0.04, rate, at)


def _weights(ratio: float) -> list[float]:
    """The slower a store, the less it weighs."""
    return [ratio**place for place in range(len(SCALES))]


def _filled(stores: Sequence[float], weights: Sequence[float]) -> list[float]:
    """How full each store is together with the quicker ones."""
    filled, total, weight = list[float](), 0.0, 0.0
    for held, each in zip(stores, weights, strict=True):
        total, weight = total + each * held, weight + each
        filled.append(total / weight)
    return filled
