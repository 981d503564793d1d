"""The family of traces: every contact leaves one, which decays the faster the more was still active."""

import math
from collections.abc import Mapping
from random import Random
from typing import Final

from tests.bench.learning.learner import DAY_SECONDS, READ, RECALLED, RECOGNISED, SEEN, Learner, Outlook

DECAY: Final = 0.177
DECAY_SCALE: Final = 0.217
THRESHOLD: Final = -0.704
NOISE: Final = 0.255
BETWEEN: Final = 0.025
"""Pavlik & Anderson (2005): intercept and scale of decay, threshold and noise of recall, and how much
slower time counts between sessions."""
WEIGHTS: Final = {RECALLED: 1.4, RECOGNISED: 0.8, READ: 1.0, SEEN: 0.5}
"""A recall leaves more than a reading (Pavlik & Anderson 2008), a recognition and a glance less."""
EASE: Final = 0.63
KNOWN_ACTIVATION: Final = 0.62
"""Above the threshold: recalled with 0.92."""
ACTIVATION_MOST: Final = 1.5

Trace = tuple[float, float, float]
"""Own time in seconds at which it was laid, exponent, weight."""


class Traces(Learner):
    """Activation m = β + ln Σ w·age^(-d), d = c·e^m + α by activation when laid; recall is logistic in m.

    Pavlik & Anderson (2005): spacing helps since what is laid while little is active lasts longer.
    """

    family = "traces"
    weights: Mapping[int, float] = WEIGHTS

    def prepare(self, dice: Random) -> None:
        self.easier = dice.uniform(0.25, 0.45) / NOISE
        self.traces: list[list[Trace]] = [[] for _ in self.known]
        self.ease = [EASE + 0.14 * self.ability - 0.28 * difficulty for difficulty in self.difficulties]
        self.base = [
            math.exp(THRESHOLD + KNOWN_ACTIVATION - ease) if known else 0.0
            for known, ease in zip(self.known, self.ease, strict=True)
        ]
        self.factors = [math.exp(ease) for ease in self.ease]

    def is_held(self, item: int) -> bool:
        return bool(self.traces[item]) or self.base[item] > 0.0

    def recall(self, item: int, at: float) -> float:
        return _recall(self._active(item, self._own_time(at)))

    def study(self, item: int, at: float, outcome: int, share: float) -> None:
        own_time = self._own_time(at)
        decay = _decay(self._active(item, own_time))
        self.traces[item].append((own_time, -decay, share * self.weights[outcome]))

    def outlook(self, item: int, at: float, end: float) -> Outlook:
        now, then = self._own_time(at), self._own_time(end)
        active, left = self._active(item, now), self._active(item, then)
        added = self.factors[item] * (then - now + 1.0) ** -_decay(active)
        by_outcome = [_recall(left + self.weights[outcome] * added) for outcome in range(4)]
        return Outlook(
            _recall(active), _recall(left), (by_outcome[0], by_outcome[1], by_outcome[2], by_outcome[3])
        )

    def recognition(self, recalled: float) -> float:
        if recalled <= 0.0:
            return 0.0
        if recalled >= 1.0:
            return 1.0
        return 1.0 / (1.0 + math.exp(-self.easier) * (1.0 - recalled) / recalled)

    def _own_time(self, at: float) -> float:
        """Seconds that count: those of practice in full, others by `BETWEEN`."""
        return BETWEEN * DAY_SECONDS * at + (1.0 - BETWEEN) * self.practised_seconds

    def _active(self, item: int, own_time: float) -> float:
        """e to the activation."""
        total = self.base[item]
        for laid, exponent, weight in self.traces[item]:
            total += weight * (own_time - laid + 1.0) ** exponent
        return self.factors[item] * total


def _decay(active: float) -> float:
    return DECAY_SCALE * min(active, ACTIVATION_MOST) + DECAY


def _recall(active: float) -> float:
    """1/(1 + e^((τ - m)/s)) with m = ln(active)."""
    return 1.0 / (1.0 + (math.exp(THRESHOLD) / active) ** (1.0 / NOISE)) if active > 0.0 else 0.0
