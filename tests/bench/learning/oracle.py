"""Schedulers that see the true memory: the greatest true gain for the true expected seconds.

Greedy by gain is near the optimum (Khajah, Lindsey & Mozer 2014): what no scheduler without a look into
the head can be expected to reach. On far dates, greed for the date itself is short-sighted, since what
is met once now is forgotten by then whatever is done: greed for tomorrow builds more.
"""

import math
from heapq import heapify, heappop, heappush
from typing import ClassVar, Final

from tests.bench.learning.learner import (
    CHOOSE,
    GUESS,
    READ,
    RECALL,
    RECALLED,
    RECOGNISED,
    SEEN,
    Answer,
    Learner,
)
from tests.bench.learning.scheduling import Ask, Trip

WAYS: Final = (CHOOSE, RECALL)


class Oracle:
    """Gain on the date. Keeps the questions in the order of their index, and looks at the best again."""

    farthest: ClassVar[float] = math.inf
    """Days ahead at which recall counts, where the date is farther."""

    def __init__(self, learner: Learner, trip: Trip) -> None:
        self.learner = learner
        self.bank = learner.bank
        self.date = self.end = trip.end
        self.gains = [(0.0, 0.0)] * len(self.bank)
        self.seconds = [(1.0, 1.0)] * len(self.bank)
        self.queue: list[tuple[float, int]] = []

    def start(self, now: float) -> None:
        self.end = min(self.date, now + self.farthest)
        for item in range(len(self.bank)):
            self._look_at(item, now)
        self.queue = [(-self._index(item)[0], item) for item in range(len(self.bank))]
        heapify(self.queue)

    def pick(self, now: float, seconds_left: float) -> Ask | None:
        while True:
            _, item = heappop(self.queue)
            self._look_at(item, now)
            index, way = self._index(item)
            heappush(self.queue, (-index, item))
            if self.queue[0][1] == item:
                return Ask(item, way)

    def told(self, ask: Ask, answer: Answer, now: float) -> None:
        """The best is looked at again anyway, and relatives' gains only fall."""
        for other in self.bank.duplicates[ask.item]:
            self._look_at(other, now)

    def _look_at(self, item: int, now: float) -> None:
        learner = self.learner
        recalled, alone, by_outcome = learner.outlook(item, now, self.end)
        known = learner.recognition(recalled)
        unknown = GUESS * by_outcome[SEEN] + (1.0 - GUESS) * by_outcome[READ]
        self.gains[item] = (
            known * by_outcome[RECOGNISED] + (1.0 - known) * unknown - alone,
            recalled * by_outcome[RECALLED] + (1.0 - recalled) * by_outcome[READ] - alone,
        )
        self.seconds[item] = (
            learner.expected_seconds(CHOOSE, known),
            learner.expected_seconds(RECALL, recalled),
        )

    def _index(self, item: int) -> tuple[float, str]:
        return max((self._per_second(item, way), name) for way, name in enumerate(WAYS))

    def _per_second(self, item: int, way: int) -> float:
        learner, gains = self.learner, self.gains
        gain = gains[item][way]
        for other in self.bank.duplicates[item]:
            gain += learner.transfer * max(gains[other][way], 0.0)
        for other in self.bank.overlaps[item]:
            if learner.is_held(other):
                gain += learner.spill * max(gains[other][way], 0.0)
        return gain / self.seconds[item][way]


class NearOracle(Oracle):
    """Gain a day ahead."""

    farthest = 1.0
