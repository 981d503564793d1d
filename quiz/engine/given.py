"""What the engine is given: questions, a plan, answers. Plain values, without behaviour."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Question:
    """What the engine knows of a question; `ways` it may be asked in: 'choose', 'recall', 'type'."""

    key: str
    section: int
    duplicates: frozenset[str]
    overlaps: frozenset[str]
    prerequisites: frozenset[str]
    difficulty: float | None
    ways: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What the learner wants: `date` an aware instant, `minutes` a day, `target` a share.

    `days_off` are weekdays as `date.weekday()` counts them (Monday is 0); `weights` by section
    (0 to 3, 1 where a section is not named); `way` pins one way of asking where a question has it.
    """

    date: datetime | None
    minutes: int
    target: float = 0.9
    way: str | None = None
    zone: str = "UTC"
    weights: Mapping[int, float] | None = None
    days_off: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Review:
    """One graded answer: `grade` 1 to 4 (choose: 1 or 3), `seconds` taken, `at` an aware instant.

    `hinted` answers are not unaided. `day` is the learner's local day; without it the day of `at`
    in UTC stands in.
    """

    key: str
    way: str
    correct: bool
    grade: int
    seconds: float
    at: datetime
    hinted: bool = False
    day: date | None = None
