"""Guesses at a mailed code: three at most, at the same time too."""

from accounts.limits import counting
from accounts.limits.charging import DAY
from accounts.limits.counting import Limit, Spent


def guess(*, door: str, email: str, asked_at: float, most: int) -> int:
    """Count a guess at the codes that were asked for at that time, and tell which it is: one too many at most.

    Not for a browser's session, which changes its key when somebody signs in.
    """
    try:
        return counting.spend(guess_key(door, email, asked_at), Limit(most, DAY))
    except Spent:
        return most + 1


def guesses(*, door: str, email: str, asked_at: float) -> int:
    """How many guesses were counted."""
    return counting.times(guess_key(door, email, asked_at))


def guess_key(door: str, email: str, asked_at: float) -> str:
    return counting.key_of("guess", door, email, repr(asked_at))
