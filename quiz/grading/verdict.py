"""What is graded, and what comes out."""

import re
from dataclasses import dataclass
from typing import Literal

Judgement = Literal["accept", "partial", "reject", "unsure"]
State = Literal["right", "missing", "foreign", "denied", "swapped", "slip", "meant"]

LONGEST_ANSWER = 3000
"""Characters. The longest model answer has a tenth of them."""
LONGEST_TYPED = 10_000
"""The same with those that cannot be seen."""
EXACT = frozenset({"command", "code"})
"""Kinds whose answers are no prose: every sign may count."""


@dataclass(frozen=True, slots=True)
class Point:
    """A key point with the words that stand for it."""

    slug: str
    text: str
    synonyms: tuple[str, ...] = ()
    essential: bool = False
    """An answer without it is never accepted."""


@dataclass(frozen=True, slots=True)
class Lure:
    """A wrong answer that tempts, and why it is wrong."""

    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class GradingQuestion:
    """All that the grading knows of a question."""

    key: str
    kind: str
    text: str
    answer: str
    points: tuple[Point, ...] = ()
    points_needed: int = 1
    accepted: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    """Other ways to say the answer, such as the right option."""
    wrong: tuple[Lure, ...] = ()
    also_today: tuple[str, ...] = ()
    """What holds today where the source is out of date."""
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that was looked for or met."""

    text: str
    state: State


@dataclass(frozen=True, slots=True)
class Verdict:
    verdict: Judgement
    points: tuple[str, ...]
    """Slugs of the key points found, in the question's order."""
    message: str
    """One plain sentence for the learner."""
    parts: tuple[Part, ...] = ()

    @property
    def is_accepted(self) -> bool:
        """Whether it counts as right, with a slip or a point less, too."""
        return self.verdict in {"accept", "partial"}


def rejected(message: str, parts: tuple[Part, ...] = ()) -> Verdict:
    return Verdict("reject", (), message, parts)


def what_it_does(question: GradingQuestion, name: str) -> str:
    """Why this command or function is another one, as the wrong answer that names it says; empty where none does."""
    named = re.compile(rf"[\s`]*{re.escape(name)}(?![\w-])")
    return next((lure.why for lure in question.wrong if name and lure.why and named.match(lure.text)), "")
