"""Is it getting better? What was told day by day about the same day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.utils.safestring import SafeString, mark_safe

from database.prepared import Prepared
from quiz.mastery.dates import day_words
from quiz.mastery.models import DailyForecast
from quiz.mastery.readiness.daily_forecasts import FIGURES
from quiz.mastery.readiness.how_ready import counted_of
from quiz.practice.remembering.situation import WITHOUT_A_DATE, Situation

MOST_DAYS = 30
FEWEST_DAYS = 2
TOP, HEIGHT = 10, 110
"""Of the chart's box, in pixels."""


class Kept(NamedTuple):
    """A stored day, as `DailyForecast` has it."""

    day: date
    for_date: date
    expected: float
    low: float
    high: float
    total: int
    minutes: int | None
    forecast: int | None
    forecast_low: int | None
    forecast_high: int | None


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
    target: int
    """In questions."""
    aim: Told | None = None
    """The interview's day where it is ahead, and how many are then likely to be known."""

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
        """Outline of the range in the same box: from the last day to the interview's, without one of all days."""
        if self.aim:
            last = self.last._replace(low=self.last.expected, high=self.last.expected)
            return self._outline([last, self.aim])
        return self._outline(self.days)

    @property
    def dot(self) -> float:
        """Where the last day is, in per cent of the width."""
        return self._across(self.last)

    @property
    def dot_down(self) -> int:
        """And how far down, in pixels."""
        return round(TOP + self._down(self.last.expected) * HEIGHT / 100)

    @property
    def target_down(self) -> int:
        return round(TOP + self._down(self.target) * HEIGHT / 100)

    def _outline(self, days: Sequence[Told]) -> str:
        above = [f"{self._across(told)},{self._down(told.high)}" for told in days]
        below = [f"{self._across(told)},{self._down(told.low)}" for told in reversed(days)]
        return " ".join(above + below)

    def _across(self, told: Told) -> float:
        end = self.aim or self.last
        return round(100 * (told.day - self.first.day).days / (end.day - self.first.day).days, 2)

    def _down(self, number: int) -> float:
        return round(100 - 100 * number / self.total, 2)


def course_of(
    situation: Situation, kept: Sequence[Kept], now: datetime, likely: tuple[int, int]
) -> Course | None:
    """What was told for the interview, or without one for a week ahead; None where that was on one day at most.

    `likely`: the range of what will be known on the interview's day.
    """
    today, ahead = situation.local_day(now), situation.interview_ahead(now)
    interview = situation.local_day(ahead) if ahead else None
    same = [each for each in reversed(kept) if each.for_date == (interview or each.day + WITHOUT_A_DATE)]
    if len(same) < FEWEST_DAYS:
        return None
    total = counted_of(situation)
    days = [told_on(each, today, total) for each in same]
    target = round(situation.plan.target * total)
    if interview is None or interview <= days[-1].day:
        return Course(days, total, target)
    low, high = likely
    return Course(days, total, target, Told(interview, day_words(interview, today), low, low, high))


def told_on(kept: Kept, today: date, total: int) -> Told:
    """As a number of today's total: the share is what was told."""
    numbers = (round(number * total / kept.total) for number in (kept.expected, kept.low, kept.high))
    return Told(kept.day, day_words(kept.day, today), *numbers)


def kept_days(situation: Situation) -> list[Kept]:
    """The newest first. One query; none for a learner who has done nothing.

    Days on which another number of questions counted do not compare, and are not there; but those from before the
    learner left questions out are.
    """
    if not situation.learner.exists:
        return []
    kept, total = map(Kept._make, stored_days(learner=situation.learner.pk)), counted_of(situation)
    left_out = sum(situation.counts(key) for key in situation.memory.left_out & situation.bank.askable.keys())
    return [each for each in kept if total <= each.total <= total + left_out]


@Prepared
def stored_days(learner: UUID) -> QuerySet[DailyForecast, tuple[object, ...]]:
    rows = DailyForecast.objects.filter(learner=learner).order_by("-local_day")
    return rows.values_list("local_day", *FIGURES)[:MOST_DAYS]
