"""What a member keeps missing: an assigned question missed four times since joining, not right twice running since."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from quiz.cohorts.answers.answers_since import AnswerSeen

MISSES: Final = 4
RIGHT_AGAIN: Final = 2


@dataclass(frozen=True, slots=True)
class KeptMissing:
    """One question that somebody keeps missing."""

    key: str
    missed: int
    answered: int
    option: str
    """The slug of the wrong option that was chosen most; empty where none was."""


def kept_missing(answers: Iterable[AnswerSeen]) -> Mapping[UUID, tuple[KeptMissing, ...]]:
    """User to what they keep missing, what was missed most first. Pure; a hint makes no miss a right answer."""
    given: dict[tuple[UUID, str], list[AnswerSeen]] = {}
    for answer in answers:
        given.setdefault((answer.user_id, answer.key), []).append(answer)
    found: dict[UUID, list[KeptMissing]] = {}
    for (user, key), own in given.items():
        if is_kept_missing(own):
            found.setdefault(user, []).append(summed_up(key, own))
    return {user: tuple(sorted(own, key=lambda one: -one.missed)) for user, own in found.items()}


def is_kept_missing(answers: Sequence[AnswerSeen]) -> bool:
    misses = sum(not answer.is_right for answer in answers)
    return misses >= MISSES and not all(answer.is_right for answer in answers[-RIGHT_AGAIN:])


def summed_up(key: str, answers: Sequence[AnswerSeen]) -> KeptMissing:
    misses = [answer for answer in answers if not answer.is_right]
    chosen = Counter(answer.option for answer in misses if answer.option).most_common(1)
    return KeptMissing(key, len(misses), len(answers), chosen[0][0] if chosen else "")
