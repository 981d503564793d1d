"""How a question is asked: chosen until it was right once, from then on in the learner's own words."""

from typing import Final

from quiz.engine.given import Question
from quiz.engine.memory.cards import Card, was_right_once
from quiz.engine.memory.evidence import CHOOSE, RECALL, TYPE

TO_BEGIN: Final = (CHOOSE, RECALL, TYPE)
LATER: Final = (TYPE, RECALL, CHOOSE)
WAYS: Final = frozenset(TO_BEGIN)


def way_to_ask(question: Question, card: Card | None, pinned: str | None) -> str | None:
    """The way to ask in: the pinned one where the question has it; else choosing until it was right once,
    then typing, or recalling where it cannot be typed. None where there is no way at all."""
    return _first_of(LATER if was_right_once(card) else TO_BEGIN, question, pinned)


def way_unaided(question: Question, pinned: str | None) -> str | None:
    """The same as for what was right once, whatever was answered so far."""
    return _first_of(LATER, question, pinned)


def has_way(question: Question) -> bool:
    """Whether there is any way at all to ask it."""
    return not WAYS.isdisjoint(question.ways)


def _first_of(order: tuple[str, ...], question: Question, pinned: str | None) -> str | None:
    if pinned in question.ways:
        return pinned
    return next((way for way in order if way in question.ways), None)
