"""Families of learners whom recalling teaches much more than choosing does.

After practice with feedback, what was recalled is remembered better than what was recognised among options,
whichever way the test asks (Kang, McDermott & Roediger 2007; Butler & Roediger 2007; Carpenter & DeLosh 2006).
In the other families a recognition brings half of what a recall does; here a sixth to two fifths.
"""

import math
from random import Random
from typing import Final

from tests.bench.learning.learner import READ, RECALLED, RECOGNISED, SEEN
from tests.bench.learning.strengths import Fading
from tests.bench.learning.traces import Traces

LITTLE: Final = (0.15, 0.4)
"""What recognising is worth, of recalling: the least and the most of a learner's share."""
REFRESHED: Final = (0.4, 0.8)
"""How far it takes them back to the moment at which the answer was read: who chose right only glances at it."""
PACES: Final = ((30.0, 0.22), (13.0, 0.22), (24.0, 0.20))
"""As the engine takes them until it knows better."""


class Powers(Fading):
    """Forgetting as a power of time (Wickelgren 1974; Wixted & Ebbesen 1991), each learner's own.

    Reading again what was forgotten is quicker than learning it (savings: Nelson 1978), so that every miss
    whose answer is read leaves more than the last one.
    """

    family = "powers"
    paces = PACES
    kept = 1.3
    reread = 0.3

    def prepare(self, dice: Random) -> None:
        self.decay = dice.uniform(0.5, 0.9)
        self.gain = 5.0 * math.exp(0.25 * self.ability)
        self.recognised, self.refreshed = dice.uniform(*LITTLE), dice.uniform(*REFRESHED)
        self.recognised_shift = dice.uniform(0.2, 0.45)
        super().prepare(dice)

    def draw_first(self, dice: Random, difficulty: float) -> float:
        return 0.6 * math.exp(0.45 * self.ability - 0.45 * difficulty)

    def draw_known(self, dice: Random) -> tuple[float, float]:
        return 80.0 * math.exp(dice.gauss(0.0, 0.6)), -dice.uniform(1.0, 8.0)

    def curve(self, times: float) -> float:
        return math.pow(1.0 + times, -self.decay)

    def growth(self, item: int, strength: float, lag: float, recalled: float) -> float:
        eased = self.gain * math.exp(-0.25 * self.difficulties[item]) * math.pow(1.0 + strength, -0.15)
        return 1.0 + eased * math.pow(1.0 - recalled, 0.8)

    def recognition(self, recalled: float) -> float:
        return recalled / (recalled + self.recognised_shift * (1.0 - recalled))


class Disuse(Fading):
    """Storage and retrieval (Bjork & Bjork 1992): what is stored only grows, what is retrieved fades.

    The harder the retrieval the more is stored, the less the more is stored already; a miss loses none of it.
    """

    family = "disuse"
    paces = PACES
    kept = 1.0
    reread = 0.25

    def prepare(self, dice: Random) -> None:
        self.gain = 3.6 * math.exp(0.25 * self.ability)
        self.recognised, self.refreshed = dice.uniform(*LITTLE), dice.uniform(*REFRESHED)
        self.recognised_power = dice.uniform(1.5, 2.1)
        super().prepare(dice)

    def draw_first(self, dice: Random, difficulty: float) -> float:
        return 2.0 * math.exp(0.45 * self.ability - 0.45 * difficulty)

    def draw_known(self, dice: Random) -> tuple[float, float]:
        return 120.0 * math.exp(dice.gauss(0.0, 0.5)), -dice.uniform(0.5, 6.0)

    def curve(self, times: float) -> float:
        return math.exp(-math.pow(times, 0.75))

    def growth(self, item: int, strength: float, lag: float, recalled: float) -> float:
        eased = self.gain * math.exp(-0.25 * self.difficulties[item]) * math.pow(strength, -0.1)
        return 1.0 + eased * (math.exp(0.9 * (1.0 - recalled)) - 1.0)

    def recognition(self, recalled: float) -> float:
        return 1.0 - math.pow(1.0 - recalled, self.recognised_power)


class Tracks(Traces):
    """Traces as in the other family, but a recognition leaves a third of what a recall does."""

    family = "tracks"
    paces = PACES
    weights = {RECALLED: 1.5, RECOGNISED: 0.5, READ: 1.0, SEEN: 0.4}
