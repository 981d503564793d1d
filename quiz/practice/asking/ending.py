"""Ending a session: everything is kept, and nothing more is asked in it."""

from datetime import datetime, timedelta

from django.db.models import DateTimeField, F, QuerySet, Value
from django.db.models.functions import Greatest

from quiz.practice.models import PracticeSession
from quiz.practice.remembering.situation import Situation

LONGEST_REST = timedelta(hours=3)


def end_session(*, session: PracticeSession, now: datetime) -> PracticeSession:
    """Ends it once; a second end changes nothing. One statement, no transaction needed."""
    if end_sessions(PracticeSession.objects.filter(pk=session.pk), now=now):
        session.ended_at = max(now, session.started_at)
    return session


def end_sessions(sessions: QuerySet[PracticeSession], *, now: datetime) -> int:
    """Ends those of them that are open. One statement, no transaction needed."""
    ended = Greatest(Value(now, output_field=DateTimeField()), F("started_at"))
    return sessions.filter(ended_at=None).update(ended_at=ended)


def is_over(situation: Situation, session: PracticeSession, now: datetime) -> bool:
    """A session belongs to one local day, and waits three hours for the next act: then another takes its place."""
    last_act = max(session.started_at, situation.learner.last_at or session.started_at)
    of_today = situation.local_day(session.started_at) == situation.local_day(now)
    return session.has_ended or not of_today or now - last_act >= LONGEST_REST
