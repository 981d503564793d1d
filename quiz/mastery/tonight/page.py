"""The page of tonight's sheet: what it will show and how it counts, or the sheet itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quiz.mastery.dates import day_words, long_day
from quiz.mastery.readiness.how_ready import Readiness, readiness_of
from quiz.mastery.tonight.choosing import columns_of, days_to_go, has_sheet, shown_on
from quiz.mastery.tonight.fitting import Entry
from quiz.practice.remembering.situation import Situation


@dataclass(frozen=True, slots=True)
class Numbered:
    """An entry, with its place on the sheet."""

    number: int
    entry: Entry


@dataclass(frozen=True)
class TonightPage:
    today: date
    days: int | None
    """Until the interview; None where that is not near, and there is no sheet."""
    is_offered: bool
    """Whether there is anything to put on it."""
    columns: Sequence[Sequence[Numbered]]
    """Empty until the sheet was shown today."""
    readiness: Readiness | None
    over: date | None = None
    """The interview's day once it has passed, until the learner says what next."""

    @property
    def after_it(self) -> str:
        """That the interview is over, and when there is another sheet."""
        if self.over is None:
            return ""
        return _(
            "Your interview on %(day)s is over. Two days before your next one you find a new page here."
        ) % {"day": date_format(self.over, "j F")}

    @property
    def title(self) -> str:
        return _("Tonight") if self.days == 1 else _("Before your interview")

    @property
    def dated(self) -> str:
        """The day and how far the interview is."""
        return f"{date_format(self.today, 'l j F Y')} · {self._far}"

    @property
    def _far(self) -> str:
        if not self.days:
            return _("interview today")
        return ngettext("interview tomorrow", "interview in %(days)d days", self.days) % {"days": self.days}

    @property
    def what_it_is(self) -> str:
        """The first two lines: what it is and what to do."""
        number = sum(len(column) for column in self.columns)
        these = ngettext(
            "This is the one you are most likely to forget by %(day)s.",
            "These %(number)s are the ones you are most likely to forget by %(day)s.",
            number,
        ) % {"number": number, "day": self._day}
        return " ".join(filter(None, (these, self.what_to_do, self._without)))

    @property
    def what_to_do(self) -> str:
        return _("Read the question, say your answer, then check.")

    @property
    def _without(self) -> str:
        readiness = self.readiness
        if readiness is None or readiness.expected is None:
            return ""
        return _("You would know about %(expected)s of %(total)s %(day)s without this sheet.") % {
            "expected": readiness.expected,
            "total": readiness.total,
            "day": self._on_the_day,
        }

    @property
    def _day(self) -> str:
        """In "by …"."""
        if not self.readiness or self.days is None:
            return ""
        if self.days == 0:
            return _("your interview")
        return day_words(self.readiness.day, self.today) if self.days == 1 else self.readiness.long_day

    @property
    def _on_the_day(self) -> str:
        if self.days == LATER and self.readiness:
            return _("on %(day)s") % {"day": long_day(self.readiness.day, self.today)}
        return _("tomorrow") if self.days else _("today")

    @property
    def has_notes(self) -> bool:
        return any(each.entry.note for column in self.columns for each in column)


LATER = 2


def build_tonight(situation: Situation, now: datetime) -> TonightPage:
    today, days = situation.local_day(now), days_to_go(situation, now)
    if days is None:
        return TonightPage(today, None, False, (), None, situation.interview_over(now))
    keys = shown_on(situation, today)
    columns = numbered(columns_of(situation, keys)) if keys else ()
    return TonightPage(today, days, has_sheet(situation, now), columns, readiness_of(situation, now))


def numbered(columns: Sequence[Sequence[Entry]]) -> list[list[Numbered]]:
    first, second = columns
    return [
        [Numbered(number, entry) for number, entry in enumerate(column, start=start)]
        for column, start in ((first, 1), (second, 1 + len(first)))
        if column
    ]
