"""What practice would make of it, as a page says it: now where it is kept, else after the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from quiz.mastery.dates import day_words
from quiz.mastery.readiness.getting_better import Kept, kept_days
from quiz.mastery.readiness.how_ready import Readiness
from quiz.mastery.readiness.plan_forecast import Forecast, forecast_of_the_day, kept_forecast, practice_ahead
from quiz.practice.remembering.situation import WITHOUT_A_DATE, Situation

WIDEST = 100


@dataclass(frozen=True, slots=True)
class Outlook:
    """The forecast with the plan's practice, and how old it is."""

    practice: str
    """What it counts on, in words; empty where no day is left to practise on."""
    forecast: Forecast | None = None
    since: str = ""
    """Which day it is of, in words, where that is not today."""
    is_awaited: bool = False
    """Whether the page asks for it in a second request."""

    @property
    def sentence(self) -> str:
        """For instance "With 10 minutes a day: about 86, likely 80 to 91."; empty where there is none."""
        if not self.forecast:
            return ""
        said = self._said(self.forecast.expected, self.forecast.low, self.forecast.high)
        return f"{said} {self.since}".strip()

    @property
    def likely(self) -> tuple[int, int] | None:
        return (self.forecast.low, self.forecast.high) if self.forecast else None

    @property
    def room(self) -> str:
        """The longest that may come, so that its place is kept."""
        return self._said(WIDEST, WIDEST, WIDEST) if self.is_awaited else ""

    def _said(self, expected: int, low: int, high: int) -> str:
        return _("%(practice)s: about %(expected)s, likely %(low)s to %(high)s.") % {
            "practice": self.practice,
            "expected": expected,
            "low": low,
            "high": high,
        }


def outlook_of(
    situation: Situation, readiness: Readiness, now: datetime, kept: Sequence[Kept] | None = None
) -> Outlook:
    """`kept`: the stored days, newest first, where they are at hand; else they are read where they are needed."""
    practice = "" if readiness.rests else practice_ahead(situation, now)
    if readiness.expected is None or not practice:
        return Outlook("")
    forecast = kept_forecast(situation, now)
    if forecast:
        return Outlook(practice, forecast)
    forecast = forecast_of_the_day(situation, now)
    day = readiness.today
    if not forecast:
        day, forecast = last_stored(situation, readiness, kept_days(situation) if kept is None else kept)
    is_awaited = not forecast or day != readiness.today
    if forecast and forecast.expected < readiness.expected:
        forecast = None  # what has been practised since is more than it counted on
    is_old = forecast and day != readiness.today
    since = _("(Forecast of %(day)s.)") % {"day": day_words(day, readiness.today)} if is_old else ""
    return Outlook(practice, forecast, since, is_awaited)


def last_stored(
    situation: Situation, readiness: Readiness, kept: Sequence[Kept]
) -> tuple[date, Forecast | None]:
    """The newest forecast for the same day and minutes, with its own day; None where there is none."""
    for each in kept:
        aim = readiness.day if readiness.is_interview else each.day + WITHOUT_A_DATE
        if each.forecast is not None and each.for_date == aim and each.minutes == situation.plan.minutes:
            low, high = each.forecast_low or 0, each.forecast_high or 0
            return each.day, Forecast(situation.plan.minutes, each.forecast, low, high)
    return readiness.today, None
