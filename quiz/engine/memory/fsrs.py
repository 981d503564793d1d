"""FSRS-6, the law of memory, as scalars in fractional days.

Formulas and default parameters: Jarrett Ye, "The Algorithm" (FSRS-6), as in the `fsrs` package, which
the tests hold these functions to. Two things differ on purpose: elapsed time is fractional (the package
floors it to whole days; here "the same day" is less than half a day), and a miss never leaves stability
below its very first value, since the answer was just read.

Stability: the days after which recall has fallen to 90 %. Difficulty: 1 (easy) to 10. Grades: 1 forgot,
2 with effort, 3 knew it, 4 at once.

A `Law` is a set of the parameters that learners differ in most. `FSRS` has the defaults.
"""

import math
from dataclasses import dataclass, field
from typing import Final

PARAMETERS: Final = (
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
    1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
)  # fmt: skip

FORGOT: Final = 1
EFFORT: Final = 2
GOOD: Final = 3
AT_ONCE: Final = 4

SAME_DAY: Final = 0.5
LONGEST_DAYS: Final = 36500.0
SAME_DAY_LOSS: Final = math.exp(PARAMETERS[17] * PARAMETERS[18])
BONUS: Final = {EFFORT: PARAMETERS[15], GOOD: 1.0, AT_ONCE: PARAMETERS[16]}


@dataclass(frozen=True, slots=True, eq=False)
class Law:
    """How a learner forgets and learns. Each is itself alone, so that results can be kept by it."""

    floor: float = PARAMETERS[0]
    """Days: stability after a first miss (w0), and the least after any other."""
    steepness: float = PARAMETERS[20]
    """The forgetting curve's exponent (w20)."""
    growth: float = PARAMETERS[8]
    """Logarithm of how fast stability grows with right answers (w8)."""
    kept: float = 0.0
    """The least share of stability that is left when a miss is read up again."""
    decay: float = field(init=False)
    factor: float = field(init=False)
    increase: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "decay", -self.steepness)
        object.__setattr__(self, "factor", 0.9 ** (1.0 / self.decay) - 1.0)
        object.__setattr__(self, "increase", math.exp(self.growth))


FSRS: Final = Law()


def law_of(after_a_day: float, steepness: float, growth: float, kept: float) -> Law:
    """The law by which the answer to a first miss is recalled a day later with that chance."""
    factor = 0.9 ** (-1.0 / steepness) - 1.0
    return Law(factor / (after_a_day ** (-1.0 / steepness) - 1.0), steepness, growth, kept)


def recall(elapsed_days: float, stability: float, law: Law = FSRS) -> float:
    """Chance of free recall `elapsed_days` after the last answer: (1 + F·x/S)^(−w20)."""
    return math.pow(1.0 + law.factor * elapsed_days / stability, law.decay)


def days_until(share: float, stability: float, law: Law = FSRS) -> float:
    """Days after which recall has fallen to `share` (0 < share ≤ 1): `recall` solved for time."""
    return stability / law.factor * (math.pow(share, 1.0 / law.decay) - 1.0)


def first_stability(grade: int, law: Law = FSRS) -> float:
    """Stability in days after the first answer: w0 to w3."""
    return law.floor if grade == FORGOT else PARAMETERS[grade - 1]


def first_difficulty(grade: int) -> float:
    """Difficulty after the first answer: w4 − e^(w5·(grade − 1)) + 1, held within 1 to 10."""
    return _within_bounds(_unbounded_first_difficulty(grade))


def next_difficulty(difficulty: float, grade: int) -> float:
    """Difficulty after another answer: linear damping towards 10, mean reversion to that of *at once*."""
    change = -PARAMETERS[6] * (grade - 3)
    damped = difficulty + (10.0 - difficulty) * change / 9.0
    reverted = PARAMETERS[7] * _unbounded_first_difficulty(AT_ONCE) + (1.0 - PARAMETERS[7]) * damped
    return _within_bounds(reverted)


def next_stability(
    stability: float,
    difficulty: float,
    elapsed_days: float,
    grade: int,
    law: Law = FSRS,
    recalled: float | None = None,
) -> float:
    """Stability in days after another answer, never below w0 after a miss.

    `recalled` is the chance of recall before it, where it is known already.
    """
    if recalled is None:
        recalled = recall(elapsed_days, stability, law)
    if elapsed_days < SAME_DAY:
        after = _after_same_day(stability, grade)
    elif grade == FORGOT:
        after = max(
            _after_forgetting(stability, difficulty, recalled), min(law.kept * stability, LONGEST_DAYS)
        )
    else:
        after = _after_recall(stability, difficulty, recalled, grade, law.increase)
    return max(after, law.floor) if grade == FORGOT else after


def successors(
    stability: float, difficulty: float, elapsed_days: float, recalled: float, law: Law
) -> tuple[float, float]:
    """Stability after *knew it* and after a miss: `next_stability` of both, where `recalled` is known."""
    if elapsed_days < SAME_DAY:
        right, missed = _after_same_day(stability, GOOD), _after_same_day(stability, FORGOT)
    else:
        right = _after_recall(stability, difficulty, recalled, GOOD, law.increase)
        missed = max(
            _after_forgetting(stability, difficulty, recalled), min(law.kept * stability, LONGEST_DAYS)
        )
    return right, max(missed, law.floor)


def _after_same_day(stability: float, grade: int) -> float:
    exponent = PARAMETERS[17] * (grade - 3 + PARAMETERS[18])
    increase = math.exp(exponent) * math.pow(stability, -PARAMETERS[19])
    return stability * (increase if grade == FORGOT else max(increase, 1.0))


def _after_forgetting(stability: float, difficulty: float, recalled: float) -> float:
    long_term = (
        PARAMETERS[11]
        * math.pow(difficulty, -PARAMETERS[12])
        * (math.pow(stability + 1.0, PARAMETERS[13]) - 1.0)
        * math.exp((1.0 - recalled) * PARAMETERS[14])
    )
    return min(long_term, stability / SAME_DAY_LOSS)


def _after_recall(stability: float, difficulty: float, recalled: float, grade: int, increase: float) -> float:
    surprise = math.exp((1.0 - recalled) * PARAMETERS[10]) - 1.0
    gain = increase * (11.0 - difficulty) * math.pow(stability, -PARAMETERS[9]) * surprise
    return stability * (1.0 + gain * BONUS[grade])


def _unbounded_first_difficulty(grade: int) -> float:
    return PARAMETERS[4] - math.exp(PARAMETERS[5] * (grade - 1)) + 1.0


def _within_bounds(difficulty: float) -> float:
    return min(max(difficulty, 1.0), 10.0)
