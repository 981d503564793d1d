"""When Today leads to a mock interview: one that waits to go on or for its grades, and by itself some days before the
real one.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quiz.interview.asking.begin_page import FEW
from quiz.interview.holding.held import OPEN_FOR, held, interviews_of, is_open
from quiz.interview.models import Interview
from quiz.practice.remembering.situation import Situation

DAYS_BEFORE = (7, 3, 1)
"""The interview. From each of these days on, until one was held."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    heading: str
    words: str
    button: str
    url: str


def suggestion_of(situation: Situation, now: datetime) -> Suggestion | None:
    """In one query, but for half a day after an interview; none for who has done nothing, or rests."""
    learner = situation.learner
    if not learner.exists or situation.plan.resting:
        return None
    newest = interviews_of(learner).first()
    if newest and is_open(newest, now):
        return to_go_on(newest)
    if newest and (waiting := waits_for_grades(newest, now)):
        return to_grade(newest, waiting)
    days = days_left(situation, now)
    if days is None or len(situation.memory.cards) < FEW or was_held(situation, newest, days, now):
        return None
    return to_begin(days)


def days_left(situation: Situation, now: datetime) -> int | None:
    """Until the interview; None where it is not near, or today."""
    on: date | None = situation.plan.interview_on
    days = (on - situation.local_day(now)).days if on else 0
    return days if 0 < days <= max(DAYS_BEFORE) else None


def was_held(situation: Situation, newest: Interview | None, days: int, now: datetime) -> bool:
    """Since the day from which it is suggested."""
    if newest is None:
        return False
    since = min(each for each in DAYS_BEFORE if each >= days)
    first = situation.local_day(now) - timedelta(days=since - days)
    return situation.local_day(newest.started_at) >= first


def waits_for_grades(interview: Interview, now: datetime) -> int:
    """How many of its answers the learner can still grade; a drill has no grades."""
    over_long = interview.ended_at and now - interview.ended_at >= OPEN_FOR
    if interview.drill_id or over_long:
        return 0
    current = held(interview)
    waiting = sum(bool(put.answer) and put.review is None for put in current.puts)
    return waiting if current.takes_grades(now) else 0


def to_go_on(interview: Interview) -> Suggestion:
    return Suggestion(
        _("Your mock interview waits"),
        _("Your answers so far are saved."),
        _("Go on with it"),
        interview.get_absolute_url(),
    )


def to_grade(interview: Interview, waiting: int) -> Suggestion:
    words = ngettext(
        "%(number)s answer waits for your grade. You can grade it for 12 hours after the interview.",
        "%(number)s answers wait for your grade. You can grade them for 12 hours after the interview.",
        waiting,
    )
    return Suggestion(
        _("Grade your mock interview"),
        words % {"number": waiting},
        _("See the report"),
        interview.get_absolute_url(),
    )


def to_begin(days: int) -> Suggestion:
    heading = ngettext("Your interview is tomorrow", "Your interview is in %(days)s days", days)
    return Suggestion(
        heading % {"days": days},
        _("Six questions, answered as in the interview: about 15 minutes."),
        _("Interview me"),
        reverse("interviews"),
    )
