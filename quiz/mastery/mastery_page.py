"""What the mastery page shows, in the order of the learner's questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from quiz.mastery.agenda import Agenda, agenda_of
from quiz.mastery.dates import long_day
from quiz.mastery.getting_better import Course, course_of, kept_days
from quiz.mastery.hindsight import Seen, hindsight_of
from quiz.mastery.how_ready import Readiness, gap_of, readiness_of
from quiz.mastery.mosaic import Mosaic, mosaic_of
from quiz.mastery.plan_forecast import Forecast, forecast_of, kept_forecast, practice_ahead
from quiz.mastery.standings import standings_of
from quiz.mastery.triage import Triage, triage_of
from quiz.mastery.weakest import Weak, weakest_of
from quiz.practice.asking.starting import minutes_left, practised_on_the_day
from quiz.practice.remembering.situation import Situation


@dataclass(frozen=True)
class MasteryPage:
    """Everything on it; before ten answers only `mosaic` and `readiness`."""

    readiness: Readiness
    mosaic: Mosaic
    agenda: Agenda | None = None
    gap: Sequence[str] = ()
    practice: str = ""
    """What the forecast counts on, in words."""
    forecast: Forecast | None = None
    weakest: Sequence[Weak] = ()
    course: Course | None = None
    hindsight: Sequence[Seen] = ()
    triage: Triage | None = None
    over: str = ""
    """When the interview was, where it is over and what next is open."""
    rests: bool = False

    @property
    def has_figures(self) -> bool:
        return self.readiness.expected is not None

    @property
    def rule(self) -> SafeString:
        """How levels are decided."""
        return rule_in(get_language())


@lru_cache(maxsize=16)
def rule_in(language: str | None) -> SafeString:
    """The same words for everybody, rendered once in each language."""
    return render_to_string("mastery/rule.html")


def build_mastery(situation: Situation, now: datetime, *, reckon: bool = False) -> MasteryPage:
    """`reckon`: work the forecast out where none is kept."""
    standings = standings_of(situation, now=now)
    readiness = readiness_of(situation, now)
    mosaic = mosaic_of(situation, standings, today=readiness.today)
    over, rests = over_in_words(situation, now), situation.plan.resting
    if readiness.expected is None:
        return MasteryPage(readiness, mosaic, over=over, rests=rests)
    kept = kept_days(situation)
    left = minutes_left(situation.plan, practised_on_the_day(situation, now))
    return MasteryPage(
        readiness,
        mosaic,
        agenda=agenda_of(situation, standings, now, minutes=left),
        gap=() if rests else gap_of(situation, standings),
        practice=practice_ahead(situation, now),
        forecast=forecast_of(situation, now) if reckon else kept_forecast(situation, now),
        weakest=weakest_of(situation, standings),
        course=course_of(situation, kept, now),
        hindsight=hindsight_of(situation, kept, now),
        triage=triage_of(situation, now),
        over=over,
        rests=rests,
    )


def over_in_words(situation: Situation, now: datetime) -> str:
    """When the interview was, where it is over and what next is open; else empty.

    On the day itself nobody has said at which hour it is.
    """
    day, today = situation.interview_over(now), situation.local_day(now)
    if day is None:
        return ""
    if day == today:
        return _("Your interview is today. Once it is over, choose what comes next.")
    return _("Your interview was on %(day)s.") % {"day": long_day(day, today)}
