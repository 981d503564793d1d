"""Which engine, with which parameters, made a value."""

from functools import cache
from hashlib import blake2b
from typing import Final

from quiz.engine.memory import evidence, fsrs, laws, owing, profiles, recording

ENGINE_VERSION: Final = "3"


@cache
def fingerprint() -> str:
    """Sixteen hexadecimal digits that change whenever a number that the fold depends on changes."""
    numbers = (
        *fsrs.PARAMETERS,
        fsrs.SAME_DAY,
        *laws.PRIOR,
        *(number for law in laws.LAWS for number in (law.floor, law.steepness, law.growth, law.kept)),
        laws.LEARNING_RATE,
        laws.SLIP,
        laws.LUCK,
        evidence.GUESS,
        evidence.RECOGNISED_AS_EASILY,
        evidence.RECOGNITION_SHARE,
        evidence.HINTED_SHARE,
        recording.DUPLICATE_SHARE,
        recording.OVERLAP_SHARE,
        profiles.PRIOR_SHARE,
        profiles.SECTION_WEIGHT,
        profiles.BANK_WEIGHT,
        profiles.RECALL_SECONDS,
        profiles.CHOOSE_SECONDS,
        profiles.LONGEST_MEMORY,
        profiles.SHORTEST_SECONDS,
        profiles.LONGEST_SECONDS,
        recording.HALF_A_DAY,
        owing.MOST,
    )
    return blake2b(repr((ENGINE_VERSION, numbers)).encode(), digest_size=8).hexdigest()
