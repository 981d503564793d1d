"""A simulated learner: what all families have in common.

Times are days since midnight before the first session, unless a name says seconds. What is drawn for a
learner depends on family and seed alone, and what happens at the n-th asking of a question on its own
dice, so that every scheduler meets the same person (common random numbers).
"""

import math
from abc import ABC, abstractmethod
from random import Random
from typing import ClassVar, Final, NamedTuple

from tests.bench.learning.bank import Bank

CHOOSE: Final = "choose"
RECALL: Final = "recall"
GUESS: Final = 0.25
DAY_SECONDS: Final = 86400.0

RECALLED, RECOGNISED, READ, SEEN = range(4)
"""What an answer does to memory: recalled; recognised among options; a miss whose answer was read; an
answer only seen, after a lucky guess or a miss taken for a hit."""

Pace = tuple[float, float]
RECALL_PACE: Final[Pace] = (28.0, 0.22)
CHOOSE_PACE: Final[Pace] = (12.0, 0.22)
READING_PACE: Final[Pace] = (22.0, 0.20)
"""Median seconds over learners, and the spread of their logarithm."""
CONFIRMING_SECONDS: Final = 4.0
TIME_SPREAD: Final = 0.35
SPREAD_MEAN: Final = math.exp(TIME_SPREAD**2 / 2.0)
KNOWN: Final = 0.2
KNOWN_CERTAINTY: Final = (6.0, 8.0)
"""How sure: of the learner's share, and of a section's around it (the sums of the Beta counts)."""
TYPING_TAKES: Final = 1.15


class Answer(NamedTuple):
    """What a scheduler sees of an answer, and how long it all took."""

    correct: bool
    grade: int
    seconds: float
    """Until the answer."""
    in_all: float
    """With reading what was right."""


class Outlook(NamedTuple):
    """What is true of a question: recall now, recall on the date if left alone, and by outcome."""

    now: float
    left_alone: float
    by_outcome: tuple[float, float, float, float]


class Learner(ABC):
    """Draws the person; a family gives the memory."""

    family: ClassVar[str]
    paces: ClassVar[tuple[Pace, Pace, Pace]] = (RECALL_PACE, CHOOSE_PACE, READING_PACE)
    """Of recalling, of choosing and of reading what was right after a miss."""

    def __init__(self, bank: Bank, seed: int) -> None:
        dice = self.dice = Random(f"{self.family} {seed}")
        self.bank = bank
        self.practised_seconds = 0.0
        self.ability = dice.gauss(0.0, 1.0)
        self.slip = dice.uniform(0.03, 0.05)
        self.lenience = dice.uniform(0.05, 0.10)
        self.transfer = dice.uniform(0.35, 0.65)
        self.spill = dice.uniform(0.0, 0.15)
        self.recall_seconds, self.choose_seconds, self.reading_seconds = (
            _pace(dice, pace) for pace in self.paces
        )
        self.difficulties = [0.3 * authored + dice.gauss(0.0, 0.9) for authored in bank.difficulties]
        self.known = _known_beforehand(bank, dice)
        self._asking = [Random(f"{self.family} {seed} {item}") for item in range(len(bank))]
        self.prepare(dice)

    @abstractmethod
    def prepare(self, dice: Random) -> None:
        """Draw the memory: parameters by question, and what is known beforehand."""

    @abstractmethod
    def recall(self, item: int, at: float) -> float:
        """True chance of free recall."""

    @abstractmethod
    def recognition(self, recalled: float) -> float:
        """Chance of recognising the right option where free recall has that chance; 0 for 0."""

    @abstractmethod
    def study(self, item: int, at: float, outcome: int, share: float) -> None:
        """Memory after an outcome; `share` of its effect, where a related question was asked."""

    @abstractmethod
    def outlook(self, item: int, at: float, end: float) -> Outlook:
        """What is true now, for the oracle."""

    @abstractmethod
    def is_held(self, item: int) -> bool:
        """Whether there is any memory of the question."""

    def recalled_on(self, end: float) -> float:
        """Expected number of all questions recalled at `end`."""
        return math.fsum([self.recall(item, end) for item in range(len(self.bank))])

    def ask(self, item: int, way: str, at: float) -> Answer:
        """Answer, read what was right, and learn."""
        dice = self._asking[item].random
        luck, slip, guess, haste = dice(), dice(), dice(), dice()
        recalled = self.recall(item, at)
        answer, outcome = (
            self._choose(recalled, luck, slip, guess, haste)
            if way == CHOOSE
            else self._recall(recalled, luck, slip, guess, haste, typed=way != RECALL)
        )
        self.practised_seconds += answer.in_all
        self._learn(item, at, outcome)
        return answer

    def _learn(self, item: int, at: float, outcome: int) -> None:
        self.study(item, at, outcome, 1.0)
        for other in self.bank.duplicates[item]:
            self.study(other, at, outcome, self.transfer)
        for other in self.bank.overlaps[item]:
            if self.is_held(other):
                self.study(other, at, outcome, self.spill)

    def _choose(
        self, recalled: float, luck: float, slip: float, guess: float, haste: float
    ) -> tuple[Answer, int]:
        seconds = self.choose_seconds * _spread(haste)
        if luck < self.recognition(recalled):
            return self._told(slip >= self.slip, 3, seconds), RECOGNISED
        lucky = guess < GUESS
        return self._told(lucky, 3, seconds), SEEN if lucky else READ

    def _recall(
        self, recalled: float, luck: float, slip: float, guess: float, haste: float, *, typed: bool
    ) -> tuple[Answer, int]:
        seconds = self.recall_seconds * _spread(haste) * (TYPING_TAKES if typed else 1.0)
        if luck < recalled:
            grade = 3 if typed else _grade(recalled + 0.4 * (guess - 0.5))
            return self._told(slip >= self.slip, grade, seconds), RECALLED
        lenient = not typed and recalled > 0.0 and guess < self.lenience
        return self._told(lenient, 2, 0.8 * seconds), SEEN if lenient else READ

    def _told(self, correct: bool, grade: int, seconds: float) -> Answer:
        reading = CONFIRMING_SECONDS if correct else self.reading_seconds
        return Answer(correct, grade if correct else 1, seconds, seconds + reading)

    def expected_seconds(self, way: str, known: float) -> float:
        """Mean seconds of an answer with its reading, where it is known with that chance."""
        if way == CHOOSE:
            right = known + GUESS * (1.0 - known)
            answering = self.choose_seconds
        else:
            right = known
            answering = self.recall_seconds * (0.8 + 0.2 * known)
        return answering * SPREAD_MEAN + CONFIRMING_SECONDS * right + self.reading_seconds * (1.0 - right)


def _pace(dice: Random, pace: Pace) -> float:
    return pace[0] * math.exp(dice.gauss(0.0, pace[1]))


def _spread(chance: float) -> float:
    """A lognormal draw from a uniform one; the normal's quantile by Tukey's lambda (0.135)."""
    held = min(max(chance, 1e-3), 1.0 - 1e-3)
    return math.exp(TIME_SPREAD * (held**0.135 - (1.0 - held) ** 0.135) * 4.91)


def _grade(ease: float) -> int:
    if ease < 0.55:
        return 2
    return 4 if ease > 1.08 else 3


def _known_beforehand(bank: Bank, dice: Random) -> list[bool]:
    """Which questions the learner knows: a share of their own, and by section around it (Beta)."""
    sure, by_section = KNOWN_CERTAINTY
    share = min(max(dice.betavariate(KNOWN * sure, (1.0 - KNOWN) * sure), 0.01), 0.99)
    shares = {
        section: dice.betavariate(share * by_section, (1.0 - share) * by_section)
        for section in sorted(set(bank.sections))
    }
    return [dice.random() < shares[section] for section in bank.sections]
