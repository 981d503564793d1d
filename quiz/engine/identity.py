"""Which engine, with which parameters, made a value."""

from hashlib import blake2b
from typing import Final

from quiz.engine import evidence, memory, profiles, recording

ENGINE_VERSION: Final = "1"


def fingerprint() -> str:
    """Sixteen hexadecimal digits that change whenever a number that the fold depends on changes."""
    numbers = (
        *memory.PARAMETERS,
        memory.SAME_DAY,
        evidence.GUESS,
        evidence.RECOGNISED_AS_EASILY,
        evidence.RECOGNITION_SHARE,
        recording.DUPLICATE_SHARE,
        recording.OVERLAP_SHARE,
        profiles.PRIOR_SHARE,
        profiles.SECTION_WEIGHT,
        profiles.BANK_WEIGHT,
    )
    return blake2b(repr((ENGINE_VERSION, numbers)).encode(), digest_size=8).hexdigest()
