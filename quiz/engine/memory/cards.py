"""One learner's memory of one question."""

import struct
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Self

from quiz.engine.memory import packing
from quiz.engine.memory.laws import LAWS

DAY: Final = timedelta(days=1)
FORMAT: Final = 3
LAYOUT: Final = struct.Struct(f"<BdqqIIBIiIii{len(LAWS)}d")

COUNTS: Final = 10
STUCK_FROM: Final = 4


@dataclass(frozen=True, slots=True)
class Card:
    """Memory of one question; `asked` = 0 where it only comes from a duplicate's answers.

    `clock` is the instant that forgetting counts from: the last answer, or later where a duplicate's
    answer refreshed it. `last` is when the question itself was last asked.
    """

    stabilities: tuple[float, ...]
    """Days until recall falls to 90 %, under each of the laws."""
    difficulty: float
    """1 (easy) to 10."""
    clock: datetime
    last: datetime | None
    asked: int
    streak: int
    """Right answers in a row, whichever way."""
    unaided_right: bool
    """Whether the last unaided answer was right."""
    right_days: int
    """Different local days with a right unaided answer."""
    right_on: date | None
    """The latest of these days."""
    lapses: int
    """Misses right after a right answer."""
    asked_on: date | None
    """The latest local day on which it was answered."""
    missed_on: date | None
    """The latest local day whose first answer was a miss."""
    overtaken: bool = False
    """Whether what was learned is no longer the answer: whoever holds the cards knows it. Not packed; the next answer
    ends it."""

    @property
    def stability(self) -> float:
        """Days until recall falls to 90 %, as FSRS-6 has it."""
        return self.stabilities[0]

    def elapsed_days(self, at: datetime) -> float:
        """Fractional days of forgetting until `at`; none where `at` lies before the last answer."""
        return max((at - self.clock) / DAY, 0.0)

    def pack(self) -> bytes:
        """The card as bytes, exact to the bit; the first byte is the format's version."""
        return LAYOUT.pack(
            FORMAT,
            self.difficulty,
            packing.microseconds(self.clock),
            packing.microseconds(self.last),
            self.asked,
            self.streak,
            self.unaided_right,
            self.right_days,
            packing.ordinal(self.right_on),
            self.lapses,
            packing.ordinal(self.asked_on),
            packing.ordinal(self.missed_on),
            *self.stabilities,
        )

    @classmethod
    def unpack(cls, packed: bytes) -> Self:
        """The card that `pack` wrote; raises `packing.UnknownFormatError` for another version's bytes."""
        packing.check_format(packed, FORMAT)
        _, difficulty, *facts = packing.unpack(LAYOUT, packed)
        clock, last, asked, streak, unaided_right, right_days, right_on, lapses, asked_on, missed_on = map(
            int, facts[:COUNTS]
        )
        return cls(
            stabilities=tuple(facts[COUNTS:]),
            difficulty=difficulty,
            clock=packing.instant(clock) or packing.EPOCH,
            last=packing.instant(last),
            asked=asked,
            streak=streak,
            unaided_right=bool(unaided_right),
            right_days=right_days,
            right_on=packing.day(right_on),
            lapses=lapses,
            asked_on=packing.day(asked_on),
            missed_on=packing.day(missed_on),
        )


def is_new(card: Card | None) -> bool:
    """Whether the question was never asked (a duplicate's answer may have left a card)."""
    return card is None or card.asked == 0


def was_right_once(card: Card | None) -> bool:
    """Whether any answer to it was right: the last one, or one before a lapse."""
    return card is not None and (card.streak > 0 or card.lapses > 0)


def is_stuck(card: Card) -> bool:
    """Whether it failed four times after it was known, and was not right twice in a row since."""
    return card.lapses >= STUCK_FROM and card.streak < 2
