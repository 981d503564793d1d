"""Is the cohort getting better? Each Monday's figure and today's, as they are said and drawn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quiz.cohorts.measuring.models import CohortWeek
from quiz.cohorts.measuring.weeks import Outlook
from quiz.mastery.dates import day_words, long_day
from quiz.mastery.readiness.how_ready import Place

FEWEST = 3
"""Dots that are drawn; fewer are a sentence."""
MOST_NUMBERED = 6
"""Dots that each have their number beside them; of more, the first and the last."""
TOP, HEIGHT = 10, 110
"""Of the chart's box, in pixels."""
RADIUS = 5
APART = 18
"""Per cent of the width below which two dates would touch."""
BOUND = 16
"""Per cent of the scale that the bounds of a range need between them to be written."""


class Dot(NamedTuple):
    """A figure, where it stands: across in per cent of the width, the rest in pixels from above."""

    words: str
    number: int
    across: float
    low: int
    expected: int
    high: int
    says: bool

    @property
    def above(self) -> int:
        """Where the number stands."""
        return min(self.high, self.expected - RADIUS) - RADIUS


class Line(NamedTuple):
    """From one dot to the next."""

    start: Dot
    end: Dot


@dataclass(frozen=True, slots=True)
class Figure:
    """What was expected on one day, in whole questions."""

    day: date
    words: str
    due_on: date
    total: int
    members: int
    low: int
    expected: int
    high: int
    is_now: bool = False

    @property
    def sentence(self) -> str:
        return _("%(expected)s of %(total)s, likely %(low)s to %(high)s") % {
            "expected": self.expected,
            "total": self.total,
            "low": self.low,
            "high": self.high,
        }

    def is_like(self, other: "Figure") -> bool:
        """Of as many questions, for the same day: only then do two figures compare."""
        return (self.total, self.due_on) == (other.total, other.due_on)


@dataclass(frozen=True)
class Course:
    """The cohort's figures, the oldest first, and today's last while its last due day is ahead."""

    figures: Sequence[Figure]
    today: date

    @property
    def last(self) -> Figure:
        return self.figures[-1]

    @property
    def is_drawn(self) -> bool:
        return len(self.drawn) >= FEWEST

    @cached_property
    def drawn(self) -> Sequence[Figure]:
        """On a Monday today's figure stands for the one stored in its night."""
        return [one for one in self.figures if one.is_now or not self.last.is_now or one.day < self.last.day]

    @property
    def heading(self) -> str:
        """What the figures are of."""
        return _("known on %(day)s without more practice, of %(total)s") % {
            "day": long_day(self.last.due_on, self.today),
            "total": self.last.total,
        }

    @property
    def sentence(self) -> str:
        """What the chart shows; or that there is too little to draw."""
        if not self.figures:
            return _("Each Monday adds a figure here while something is due. So far there is none.")
        if not self.is_drawn:
            kept = capfirst("; ".join(f"{one.words}: {one.sentence}" for one in self.drawn))
            return _("%(figures)s. Each Monday adds one; from three on a line is drawn.") % {"figures": kept}
        first = next(one for one in self.drawn if one.is_like(self.last))
        if first is self.last:
            return f"{capfirst(self.last.words)}: {self.last.sentence}."
        return _("From %(first)s on %(day)s to %(last)s, likely %(low)s to %(high)s.") % {
            "first": first.expected,
            "day": first.words,
            "last": self.last.expected,
            "low": self.last.low,
            "high": self.last.high,
        }

    @property
    def changes(self) -> Sequence[str]:
        """Where the number of questions or the last due day changed, so that the figures before do not compare."""
        return [
            _("Until %(day)s it was of %(total)s, for %(due)s; the line breaks there.")
            % {
                "day": before.words,
                "total": questions(before.total),
                "due": day_words(before.due_on, self.today),
            }
            for before, after in pairwise(self.drawn)
            if not before.is_like(after)
        ]

    @property
    def newest_first(self) -> Sequence[Figure]:
        return list(reversed(self.figures))

    # As drawn

    @cached_property
    def dots(self) -> Sequence[Dot]:
        return [self._dot(one, place) for place, one in enumerate(self.drawn)]

    @property
    def lines(self) -> Iterator[Line]:
        for (before, start), (after, end) in pairwise(zip(self.drawn, self.dots, strict=True)):
            if before.is_like(after):
                yield Line(start, end)

    @property
    def now(self) -> Dot | None:
        """Today's dot, where its date has room below."""
        dot = self.dots[-1]
        return dot if self.last.is_now and APART <= dot.across <= 100 - APART else None

    @property
    def first_words(self) -> str:
        return self.drawn[0].words

    @property
    def due_words(self) -> str:
        return day_words(self.end, self.today)

    @property
    def end(self) -> date:
        """The last due day; where one before was later, still within the box."""
        return max(self.last.due_on, self.last.day)

    @property
    def top(self) -> int:
        return max(one.total for one in self.drawn)

    def _dot(self, figure: Figure, place: int) -> Dot:
        days = max((self.end - self.drawn[0].day).days, 1)
        across = round(100 * (figure.day - self.drawn[0].day).days / days, 2)
        says = len(self.drawn) <= MOST_NUMBERED or place in {0, len(self.drawn) - 1}
        low, expected, high = (self._down(number) for number in (figure.low, figure.expected, figure.high))
        return Dot(figure.words, figure.expected, across, low, expected, high, says)

    def _down(self, number: int) -> int:
        return round(TOP + HEIGHT * (1 - number / self.top))


@dataclass(frozen=True)
class Expectation:
    """Today's figure with last Monday's, for the first thing that an instructor reads."""

    now: Figure
    before: Figure | None
    today: date

    @property
    def heading(self) -> str:
        return _("On %(day)s") % {"day": long_day(self.now.due_on, self.today)}

    @property
    def counted(self) -> str:
        return ngettext(
            "of %(total)s assigned question", "of %(total)s assigned questions", self.now.total
        ) % {"total": self.now.total}

    @property
    def sentence(self) -> str:
        words = _(
            "On average a member would know about %(expected)s without more practice, likely %(low)s to %(high)s."
        )
        figures = {"expected": self.now.expected, "low": self.now.low, "high": self.now.high}
        return f"{words % figures} {self._was}".strip()

    @property
    def _was(self) -> str:
        if self.before is None:
            return ""
        day, number = self.before.words, self.before.expected
        if self.compares:
            return _("On %(day)s it was %(number)s.") % {"day": day, "number": number}
        return _("On %(day)s it was %(number)s of %(total)s, for %(due)s.") % {
            "day": day,
            "number": number,
            "total": questions(self.before.total),
            "due": day_words(self.before.due_on, self.today),
        }

    @property
    def compares(self) -> bool:
        """Whether the mark of before stands on the same track."""
        return self.before is not None and self.before.is_like(self.now)

    @property
    def track(self) -> dict[str, Place]:
        """What the range draws."""
        figures = {"low": self.now.low, "expected": self.now.expected, "high": self.now.high}
        if self.before and self.compares:
            figures["before"] = self.before.expected
        return {name: Place(number, round(100 * number / self.now.total)) for name, number in figures.items()}

    @property
    def before_words(self) -> str:
        return f"{self.before.words}: {self.before.expected}" if self.before else ""

    @property
    def shows_bounds(self) -> bool:
        return 100 * (self.now.high - self.now.low) >= BOUND * self.now.total


def course_of(weeks: Sequence[CohortWeek], outlook: Outlook | None, today: date) -> Course:
    """`today` as the cohort has it (`days.day_at`)."""
    figures = [figure_of(week, week.monday, today) for week in weeks]
    return Course([*figures, figure_of(outlook, today, today, is_now=True)] if outlook else figures, today)


def expectation_of(weeks: Sequence[CohortWeek], outlook: Outlook | None, today: date) -> Expectation | None:
    """With the latest Monday before today; None where there is no day ahead to expect anything on."""
    if outlook is None:
        return None
    before = [figure_of(week, week.monday, today) for week in weeks if week.monday < today]
    return Expectation(figure_of(outlook, today, today, is_now=True), before[-1] if before else None, today)


def figure_of(source: CohortWeek | Outlook, day: date, today: date, *, is_now: bool = False) -> Figure:
    low, expected, high = (round(number) for number in (source.low, source.expected, source.high))
    words = _("today") if is_now else monday_words(day, today)
    return Figure(day, words, source.due_on, source.total, source.members, low, expected, high, is_now)


def monday_words(day: date, today: date) -> str:
    """Never “today”: the figure is of the night in which it was stored."""
    return day_words(day, max(today, day + timedelta(days=1)))


def questions(number: int) -> str:
    return ngettext("%(number)s question", "%(number)s questions", number) % {"number": number}
