"""Redis, once it did not answer, is left alone for ten seconds: no request waits for what the last one waited for."""

import time
from typing import Final

from database.at_hand import AtHand

SECONDS = 10
_failed: Final = AtHand[str, float](8)
"""When each did not answer for the last time, on the monotonic clock, by its address."""


def is_away(url: str) -> bool:
    """It did not answer within the last ten seconds."""
    failed = _failed.get(url)
    return failed is not None and time.monotonic() - failed < SECONDS


def note_away(url: str) -> None:
    """It did not answer just now."""
    _failed.keep(url, time.monotonic())
