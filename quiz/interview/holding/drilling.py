"""An interview on one drill: its situation is put, ten minutes to think aloud, and what was said is kept. It moves no
card.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction

from quiz.bank.drills.models import DrillRevision, live_drills
from quiz.interview.holding.ending import end
from quiz.interview.holding.held import OPEN_FOR, interviews_of
from quiz.interview.holding.saying import NotWaiting, counted, kept_words
from quiz.interview.models import DrillAnswer, Interview
from quiz.practice.log.step import advance, make, next_instant, until_fresh
from quiz.practice.models import Learner

SECONDS = 600
LONGEST = timedelta(minutes=60)


class NoSuchDrill(Exception):
    """No drill has this key, or it was retired; nothing was recorded."""


def start_drill(
    *, learner: Learner, key: str, manner: Interview.Manner, timing: Interview.Timing, now: datetime
) -> Interview:
    """Put the drill's situation. An interview that is still open ends, with what was answered.

    Owns its transaction. A visitor's learner is made here. Raises `NoSuchDrill` and `log.Busy`.
    """
    revision = next((row for row in live_drills() if row.drill.key == key), None)
    if revision is None:
        raise NoSuchDrill
    return until_fresh(
        learner, lambda fresh: begin(fresh, revision, manner, timing, next_instant(fresh, now))
    )


def begin(
    learner: Learner,
    revision: DrillRevision,
    manner: Interview.Manner,
    timing: Interview.Timing,
    at: datetime,
) -> Interview:
    interview = Interview(learner_id=learner.pk, drill=revision, manner=manner, timing=timing, started_at=at)
    with transaction.atomic():
        make(learner)
        advance(learner, at=at)
        for earlier in interviews_of(learner).filter(ended_at=None):
            end(earlier, at)
        interview.save(force_insert=True)
    return interview


def say_drill(*, interview: Interview, sent: Mapping[str, str], now: datetime) -> Interview:
    """Keep what was said, once however often it is sent, and end. Owns its transaction. Raises `NotWaiting`."""
    words = kept_words(sent.get("text", ""))
    with transaction.atomic():
        locked = Interview.objects.select_for_update().get(pk=interview.pk)
        earlier = DrillAnswer.objects.filter(interview=locked).first()
        if earlier and earlier.text == words:
            return locked
        if earlier or not drill_is_open(locked, now):
            raise NotWaiting
        DrillAnswer.objects.create(interview=locked, text=words, time=time_of(locked, sent, now), said_at=now)
        end(locked, now)
    return locked


def drill_is_open(interview: Interview, now: datetime) -> bool:
    return interview.ended_at is None and now - interview.started_at < OPEN_FOR


def time_of(interview: Interview, sent: Mapping[str, str], now: datetime) -> timedelta:
    """From when it was put, or what the page counted of that."""
    since, ms = max(timedelta(), now - interview.started_at), counted(sent)
    return min(since if ms is None else timedelta(milliseconds=ms), since, LONGEST)
