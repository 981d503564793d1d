"""The log of answers, and what is folded from it.

`Prompt`, `Review`, `Correction` and `Event` are the log: rows are added and never change (`log.guard`).
`Card` and the `Learner`'s profile are a fold of it, kept for speed (`folding`). The rest is the learner's own.
"""

from quiz.practice.models.card import Card
from quiz.practice.models.erasure import Erasure
from quiz.practice.models.events import Event
from quiz.practice.models.learner import Learner, of, practice_of
from quiz.practice.models.own import Mark, Note, Notice
from quiz.practice.models.plan import Plan
from quiz.practice.models.prompts import LONGEST_PAUSE, Prompt, Way
from quiz.practice.models.reviews import Correction, Grade, Review, read_before
from quiz.practice.models.sessions import PracticeSession, practised_in

__all__ = [
    "LONGEST_PAUSE",
    "Card",
    "Correction",
    "Erasure",
    "Event",
    "Grade",
    "Learner",
    "Mark",
    "Note",
    "Notice",
    "Plan",
    "PracticeSession",
    "Prompt",
    "Review",
    "Way",
    "of",
    "practice_of",
    "practised_in",
    "read_before",
]
