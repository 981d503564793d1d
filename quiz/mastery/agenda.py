"""What is due today and in the coming days, and how many minutes it takes."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quiz.mastery.as_table import AsTable, day_cell
from quiz.mastery.standings import Standing
from quiz.practice.asking.next_prompt import SECONDS_A_QUESTION
from quiz.practice.remembering.situation import Situation

DAYS = 7
TALLEST, BASE = 90, 110
"""Heights of the chart in pixels, and where its bars stand."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One day of the chart: across in per cent, upright in pixels."""

    count: int
    day: str
    today: bool
    x: float
    width: float
    middle: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Capacity:
    """The dashed line: what the plan's minutes hold."""

    y: float
    words: str


@dataclass(frozen=True)
class Agenda:
    """What waits. `days` are the coming seven (or more), today first, with how many questions come back on each."""

    due: tuple[str, ...]
    unmet: int
    minutes: int
    sections: int
    """From how many sections the due ones come."""
    days: Sequence[tuple[date, int]]
    next_day: date | None
    """When something comes back next."""
    next_count: int
    for_interview: bool
    """Whether an interview is to come: practice then asks what adds most by it, due or not."""

    @property
    def takes(self) -> int:
        """Minutes that all that is due would take."""
        return math.ceil(len(self.due) * SECONDS_A_QUESTION / 60)

    @property
    def fits(self) -> int:
        """How many questions the plan's minutes hold."""
        return self.minutes * 60 // SECONDS_A_QUESTION

    @property
    def overflows(self) -> bool:
        return len(self.due) > self.fits

    @property
    def headline(self) -> str:
        """What there is to do today; no more than the plan's minutes hold."""
        if self.for_interview or self.overflows:
            return self.whole
        if not self.due:
            return self._nothing + "."
        due = ngettext("%d question comes back today.", "%d questions come back today.", len(self.due))
        return f"{due % len(self.due)} {about(self.takes)}"

    @property
    def whole(self) -> str:
        """A session of all the plan's minutes."""
        return ngettext(
            "%(fits)s question today, about %(minutes)s minutes.",
            "%(fits)s questions today, about %(minutes)s minutes.",
            self.fits,
        ) % {"fits": self.fits, "minutes": self.minutes}

    @property
    def left(self) -> str:
        """The same once some of the minutes are practised."""
        left = ngettext("%d question left today.", "%d questions left today.", self.fits) % self.fits
        return f"{left} {about(self.minutes)}"

    @property
    def short(self) -> str:
        """The same in a line for the mastery page."""
        if self.for_interview or self.overflows:
            return self.whole
        return self.headline

    @property
    def only_new(self) -> str:
        """The same where nothing comes back and there is something new."""
        return _("%(nothing)s: learn some new ones.") % {"nothing": self._nothing}

    @property
    def _nothing(self) -> str:
        return (
            _("No question comes back yet") if self.comes_later_today else _("No question comes back today")
        )

    @property
    def comes_later_today(self) -> bool:
        """Whether what comes back next does so today, in some hours."""
        return self.next_day is not None and self.next_day == self.days[0][0]

    @property
    def finding(self) -> str:
        """The chart in a sentence."""
        return _("Questions that come back: %(days)s.") % {
            "days": ", ".join(f"{date_format(day, 'D')} {count}" for day, count in self.days)
        }

    @property
    def table(self) -> AsTable:
        return questions_by_day([(day, date_format(day, "D j M"), count) for day, count in self.days])

    @property
    def busiest(self) -> int:
        return max(count for _, count in self.days)

    @property
    def bars(self) -> list[Bar]:
        return self.bars_named("D")

    def bars_named(self, form: str, letters: int | None = None) -> list[Bar]:
        """Each with its day in this form, or so many letters of that."""
        return [
            self._bar(place, date_format(day, form)[:letters], count)
            for place, (day, count) in enumerate(self.days)
        ]

    def with_days(self, days: Sequence[tuple[date, int]]) -> "Agenda":
        return replace(self, days=days)

    def _bar(self, place: int, day: str, count: int) -> Bar:
        step = 100 / len(self.days)
        height = round(TALLEST * count / self._top, 1)
        return Bar(
            count=count,
            day=day,
            today=place == 0,
            x=round(step * (place + 0.15), 2),
            width=round(step * 0.7, 2),
            middle=round(step * (place + 0.5), 2),
            y=BASE - height,
            height=height,
        )

    @property
    def _top(self) -> int:
        """The count that the chart's height stands for: the busiest day, or what fits where that is near."""
        return max(self.busiest, self.fits if self.capacity_shows else 1)

    @property
    def capacity_shows(self) -> bool:
        return 2 * self.busiest >= self.fits

    @property
    def capacity(self) -> Capacity | None:
        """Only where some day comes near it."""
        if not self.capacity_shows:
            return None
        words = _("%(fits)s fit in %(minutes)s minutes") % {"fits": self.fits, "minutes": self.minutes}
        return Capacity(round(BASE - TALLEST * self.fits / self._top, 1), words)


def questions_by_day(days: Sequence[tuple[date, str, int]]) -> AsTable:
    """Each with its words."""
    rows = [(day_cell(day, words), count) for day, words, count in days]
    return AsTable(_("Questions on the coming days"), (_("Day"), _("Questions")), rows)


def about(minutes: int) -> str:
    return ngettext("About %d minute.", "About %d minutes.", minutes) % minutes


def agenda_of(
    situation: Situation,
    standings: Mapping[str, Standing],
    now: datetime,
    *,
    minutes: int | None = None,
    days: int = DAYS,
) -> Agenda:
    """`minutes`: of the session ahead, where it does not take all of the plan's."""
    today = situation.local_day(now)
    due = tuple(key for key, standing in standings.items() if standing.is_due)
    later = Counter(s.back_on for s in standings.values() if s.back_on and not s.is_due)
    next_day = min(later, default=None)
    coming = [today + timedelta(days=ahead) for ahead in range(1, days)]
    return Agenda(
        due=due,
        unmet=sum(not s.asked and s.may_be_asked and s.counts for s in standings.values()),
        minutes=minutes or situation.plan.minutes,
        sections=len({situation.bank.known[key].section for key in due}),
        days=[(today, len(due) + later[today]), *((day, later[day]) for day in coming)],
        next_day=next_day,
        next_count=later[next_day] if next_day else 0,
        for_interview=situation.interview_ahead(now) is not None,
    )
