"""FSRS-6 as flash-card programs use it: at 90 % retention, in whole days.

Formulas and defaults: Jarrett Ye, "The Algorithm" (FSRS-6). Learning steps of one and ten minutes and a
relearning step of ten, as Anki and the `fsrs` package have them; no fuzz. Cards on a step come first,
then due ones in the order of their day, then new ones as time allows, then steps not yet over, then what
is weakest.
"""

import math
from collections import deque
from typing import ClassVar, Final

from tests.bench.learning.learner import Answer
from tests.bench.learning.rivals import NEVER
from tests.bench.learning.scheduling import Rival

W: Final = (
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
    1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
)  # fmt: skip
FACTOR: Final = 0.9 ** (-1.0 / W[20]) - 1.0
MINUTE: Final = 1.0 / 1440.0


def retrievability(days: float, stability: float) -> float:
    return math.pow(1.0 + FACTOR * days / stability, -W[20])


def next_difficulty(difficulty: float, grade: int) -> float:
    damped = difficulty - W[6] * (grade - 3) * (10.0 - difficulty) / 9.0
    return _bounded(W[7] * _first_difficulty(4) + (1.0 - W[7]) * damped)


def first_difficulty(grade: int) -> float:
    return _bounded(_first_difficulty(grade))


def next_stability(stability: float, difficulty: float, days: int, grade: int) -> float:
    """After another answer; less than a day is the same day."""
    if days < 1:
        increase = math.exp(W[17] * (grade - 3 + W[18])) * math.pow(stability, -W[19])
        return stability * (max(increase, 1.0) if grade >= 3 else increase)
    surprise = 1.0 - retrievability(days, stability)
    if grade == 1:
        lapsed = W[11] * math.pow(difficulty, -W[12]) * (math.pow(stability + 1.0, W[13]) - 1.0)
        return min(lapsed * math.exp(surprise * W[14]), stability / math.exp(W[17] * W[18]))
    bonus = {2: W[15], 3: 1.0, 4: W[16]}[grade]
    gain = math.exp(W[8]) * (11.0 - difficulty) * math.pow(stability, -W[9])
    return stability * (1.0 + gain * math.expm1(surprise * W[10]) * bonus)


def _first_difficulty(grade: int) -> float:
    return W[4] - math.exp(W[5] * (grade - 1)) + 1.0


def _bounded(difficulty: float) -> float:
    return min(max(difficulty, 1.0), 10.0)


class Fsrs(Rival):
    """Due at 90 %."""

    steps: ClassVar[tuple[float, ...]] = (1.0 * MINUTE, 10.0 * MINUTE)
    relearning: ClassVar[float | None] = 10.0 * MINUTE

    def prepare(self, seed: int) -> None:
        self.stability = [0.0] * self.size
        self.difficulty = [0.0] * self.size
        self.last = [0.0] * self.size
        self.due = [NEVER] * self.size
        self.new = deque(range(self.size))
        self.on_step: dict[int, tuple[float, int]] = {}
        """Until when, and which step; a relearning step is the last one."""

    def next_item(self, now: float) -> int:
        over = [(until, item) for item, (until, _) in self.on_step.items()]
        if over and min(over)[0] <= now:
            return min(over)[1]
        soonest = min(range(self.size), key=self.due.__getitem__)
        if self.due[soonest] <= self.today:
            return soonest
        if self.new:
            return self.new.popleft()
        return min(over)[1] if over else self.weakest(now)

    def weakest(self, now: float) -> int:
        """The least recall of what was met."""
        return min(
            (item for item in range(self.size) if self.asked[item]),
            key=lambda item: self.recall(item, now),
        )

    def recall(self, item: int, now: float) -> float:
        return retrievability(now - self.last[item], self.stability[item])

    def learn(self, item: int, answer: Answer, now: float) -> None:
        grade = answer.grade
        if self.asked[item] == 1:
            self.stability[item], self.difficulty[item] = W[grade - 1], first_difficulty(grade)
        else:
            days = int(now - self.last[item])
            self.stability[item] = next_stability(self.stability[item], self.difficulty[item], days, grade)
            self.difficulty[item] = next_difficulty(self.difficulty[item], grade)
        self.last[item] = now
        self._place(item, grade, now)

    def _place(self, item: int, grade: int, now: float) -> None:
        """On a step, or due in days."""
        step = self._step_after(item, grade)
        self.on_step.pop(item, None)
        if step is not None:
            self.on_step[item] = now + step[0], step[1]
            self.due[item] = NEVER
        else:
            self.due[item] = self.today + max(round(self.stability[item]), 1)

    def _step_after(self, item: int, grade: int) -> tuple[float, int] | None:
        """Minutes (in days) to wait and the number of the step; None where it is due in days."""
        learning = self.asked[item] == 1 or item in self.on_step
        if not learning:
            lapsed = grade == 1 and self.relearning is not None
            return (self.relearning or 0.0, len(self.steps)) if lapsed else None
        if not self.steps:
            return None
        step = self.on_step[item][1] if item in self.on_step else 0
        if step >= len(self.steps):
            return (self.relearning or 0.0, step) if grade == 1 else None
        return self._next_step(step, grade)

    def _next_step(self, step: int, grade: int) -> tuple[float, int] | None:
        if grade == 1:
            return self.steps[0], 0
        if grade == 2:
            return (self.steps[0] + self.steps[1]) / 2.0 if step == 0 else self.steps[step], step
        if grade == 4 or step + 1 >= len(self.steps):
            return None
        return self.steps[step + 1], step + 1


class FsrsCramming(Fsrs):
    """The same, and on the last day first all that was met before, the weakest first."""

    def next_item(self, now: float) -> int:
        if self.today == self.trip.days - 1:
            before = [item for item in range(self.size) if self.asked[item] and self.last[item] < self.today]
            if before:
                return min(before, key=lambda item: self.recall(item, now))
        return super().next_item(now)


class FsrsClimbing(Fsrs):
    """Without learning steps, choosing the first three times."""

    climbs = True
    steps = ()
    relearning = None
