"""How much a share of a few answers tells."""

import math
from typing import Final

NINETY_PERCENT: Final = 1.6449


def likely_share(right: int, asked: int) -> tuple[float, float]:
    """Low and high of the share that is behind so many right answers: Wilson's 90 % interval. `asked` is positive."""
    z, share = NINETY_PERCENT, right / asked
    middle = share + z * z / (2 * asked)
    half = z * math.sqrt(share * (1 - share) / asked + z * z / (4 * asked * asked))
    return (middle - half) / (1 + z * z / asked), (middle + half) / (1 + z * z / asked)
