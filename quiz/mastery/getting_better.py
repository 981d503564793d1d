"""Is it getting better? What was told day by day about the same day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from quiz.mastery.dates import day_words
from quiz.mastery.models import DailyForecast
from quiz.practice.memory import WITHOUT_A_DATE, Situation

MOST_DAYS = 30
FEWEST_DAYS = 2


@dataclass(frozen=True, slots=True)
class Told:
    """What was told on one day."""

    day: date
    words: str
    expected: int
    low: int
    high: int

    @property
    def iso(self) -> str:
        return self.day.isoformat()


@dataclass(frozen=True)
class Course:
    """Readiness over the days on which practice ended, of `total` questions."""

    days: Sequence[Told]
    total: int

    @property
    def first(self) -> Told:
        return self.days[0]

    @property
    def last(self) -> Told:
        return self.days[-1]

    @property
    def change(self) -> int:
        return self.last.expected - self.first.expected

    @property
    def newest_first(self) -> Sequence[Told]:
        return self.days[::-1]

    @property
    def line(self) -> str:
        """Points of the curve in a box of 100 × 100, zero below."""
        return " ".join(f"{self._across(told)},{self._down(told.expected)}" for told in self.days)

    @property
    def fan(self) -> str:
        """Outline of the range in the same box."""
        above = [f"{self._across(told)},{self._down(told.high)}" for told in self.days]
        below = [f"{self._across(told)},{self._down(told.low)}" for told in reversed(self.days)]
        return " ".join(above + below)

    def _across(self, told: Told) -> float:
        span = (self.last.day - self.first.day).days
        return round(100 * (told.day - self.first.day).days / span, 2)

    def _down(self, number: int) -> float:
        return round(100 - 100 * number / self.total, 2)


def course_of(situation: Situation, now: datetime) -> Course | None:
    """What was told for the interview, or without one for a week ahead; None where that was on one day at most."""
    if not situation.learner.exists:
        return None
    rows = DailyForecast.objects.filter(learner=situation.learner).order_by("-local_day")[:MOST_DAYS]
    day = situation.local_day(situation.target_instant(now))
    has_interview = situation.target_instant(now) == situation.engine_plan().date
    same = [row for row in rows if row.for_date == (day if has_interview else row.local_day + WITHOUT_A_DATE)]
    if len(same) < FEWEST_DAYS:
        return None
    return Course(
        [told_in(row, situation.local_day(now)) for row in reversed(same)], len(situation.bank.askable)
    )


def told_in(row: DailyForecast, today: date) -> Told:
    words = day_words(row.local_day, today)
    return Told(row.local_day, words, round(row.expected), round(row.low), round(row.high))
