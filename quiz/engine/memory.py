"""FSRS-6, the law of memory, as scalars in fractional days.

Formulas and default parameters: Jarrett Ye, "The Algorithm" (FSRS-6), as in the `fsrs` package, which
the tests hold these functions to. Two things differ on purpose: elapsed time is fractional (the package
floors it to whole days; here "the same day" is less than half a day), and a miss never leaves stability
below its very first value, since the answer was just read.

Stability: the days after which recall has fallen to 90 %. Difficulty: 1 (easy) to 10. Grades: 1 forgot,
2 with effort, 3 knew it, 4 at once.
"""

import math
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
FLOOR: Final = PARAMETERS[0]
DECAY: Final = -PARAMETERS[20]
FACTOR: Final = 0.9 ** (1.0 / DECAY) - 1.0
GROWTH: Final = math.exp(PARAMETERS[8])
SAME_DAY_LOSS: Final = math.exp(PARAMETERS[17] * PARAMETERS[18])
BONUS: Final = {EFFORT: PARAMETERS[15], GOOD: 1.0, AT_ONCE: PARAMETERS[16]}


def recall(elapsed_days: float, stability: float) -> float:
    """Chance of free recall `elapsed_days` after the last answer: (1 + F·x/S)^(−w20)."""
    return float((1.0 + FACTOR * elapsed_days / stability) ** DECAY)


def days_until(share: float, stability: float) -> float:
    """Days after which recall has fallen to `share` (0 < share ≤ 1): `recall` solved for time."""
    return float(stability / FACTOR * (share ** (1.0 / DECAY) - 1.0))


def first_stability(grade: int) -> float:
    """Stability in days after the first answer: w0 to w3."""
    return PARAMETERS[grade - 1]


def first_difficulty(grade: int) -> float:
    """Difficulty after the first answer: w4 − e^(w5·(grade − 1)) + 1, held within 1 to 10."""
    return _within_bounds(_unbounded_first_difficulty(grade))


def next_difficulty(difficulty: float, grade: int) -> float:
    """Difficulty after another answer: linear damping towards 10, mean reversion to that of *at once*."""
    change = -PARAMETERS[6] * (grade - 3)
    damped = difficulty + (10.0 - difficulty) * change / 9.0
    reverted = PARAMETERS[7] * _unbounded_first_difficulty(AT_ONCE) + (1.0 - PARAMETERS[7]) * damped
    return _within_bounds(reverted)


def next_stability(stability: float, difficulty: float, elapsed_days: float, grade: int) -> float:
    """Stability in days after another answer, never below w0 after a miss."""
    if elapsed_days < SAME_DAY:
        after = _after_same_day(stability, grade)
    elif grade == FORGOT:
        after = _after_forgetting(stability, difficulty, recall(elapsed_days, stability))
    else:
        after = _after_recall(stability, difficulty, recall(elapsed_days, stability), grade)
    return max(after, FLOOR) if grade == FORGOT else after


def _after_same_day(stability: float, grade: int) -> float:
    exponent = PARAMETERS[17] * (grade - 3 + PARAMETERS[18])
    increase: float = math.exp(exponent) * stability ** -PARAMETERS[19]
    return stability * (increase if grade == FORGOT else max(increase, 1.0))


def _after_forgetting(stability: float, difficulty: float, recalled: float) -> float:
    long_term = (
        PARAMETERS[11]
        * difficulty ** -PARAMETERS[12]
        * ((stability + 1.0) ** PARAMETERS[13] - 1.0)
        * math.exp((1.0 - recalled) * PARAMETERS[14])
    )
    return float(min(long_term, stability / SAME_DAY_LOSS))


def _after_recall(stability: float, difficulty: float, recalled: float, grade: int) -> float:
    surprise = math.exp((1.0 - recalled) * PARAMETERS[10]) - 1.0
    increase = GROWTH * (11.0 - difficulty) * stability ** -PARAMETERS[9] * surprise * BONUS[grade]
    return float(stability * (1.0 + increase))


def _unbounded_first_difficulty(grade: int) -> float:
    return PARAMETERS[4] - math.exp(PARAMETERS[5] * (grade - 1)) + 1.0


def _within_bounds(difficulty: float) -> float:
    return min(max(difficulty, 1.0), 10.0)
