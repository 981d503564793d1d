"""What a learner has shown of a question, in five words."""

from enum import IntEnum
from typing import Final

from quiz.engine.memory.cards import Card, is_new

FAMILIAR_FROM: Final = 0.6
PROFICIENT_FROM: Final = 0.8
MASTERED_FROM: Final = 0.9
MASTERED_DAYS: Final = 2


class Level(IntEnum):
    NEW = 0
    LEARNING = 1
    FAMILIAR = 2
    PROFICIENT = 3
    MASTERED = 4


def level(card: Card | None, recall: float) -> Level:
    """The level of a question of which `recall` is predicted on the target date, without more practice.

    New: never asked. Learning: below 60 %, or missed and not answered right since, whatever is predicted: what was
    just read is not yet known. Familiar: from 60 %, and at most where another answer was learned (`Card.overtaken`).
    Proficient: from 80 %, the last unaided answer right. Mastered: from 90 %, besides right unaided on two different
    days.
    """
    if card is None or is_new(card):
        return Level.NEW
    if recall < FAMILIAR_FROM or card.streak == 0:
        return Level.LEARNING
    if recall < PROFICIENT_FROM or not card.unaided_right or card.overtaken:
        return Level.FAMILIAR
    if recall < MASTERED_FROM or card.right_days < MASTERED_DAYS:
        return Level.PROFICIENT
    return Level.MASTERED
