"""When did I practise? Fifteen weeks of days; one without practice is an empty cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quiz.mastery.as_table import AsTable, day_cell
from quiz.mastery.dates import day_words
from quiz.mastery.details.spent import NOTHING, Spent

WEEKS, A_WEEK = 15, 7
STEPS = (5, 10)
"""Minutes up to which a cell has its first and its second shade; the third is for more."""
ROW, HEIGHT = 20, 15
"""From row to row, and of a cell, in pixels."""
TOP = 22
FEWEST_WEEKS_APART = 3
"""Between two dates above the columns, so that they do not touch on a phone."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One day: across in per cent of the width, down in pixels. `shade`: 0 without practice, to 3."""

    x: float
    y: int
    shade: int
    is_today: bool


@dataclass(frozen=True, slots=True)
class Column:
    """The date over the first week of a month."""

    x: float
    words: str


@dataclass(frozen=True)
class Calendar:
    today: date
    days: Mapping[date, Spent]

    @property
    def first(self) -> date:
        """The Monday with which the first of the weeks begins."""
        return self.today - timedelta(days=self.today.weekday() + (WEEKS - 1) * A_WEEK)

    @property
    def practised_on(self) -> Sequence[date]:
        """Of the days shown."""
        return [day for day in self.days if self.first <= day <= self.today]

    @property
    def practised(self) -> int:
        return len(self.practised_on)

    @property
    def finding(self) -> str:
        return ngettext(
            "You practised on %(days)s day of the last %(weeks)s weeks.",
            "You practised on %(days)s days of the last %(weeks)s weeks.",
            self.practised,
        ) % {"days": self.practised, "weeks": WEEKS}

    @property
    def cells(self) -> Sequence[Cell]:
        number = (self.today - self.first).days + 1
        return [self._cell(place, self.first + timedelta(days=place)) for place in range(number)]

    def _cell(self, place: int, day: date) -> Cell:
        week, weekday = divmod(place, A_WEEK)
        y = TOP + weekday * ROW
        return Cell(across(week), y, shade_of(self.days.get(day, NOTHING)), day == self.today)

    @property
    def weekdays(self) -> Sequence[tuple[int, str]]:
        """Every other day's name beside its row."""
        return [
            (TOP + place * ROW + HEIGHT - 3, date_format(self.first + timedelta(days=place), "D"))
            for place in range(0, A_WEEK, 2)
        ]

    @property
    def columns(self) -> Sequence[Column]:
        """Dates over the first column, and over the first whole week of each month since."""
        shown, last = [], -FEWEST_WEEKS_APART
        for week in range(WEEKS):
            monday = self.first + timedelta(weeks=week)
            if (not week or monday.day <= A_WEEK) and week - last >= FEWEST_WEEKS_APART:
                shown.append(Column(across(week), date_format(monday, "j M")))
                last = week
        return shown

    @property
    def table(self) -> AsTable:
        """The newest first."""
        rows = [
            (day_cell(day, day_words(day, self.today)), self.days[day].minutes, self.days[day].answers)
            for day in sorted(self.practised_on, reverse=True)
        ]
        return AsTable(_("Days practised"), (_("Day"), _("Minutes"), _("Answers")), rows)

    @property
    def legend(self) -> Sequence[tuple[int, str]]:
        few, some = STEPS
        return [
            (0, _("no practice")),
            (1, _("up to %(minutes)s minutes") % {"minutes": few}),
            (2, _("up to %(minutes)s") % {"minutes": some}),
            (3, _("more than %(minutes)s") % {"minutes": some}),
        ]


def across(week: int) -> float:
    return round(100 * week / WEEKS, 2)


def shade_of(spent: Spent) -> int:
    """By the minutes that the table says."""
    return sum(spent.minutes > step for step in (0, *STEPS))
