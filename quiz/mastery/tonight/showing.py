"""Showing the sheet: its answers are read then, once a day."""

from datetime import datetime
from zoneinfo import ZoneInfo

from quiz.mastery.tonight.choosing import columns_of, days_to_go, ranked, shown_on
from quiz.practice.log.step import until_fresh
from quiz.practice.models import Event, Learner
from quiz.practice.remembering.events import note
from quiz.practice.remembering.situation import situation_of


def show_sheet(*, learner: Learner, now: datetime, zone: ZoneInfo) -> Learner:
    """Note that the answers on today's sheet were read; the sheet is these questions until the day is over.

    They may still be asked today, and count as with a hint then. Nothing is noted by a second look, nor where there is
    no sheet. `note` owns the transaction. Raises `log.Busy`.
    """
    return until_fresh(learner, lambda fresh: show_once(fresh, now, zone))


def show_once(learner: Learner, now: datetime, zone: ZoneInfo) -> Learner:
    situation = situation_of(learner, zone)
    if days_to_go(situation, now) is None or shown_on(situation, situation.local_day(now)):
        return learner
    first, second = columns_of(situation, ranked(situation, now))
    keys = [entry.key for entry in (*first, *second)]
    if keys:
        note(situation, Event.Kind.READ, keys, now, detail={"sheet": True})
    return learner
