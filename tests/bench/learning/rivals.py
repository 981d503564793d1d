"""Schedulers without a model of memory."""

from collections import deque
from random import Random
from typing import Final

from tests.bench.learning.learner import Answer
from tests.bench.learning.scheduling import Rival

NEVER: Final = 10**9
BOXES: Final = (1, 2, 4, 8, 16)
"""Days until a card in each box comes up again (Leitner 1972)."""
FIRST_EASE: Final = 2.5
LEAST_EASE: Final = 1.3


class AtRandom(Rival):
    """Any question, each time."""

    def prepare(self, seed: int) -> None:
        self.dice = Random(f"at random {seed}")

    def next_item(self, now: float) -> int:
        return self.dice.randrange(self.size)


class InOrder(Rival):
    """From first to last, and again."""

    def prepare(self, seed: int) -> None:
        self.place = -1

    def next_item(self, now: float) -> int:
        self.place = (self.place + 1) % self.size
        return self.place


class InOrderClimbing(InOrder):
    """The same, choosing the first three times."""

    climbs = True


class WeakestFirst(Rival):
    """New ones in order; then the smallest share of right answers, of equals the longest ago."""

    def prepare(self, seed: int) -> None:
        self.right = [0] * self.size
        self.last = [-1.0] * self.size

    def next_item(self, now: float) -> int:
        right, asked, last = self.right, self.asked, self.last
        return min(
            range(self.size),
            key=lambda item: ((right[item] + 1.0) / (asked[item] + 2.0) if asked[item] else 0.0, last[item]),
        )

    def learn(self, item: int, answer: Answer, now: float) -> None:
        self.right[item] += answer.correct
        self.last[item] = now


class ByDueDay(Rival):
    """Due ones first, then new ones in order as time allows, then what is due soonest."""

    def prepare(self, seed: int) -> None:
        self.due = [NEVER] * self.size
        self.new = deque(range(self.size))
        self.again: deque[int] = deque()

    def next_item(self, now: float) -> int:
        soonest = min(range(self.size), key=self.due.__getitem__)
        if self.due[soonest] <= self.today:
            return soonest
        if self.again:
            return self.again.popleft()
        return self.new.popleft() if self.new else soonest

    def start(self, now: float) -> None:
        super().start(now)
        self.again.clear()


class Leitner(ByDueDay):
    """Five boxes: up by one when right, back to the first when wrong."""

    def prepare(self, seed: int) -> None:
        super().prepare(seed)
        self.box = [-1] * self.size

    def learn(self, item: int, answer: Answer, now: float) -> None:
        self.box[item] = min(self.box[item] + 1, len(BOXES) - 1) if answer.correct else 0
        self.due[item] = self.today + BOXES[self.box[item]]


class SuperMemo2(ByDueDay):
    """SM-2 (Woźniak 1990): 1 day, 6 days, then times the ease; what failed is repeated the same day."""

    def prepare(self, seed: int) -> None:
        super().prepare(seed)
        self.ease = [FIRST_EASE] * self.size
        self.interval = [0] * self.size
        self.repetitions = [0] * self.size

    def learn(self, item: int, answer: Answer, now: float) -> None:
        quality = answer.grade + 1
        if answer.correct:
            self.repetitions[item] += 1
            self.interval[item] = self._next_interval(item)
        else:
            self.repetitions[item], self.interval[item] = 0, 1
            self.again.append(item)
        short = 5 - quality
        self.ease[item] = max(self.ease[item] + 0.1 - short * (0.08 + short * 0.02), LEAST_EASE)
        self.due[item] = self.today + self.interval[item]

    def _next_interval(self, item: int) -> int:
        if self.repetitions[item] <= 2:
            return (1, 6)[self.repetitions[item] - 1]
        return round(self.interval[item] * self.ease[item])
