"""How a question is asked: choosing first, then in the learner's own words."""

from typing import Final

from quiz.engine.given import Question
from quiz.engine.memory.cards import Card
from quiz.engine.memory.evidence import CHOOSE, RECALL, TYPE

CHOICES_FIRST: Final = 3
TO_BEGIN: Final = (CHOOSE, RECALL, TYPE)
LATER: Final = (TYPE, RECALL, CHOOSE)
WAYS: Final = frozenset(TO_BEGIN)


def way_to_ask(question: Question, card: Card | None, pinned: str | None) -> str | None:
    """The way to ask in: the pinned one where the question has it; else choosing the first three times,
    then typing, or recalling where it cannot be typed. None where there is no way at all."""
    if pinned in question.ways:
        return pinned
    for way in TO_BEGIN if card is None or card.asked < CHOICES_FIRST else LATER:
        if way in question.ways:
            return way
    return None


def has_way(question: Question) -> bool:
    """Whether there is any way at all to ask it."""
    return not WAYS.isdisjoint(question.ways)
