"""Two families whose memory of a question is one strength in days: exponential mixture, and half-lives."""

import math
from random import Random
from typing import Final

from tests.bench.learning.learner import READ, RECALLED, RECOGNISED, SEEN, Learner, Outlook

SEEN_SHARE: Final = 0.6
"""What an answer only seen is worth, of one that was read with care."""
REREAD: Final = 0.2
MOST_REREAD: Final = 6


class Fading(Learner):
    """Recall falls with time over strength; outcomes move the strength."""

    kept: float
    """Share of strength left after a miss."""
    recognised: float = 0.5
    """What recognising moves the logarithm of strength by, of what recalling would."""
    refreshed: float = 1.0
    """How far recognising takes the learner back to the moment at which the answer was read."""
    reread: float = REREAD
    """What each further contact adds to what reading leaves, of the first strength."""

    def prepare(self, dice: Random) -> None:
        size = len(self.bank)
        self.first = [self.draw_first(dice, difficulty) for difficulty in self.difficulties]
        self.strength = [0.0] * size
        self.since = [0.0] * size
        self.met = [0] * size
        for item, known in enumerate(self.known):
            drawn = self.draw_known(dice)
            if known:
                self.strength[item], self.since[item] = drawn

    def draw_first(self, dice: Random, difficulty: float) -> float:
        """Strength in days after a first miss was read."""
        raise NotImplementedError

    def draw_known(self, dice: Random) -> tuple[float, float]:
        """Strength of what is known beforehand, and when it was last met."""
        raise NotImplementedError

    def curve(self, times: float) -> float:
        """Recall after so many times the strength."""
        raise NotImplementedError

    def growth(self, item: int, strength: float, lag: float, recalled: float) -> float:
        """What a recall multiplies the strength by."""
        raise NotImplementedError

    def is_held(self, item: int) -> bool:
        return self.strength[item] > 0.0

    def recall(self, item: int, at: float) -> float:
        strength = self.strength[item]
        return self.curve((at - self.since[item]) / strength) if strength > 0.0 else 0.0

    def study(self, item: int, at: float, outcome: int, share: float) -> None:
        before = self.strength[item]
        after = self._after(item, at, outcome)
        if share == 1.0:
            self.strength[item], self.since[item] = after, self._since(item, at, outcome)
            self.met[item] += 1
        elif before > 0.0:
            self.strength[item] = before * max(after / before, 1.0) ** share
            self.since[item] += share * (at - self.since[item])
        else:
            self.strength[item], self.since[item] = after * share, at

    def outlook(self, item: int, at: float, end: float) -> Outlook:
        by_outcome = [
            self.curve((end - self._since(item, at, outcome)) / self._after(item, at, outcome))
            for outcome in (RECALLED, RECOGNISED, READ, SEEN)
        ]
        return Outlook(
            self.recall(item, at),
            self.recall(item, end),
            (by_outcome[0], by_outcome[1], by_outcome[2], by_outcome[3]),
        )

    def _since(self, item: int, at: float, outcome: int) -> float:
        """Where forgetting begins again."""
        if outcome != RECOGNISED or self.strength[item] == 0.0:
            return at
        return self.since[item] + self.refreshed * (at - self.since[item])

    def _after(self, item: int, at: float, outcome: int) -> float:
        strength, first = self.strength[item], self.first[item]
        read = max(first * (1.0 + self.reread * min(self.met[item], MOST_REREAD)), self.kept * strength)
        if strength == 0.0 or outcome == READ:
            return SEEN_SHARE * first if outcome == SEEN else read
        if outcome == SEEN:
            return max(SEEN_SHARE * read, self.kept * strength)
        lag = at - self.since[item]
        growth = self.growth(item, strength, lag, self.curve(lag / strength))
        return strength * (growth if outcome == RECALLED else math.pow(growth, self.recognised))


class Mixture(Fading):
    """Forgetting as a sum of two exponentials, a fast and a slow store.

    Rubin, Hinton & Wenzel (1999) find retention to be a sum of exponentials over many delays; Mozer,
    Pashler, Cepeda, Lindsey & Vul (2009) explain spacing by stores of several time scales. A recall makes
    both last longer, the more so the more was forgotten since the last contact (Bjork & Bjork 1992), less
    for difficult questions, with saturation.
    """

    family = "mixture"
    kept = 0.5

    def prepare(self, dice: Random) -> None:
        self.gain = 6.0 * math.exp(0.25 * self.ability)
        self.recognised_power = dice.uniform(1.6, 2.2)
        super().prepare(dice)

    def draw_first(self, dice: Random, difficulty: float) -> float:
        return 0.62 * math.exp(0.45 * self.ability - 0.5 * difficulty)

    def draw_known(self, dice: Random) -> tuple[float, float]:
        return 60.0 * math.exp(dice.gauss(0.0, 0.6)), -dice.uniform(1.0, 12.0)

    def curve(self, times: float) -> float:
        return 0.5 * (math.exp(-times) + math.exp(-times / 8.0))

    def growth(self, item: int, strength: float, lag: float, recalled: float) -> float:
        eased = self.gain * math.exp(-0.3 * self.difficulties[item]) / (1.0 + strength / 60.0)
        return 1.0 + eased * (1.0 - recalled) + 0.15 * min(lag * 96.0, 1.0)

    def recognition(self, recalled: float) -> float:
        return 1.0 - math.pow(1.0 - recalled, self.recognised_power)


class HalfLives(Fading):
    """Exponential forgetting with a half-life for each question.

    Settles & Meeder (2016): p = 2^(-lag/half-life), the half-life multiplied by what happened. Here what
    a right answer multiplies it by depends on the lag, as in Cepeda et al. (2008): little after a short
    one, most around the half-life; and on difficulty.
    """

    family = "half-lives"
    kept = 0.45

    def prepare(self, dice: Random) -> None:
        self.gain = 2.3 * math.exp(0.2 * self.ability)
        self.recognised_shift = dice.uniform(0.25, 0.5)
        super().prepare(dice)

    def draw_first(self, dice: Random, difficulty: float) -> float:
        return 1.0 * math.exp(0.42 * self.ability - 0.5 * difficulty)

    def draw_known(self, dice: Random) -> tuple[float, float]:
        return 90.0 * math.exp(dice.gauss(0.0, 0.5)), -dice.uniform(1.0, 20.0)

    def curve(self, times: float) -> float:
        return math.pow(0.5, times)

    def growth(self, item: int, strength: float, lag: float, recalled: float) -> float:
        eased = self.gain * math.exp(-0.2 * self.difficulties[item])
        return 1.0 + eased * math.pow(min(lag / strength, 2.0), 0.7)

    def recognition(self, recalled: float) -> float:
        return recalled / (recalled + self.recognised_shift * (1.0 - recalled))
