"""What is coming? About how many questions the plan will ask on the coming days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from quiz.mastery.agenda import Agenda, Bar, Capacity, agenda_of
from quiz.mastery.dates import day_words
from quiz.mastery.readiness.plan_forecast import days_ahead
from quiz.mastery.standings import Standing
from quiz.practice.remembering.situation import Situation

DAYS = 14


@dataclass(frozen=True)
class Coming:
    """Fourteen days, today first: before an interview how many questions the minutes of each hold (what helps most is
    then asked, and no question has its day), else how many come back.
    """

    agenda: Agenda
    today: date

    @property
    def sentence(self) -> str:
        if self.agenda.for_interview:
            return _(
                "About %(questions)s questions on each day you practise, in %(minutes)s minutes. "
                "Which ones, we choose on the day: those that help most before your interview."
            ) % {"questions": self.agenda.fits, "minutes": self.agenda.minutes}
        return _(
            "So many come back if you answer each on its day. New questions take what is left of your minutes."
        )

    @property
    def finding(self) -> str:
        days = ", ".join(f"{words} {count}" for _day, words, count in self.rows)
        return _("Questions on the coming days: %(days)s.") % {"days": days}

    @property
    def bars(self) -> Sequence[Bar]:
        """Named by one letter, or they do not fit."""
        return self.agenda.bars_named("D", 1)

    @property
    def capacity(self) -> Capacity | None:
        return None if self.agenda.for_interview else self.agenda.capacity

    @property
    def rows(self) -> Sequence[tuple[date, str, int]]:
        return [(day, day_words(day, self.today), count) for day, count in self.agenda.days]


def coming_of(situation: Situation, standings: Mapping[str, Standing], now: datetime) -> Coming | None:
    """None where nothing is asked for: the learner rests, or the interview is over and what next is open."""
    if situation.plan.resting or situation.interview_over(now):
        return None
    agenda = agenda_of(situation, standings, now, days=DAYS)
    today = situation.local_day(now)
    if agenda.for_interview:
        agenda = agenda.with_days(days_until(situation, agenda, now))
    return Coming(agenda, today)


def days_until(situation: Situation, agenda: Agenda, now: datetime) -> Sequence[tuple[date, int]]:
    """The coming days until the interview's, each with what its minutes hold; none on a day off."""
    practised = set(days_ahead(situation, now))
    last = situation.local_day(situation.target_instant(now))
    days = [day for day, _count in agenda.days if day <= last]
    return [(day, agenda.fits if day in practised else 0) for day in days]
