"""What is believed about a learner: what they knew beforehand, and how long answers take them."""

import math
import struct
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Self

from quiz.engine.memory import packing
from quiz.engine.memory.evidence import CHOOSE
from quiz.engine.memory.laws import LAWS, PRIOR, Weights

FORMAT: Final = 3
HEAD: Final = struct.Struct("<BdIdIIidI")
WEIGHTS: Final = struct.Struct(f"<{len(LAWS)}d")
SECTION: Final = struct.Struct("<iId")

PRIOR_SHARE: Final = 0.2
SECTION_WEIGHT: Final = 2.0
BANK_WEIGHT: Final = 4.0
KNOWN_RECALLED: Final = 0.92

RECALL_SECONDS: Final = 30.0
CHOOSE_SECONDS: Final = 13.0
MISS_SECONDS: Final = 24.0
"""Reading the answer after a miss; no response time shows it, so that it is the same for everybody."""
RIGHT_SECONDS: Final = 4.0
LONGEST_MEMORY: Final = 30
SHORTEST_SECONDS: Final = 1.0
LONGEST_SECONDS: Final = 120.0


@dataclass(frozen=True, slots=True)
class FirstAnswers:
    """How many questions of a section were met, and how many of them were known (guesses discounted)."""

    section: int
    met: int
    known: float


@dataclass(frozen=True, slots=True)
class Owed:
    """What was missed on a practised day and not asked since, in the order in which it comes back."""

    keys: tuple[str, ...]
    pace: float
    """Seconds that a question took when that day ended."""


NOTHING_OWED: Final = Owed((), 0.0)


@dataclass(frozen=True, slots=True)
class Profile:
    """Running means of the seconds an answer takes, by way, and first answers by section."""

    recall_seconds: float
    recalls: int
    choose_seconds: float
    choices: int
    first_answers: tuple[FirstAnswers, ...]
    """In the order of their sections."""
    weights: Weights
    """How far each law of memory is believed."""
    practised_on: date | None
    """The latest local day with an answer."""
    owed: Owed
    """What that day owes, as the practised day before it left it."""

    @property
    def pace(self) -> float:
        """Seconds that a question takes, reading included: the mean of choosing and recalling, right or not."""
        return (self.choose_seconds + self.recall_seconds + MISS_SECONDS + RIGHT_SECONDS) / 2.0

    def known_beforehand(self, section: int | None) -> float:
        """Share of a section's unmet questions that the learner knows already.

        Two Beta means with prior share 0.2, half from the section (weight 2), half from the bank (4).
        """
        in_section = self._of_section(section)
        met, known = 0, 0.0
        for answers in self.first_answers:
            met += answers.met
            known += answers.known
        by_section = (SECTION_WEIGHT * PRIOR_SHARE + in_section.known) / (SECTION_WEIGHT + in_section.met)
        by_bank = (BANK_WEIGHT * PRIOR_SHARE + known) / (BANK_WEIGHT + met)
        return 0.5 * by_section + 0.5 * by_bank

    def doubt_of_known(self) -> float:
        """Variance of the share known beforehand: that of the bank's Beta."""
        met = sum(answers.met for answers in self.first_answers)
        known = math.fsum(answers.known for answers in self.first_answers)
        share = (BANK_WEIGHT * PRIOR_SHARE + known) / (BANK_WEIGHT + met)
        return share * (1.0 - share) / (BANK_WEIGHT + met + 1.0)

    def seconds(self, way: str) -> float:
        """Seconds this learner takes to answer in this way."""
        return self.choose_seconds if way == CHOOSE else self.recall_seconds

    def with_answer(self, way: str, seconds: float) -> "Profile":
        """The profile after an answer took `seconds`: a running mean with weight 1/min(n, 30)."""
        if way == CHOOSE:
            mean = _moved(self.choose_seconds, self.choices, seconds)
            return replace(self, choose_seconds=mean, choices=self.choices + 1)
        mean = _moved(self.recall_seconds, self.recalls, seconds)
        return replace(self, recall_seconds=mean, recalls=self.recalls + 1)

    def with_first_answer(self, section: int, known: float) -> "Profile":
        """The profile after a question was met that was known with chance `known`."""
        before = self._of_section(section)
        after = FirstAnswers(section, before.met + 1, before.known + known)
        others = [answers for answers in self.first_answers if answers.section != section]
        ordered = sorted([*others, after], key=lambda answers: answers.section)
        return replace(self, first_answers=tuple(ordered))

    def pack(self) -> bytes:
        """The profile as bytes, exact to the bit; the first byte is the format's version."""
        head = HEAD.pack(
            FORMAT,
            self.recall_seconds,
            self.recalls,
            self.choose_seconds,
            self.choices,
            len(self.first_answers),
            packing.ordinal(self.practised_on),
            self.owed.pace,
            len(self.owed.keys),
        )
        sections = b"".join(SECTION.pack(a.section, a.met, a.known) for a in self.first_answers)
        return head + WEIGHTS.pack(*self.weights) + sections + "\n".join(self.owed.keys).encode()

    @classmethod
    def unpack(cls, packed: bytes) -> Self:
        """The profile that `pack` wrote; raises `packing.UnknownFormatError` for another version's bytes."""
        packing.check_format(packed, FORMAT)
        _, recall_seconds, recalls, choose_seconds, choices, sections, practised_on, pace, owed = (
            packing.unpack(HEAD, packed[: HEAD.size])
        )
        weights_end = HEAD.size + WEIGHTS.size
        end = weights_end + int(sections) * SECTION.size
        keys = packed[end:].decode().split("\n") if packed[end:] else []
        if len(packed) < end or len(keys) != owed:
            raise packing.UnknownFormatError(f"{len(packed)} bytes for {sections} sections, {owed} owed")
        return cls(
            recall_seconds=recall_seconds,
            recalls=int(recalls),
            choose_seconds=choose_seconds,
            choices=int(choices),
            first_answers=tuple(
                FirstAnswers(*values) for values in SECTION.iter_unpack(packed[weights_end:end])
            ),
            weights=WEIGHTS.unpack_from(packed, HEAD.size),
            practised_on=packing.day(int(practised_on)),
            owed=Owed(tuple(keys), pace),
        )

    def _of_section(self, section: int | None) -> FirstAnswers:
        for answers in self.first_answers:
            if answers.section == section:
                return answers
        return FirstAnswers(-1 if section is None else section, 0, 0.0)


def new_profile() -> Profile:
    """What is believed about a learner of whom nothing is known."""
    return Profile(RECALL_SECONDS, 0, CHOOSE_SECONDS, 0, (), PRIOR, None, NOTHING_OWED)


def _moved(mean: float, answers: int, seconds: float) -> float:
    held = min(max(seconds, SHORTEST_SECONDS), LONGEST_SECONDS)
    return mean + (held - mean) / min(answers + 2, LONGEST_MEMORY)
