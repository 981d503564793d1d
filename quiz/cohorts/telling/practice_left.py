"""A reminder of the day's minutes that are left, at the hour that the person chose."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from accounts.models import User
from quiz.cohorts.telling.local_days import where_they_are
from quiz.cohorts.telling.mails import mail_of
from quiz.cohorts.telling.models import SentMail
from quiz.cohorts.telling.planned import Planned, situation_for
from quiz.cohorts.telling.sent_once import is_claimed
from quiz.practice.asking.starting import midnight_before, minutes_left, of_the_plan
from quiz.practice.remembering.situation import Situation

HOURS: Final = 3
"""A run that comes later than this after the chosen hour sends nothing that day."""
KIND = SentMail.Kind.PRACTICE


def practice_left(user: User, hour: int, now: datetime) -> Iterator[Planned]:
    here = where_they_are(user, now)
    today = here.date()
    if not hour <= here.hour < hour + HOURS or is_claimed(user, KIND, today):
        return
    situation = situation_for(user)
    if is_asked_for(situation, today, now) and (left := left_today(situation, now)):
        context = {"left": left, "minutes": situation.plan.minutes}
        yield Planned(user, KIND, today, mail_of(KIND, user, context))


def is_asked_for(situation: Situation, today: date, now: datetime) -> bool:
    """Not on a day off, nor after the interview until the person says what comes next."""
    plan = situation.plan
    return not (plan.resting or today.weekday() in plan.days_off or situation.interview_over(now))


def left_today(situation: Situation, now: datetime) -> int:
    """In minutes."""
    if not situation.learner.exists:
        return situation.plan.minutes
    sessions = situation.learner.sessions.filter(started_at__gte=midnight_before(situation, now))
    return minutes_left(situation.plan, of_the_plan(sessions))
