"""Is it getting better? What was told day by day about the same day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.utils.safestring import SafeString, mark_safe

from mlopsprep.prepared import Prepared
from quiz.mastery.dates import day_words
from quiz.mastery.models import DailyForecast
from quiz.practice.memory import WITHOUT_A_DATE, Situation

MOST_DAYS = 30
FEWEST_DAYS = 2


class Told(NamedTuple):
    """What was told on one day."""

    day: date
    words: str
    expected: int
    low: int
    high: int

    @property
    def html(self) -> str:
        """A row of the table."""
        return (
            f'<tr><th scope="row"><time datetime="{self.day.isoformat()}">{escape(self.words)}</time></th>'
            f'<td class="number">{self.expected}</td><td class="number">{self.low}–{self.high}</td></tr>'
        )


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
    def table(self) -> SafeString:
        """Rows for each day, the newest first."""
        return mark_safe("".join([told.html for told in reversed(self.days)]))

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
    target, today = situation.target_instant(now), situation.local_day(now)
    interview = situation.local_day(target) if target == situation.engine_plan().date else None
    rows = reversed(stored_days(learner=situation.learner.pk))
    same = [row for row in rows if row[1] == (interview or row[0] + WITHOUT_A_DATE)]
    if len(same) < FEWEST_DAYS:
        return None
    days = [
        Told(day, day_words(day, today), *(round(number) for number in numbers)) for day, _, *numbers in same
    ]
    return Course(days, len(situation.bank.askable))


@Prepared
def stored_days(learner: UUID) -> QuerySet[DailyForecast, tuple[date, date, float, float, float]]:
    """The newest first."""
    rows = DailyForecast.objects.filter(learner=learner).order_by("-local_day")
    return rows.values_list("local_day", "for_date", "expected", "low", "high")[:MOST_DAYS]
