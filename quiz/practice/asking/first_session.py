"""The first session places: who gets it, how long it takes, what it asks."""

from datetime import datetime
from random import Random
from typing import Final

from quiz import engine
from quiz.practice.models import PracticeSession
from quiz.practice.remembering.memory import Memory
from quiz.practice.remembering.situation import Situation

MINUTES: Final = 3
FEWEST_ANSWERS: Final = 10
"""Answers that a figure needs: time ends the session only after them."""


def is_to_be_placed(memory: Memory) -> bool:
    """Whoever has answered one question at most, the landing page's, is placed first."""
    return memory.answered <= 1


def kind_now(memory: Memory) -> PracticeSession.Kind:
    """The kind of a session without a focus."""
    return PracticeSession.Kind.PLACING if is_to_be_placed(memory) else PracticeSession.Kind.ORDINARY


def pick_to_place(
    situation: Situation, session: PracticeSession, *, at: datetime, seconds_left: float, rng: Random
) -> engine.Pick | None:
    """The next of the twelve; None after them, or once the three minutes are up and ten are answered."""
    memory, bank = situation.memory, situation.bank
    if seconds_left <= 0 and memory.answered >= FEWEST_ANSWERS:
        return None
    asked, closed = situation.asked_in(session), memory.closed_on(situation.local_day(at))
    askable = {
        key: question for key, question in bank.askable.items() if key not in closed and situation.counts(key)
    }
    return engine.place(askable, memory.cards, asked=asked, rng=rng)
