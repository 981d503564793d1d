"""Who is behind: too few questions for the days gone by, and either too little time for the rest or no answer lately.

Pure. What counts is the larger of what was answered and what is at the level now, so that no right answer ever makes
anyone more behind.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Final

SILENT_FROM: Final = 3
"""Days without an answer to an assigned question."""
MINUTES_EACH: Final[Mapping[int, float]] = {2: 1.0, 3: 1.5, 4: 2.0}
"""Target level to the minutes a question takes until it is there: two, three or four answers of half a minute."""


@dataclass(frozen=True, slots=True)
class Pace:
    """What one member has done of an assignment, against what its days ask for."""

    counted: int
    """The larger of those answered and those at the level now."""
    expected: int
    minutes: int
    """What the rest needs on each day that is left."""
    most_minutes: int
    """What the assignment may ask a day."""
    silent: int
    """Days since an assigned question was answered; since the days began, if none was."""

    @property
    def is_behind(self) -> bool:
        return self.counted < self.expected and (self.needs_more_time or self.is_silent)

    @property
    def needs_more_time(self) -> bool:
        return self.minutes > self.most_minutes

    @property
    def is_silent(self) -> bool:
        return self.silent >= SILENT_FROM

    @property
    def behind_by(self) -> int:
        return self.expected - self.counted if self.is_behind else 0


def expected_by(day: date, *, start: date, due_on: date, total: int) -> int:
    """How many of `total` questions would be there on `day`, as many on each day from `start` to `due_on`.

    Whole days gone by count, so none are expected on the first day. Nothing is expected of whoever starts
    after the due day.
    """
    days = (due_on - start).days + 1
    if days <= 0:
        return 0
    gone = min(max((day - start).days, 0), days)
    return total * gone // days


def minutes_a_day(rest: int, *, target: int, day: date, due_on: date) -> int:
    """What so many questions need on each day from `day` to the due day, rounded up."""
    days = max((due_on - day).days + 1, 1)
    return ceil(rest * MINUTES_EACH[target] / days)


def pace_of(
    *,
    counted: int,
    total: int,
    target: int,
    most_minutes: int,
    start: date,
    due_on: date,
    last: date | None,
    day: date,
) -> Pace:
    """On `day`; `last` is the day of the latest answer to an assigned question."""
    return Pace(
        counted=counted,
        expected=expected_by(day, start=start, due_on=due_on, total=total),
        minutes=minutes_a_day(total - counted, target=target, day=day, due_on=due_on),
        most_minutes=most_minutes,
        silent=max((day - max(last or start, start)).days, 0),
    )
