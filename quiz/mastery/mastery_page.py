"""What the mastery page shows, in the order of the learner's questions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from quiz.mastery.agenda import agenda_of
from quiz.mastery.dates import long_day
from quiz.mastery.mosaic.mosaic import Mosaic, mosaic_of
from quiz.mastery.mosaic.triage import Triage, triage_of
from quiz.mastery.mosaic.weakest import Weak, weakest_of
from quiz.mastery.readiness.getting_better import Course, course_of, kept_days
from quiz.mastery.readiness.hindsight import Seen, hindsight_of
from quiz.mastery.readiness.how_ready import Readiness, gap_of, readiness_of
from quiz.mastery.readiness.outlook import Outlook, outlook_of
from quiz.mastery.standings import Standing, standings_of
from quiz.mastery.summary.missed import first_next_time, said_of_tomorrow
from quiz.mastery.tonight.choosing import has_sheet
from quiz.practice.asking.starting import minutes_left, practised_on_the_day
from quiz.practice.remembering.situation import Situation


@dataclass(frozen=True)
class MasteryPage:
    """Everything on it; before ten answers only `mosaic` and `readiness`."""

    readiness: Readiness
    mosaic: Mosaic
    what_to_do: str = ""
    """In one sentence."""
    gap: Sequence[str] = ()
    outlook: Outlook | None = None
    weakest: Sequence[Weak] = ()
    course: Course | None = None
    hindsight: Sequence[Seen] = ()
    triage: Triage | None = None
    over: str = ""
    """When the interview was, where it is over and what next is open."""
    rests: bool = False
    has_sheet: bool = False
    """Whether it is one of the last days before the interview, and there is a sheet of what may slip."""

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


def build_mastery(situation: Situation, now: datetime) -> MasteryPage:
    standings = standings_of(situation, now=now)
    readiness = readiness_of(situation, now)
    mosaic = mosaic_of(situation, standings, today=readiness.today)
    over, rests, sheet = over_in_words(situation, now), situation.plan.resting, has_sheet(situation, now)
    if readiness.expected is None:
        return MasteryPage(readiness, mosaic, over=over, rests=rests, has_sheet=sheet)
    kept = kept_days(situation)
    outlook = outlook_of(situation, readiness, now, kept)
    return MasteryPage(
        readiness,
        mosaic,
        what_to_do=what_to_do(situation, standings, now),
        gap=() if rests else gap_of(situation, standings),
        outlook=outlook,
        weakest=weakest_of(situation, standings),
        course=course_of(situation, kept, now, outlook.likely or (readiness.low, readiness.high)),
        hindsight=hindsight_of(situation, kept, now),
        triage=triage_of(situation, now),
        over=over,
        rests=rests,
        has_sheet=sheet,
    )


def what_to_do(situation: Situation, standings: Mapping[str, Standing], now: datetime) -> str:
    """What the button is for today, as Today says it."""
    if situation.plan.resting:
        return _("You are taking a break until you answer a question or set a new date.")
    minutes = minutes_left(situation.plan, practised_on_the_day(situation, now))
    if not minutes:
        first = first_next_time(situation, now)
        return f"{_('Done for today.')} {said_of_tomorrow(situation, now, len(first))}".strip()
    agenda = agenda_of(situation, standings, now, minutes=minutes)
    if minutes < situation.plan.minutes:
        return agenda.left
    return agenda.short if agenda.for_interview or agenda.due or not agenda.unmet else agenda.only_new


def over_in_words(situation: Situation, now: datetime) -> str:
    """When the interview was, where it is over and what next is open; else empty."""
    day, today = situation.interview_over(now), situation.local_day(now)
    return _("Your interview was on %(day)s.") % {"day": long_day(day, today)} if day else ""
