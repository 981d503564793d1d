"""How much an answer says about memory: recognising is easier than recalling, and can be luck."""

import math
from collections.abc import Sequence
from typing import Final

from quiz.engine.given import Review
from quiz.engine.memory import fsrs
from quiz.engine.memory.cards import Card
from quiz.engine.memory.fsrs import Law
from quiz.engine.memory.laws import LAWS

CHOOSE: Final = "choose"
RECALL: Final = "recall"
TYPE: Final = "type"

GUESS: Final = 0.25
RECOGNISED_AS_EASILY: Final = 0.3
RECOGNITION_SHARE: Final = 0.5
HINTED_SHARE: Final = 0.5
"""What a right answer after a hint counts for, beside one without."""


def guess_chance(way: str) -> float:
    """Chance of a right answer by luck alone: one in four options, nothing where one must recall."""
    return GUESS if way == CHOOSE else 0.0


def recognition(recalled: float) -> float:
    """Chance of recognising the right option where free recall has chance `recalled`: p/(p + 0.3(1−p))."""
    return recalled / (recalled + RECOGNISED_AS_EASILY * (1.0 - recalled))


def known_when_right(known: float) -> float:
    """Chance that a right choice was known and not guessed, by Bayes: c/(c + ¼(1−c))."""
    return known / (known + GUESS * (1.0 - known))


def grade_of(review: Review) -> int:
    """The grade that memory goes by: a miss is 1, a right choice 3, a hinted recall at best 2."""
    if not review.correct:
        return fsrs.FORGOT
    if review.way == CHOOSE:
        return fsrs.GOOD
    return fsrs.EFFORT if review.hinted else max(review.grade, fsrs.EFFORT)


def is_unaided(review: Review) -> bool:
    """Whether the answer was recalled or typed, without a hint."""
    return review.way != CHOOSE and not review.hinted


def first_stabilities(review: Review, known_beforehand: float, laws: Sequence[Law]) -> tuple[float, ...]:
    """Stability in days after the very first answer, under each law.

    A recall is graded as in FSRS-6. A right choice moves log S from w0 by half of the way to *knew it*,
    times the chance that it was known; a hint halves the way of either.
    """
    grade = grade_of(review)
    firsts = tuple(fsrs.first_stability(grade, law) for law in laws)
    share = share_of(review.way == CHOOSE, review.hinted, known_beforehand)
    if share == 1.0 or grade == fsrs.FORGOT:
        return firsts
    return tuple(
        law.floor * math.pow(first / law.floor, share) for law, first in zip(laws, firsts, strict=True)
    )


def next_stabilities(
    card: Card, elapsed_days: float, review: Review, laws: Sequence[Law]
) -> tuple[float, ...]:
    """Stability in days after another answer, under each law."""
    grade, chosen, hinted = grade_of(review), review.way == CHOOSE, review.hinted
    difficulty = card.difficulty
    return tuple(
        [
            next_stability(stability, difficulty, elapsed_days, grade, law, chosen=chosen, hinted=hinted)
            for stability, law in zip(card.stabilities, laws, strict=True)
        ]
    )


def next_stability(
    stability: float,
    difficulty: float,
    elapsed_days: float,
    grade: int,
    law: Law,
    *,
    chosen: bool,
    hinted: bool = False,
) -> float:
    """Stability in days after another answer.

    A miss counts in full, whichever way was asked. A right choice moves log S by half of what a right
    recall would, times the chance that it was known; a hint halves what either moves.
    """
    recalled = fsrs.recall(elapsed_days, stability, law)
    after = fsrs.next_stability(stability, difficulty, elapsed_days, grade, law, recalled)
    if grade == fsrs.FORGOT or not (chosen or hinted):
        return after
    return stability * math.pow(after / stability, share_of(chosen, hinted, recalled))


def share_of(chosen: bool, hinted: bool, recalled: float) -> float:
    """How far a right answer counts, beside one that was recalled unaided, where recall had that chance before."""
    share = RECOGNITION_SHARE * known_when_right(recognition(recalled)) if chosen else 1.0
    return HINTED_SHARE * share if hinted else share


def chances_of_right(card: Card, elapsed_days: float, way: str) -> list[float]:
    """Chance of a right answer under each law."""
    recalls = [
        fsrs.recall(elapsed_days, stability, law)
        for stability, law in zip(card.stabilities, LAWS, strict=True)
    ]
    if way != CHOOSE:
        return recalls
    return [known + GUESS * (1.0 - known) for known in map(recognition, recalls)]
