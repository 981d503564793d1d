"""Ending an interview: what was said stays, and nothing more is asked in it."""

from datetime import datetime

from django.db import transaction

from quiz.interview.models import Interview
from quiz.practice.asking.ending import end_session


def stop_interview(*, interview: Interview, now: datetime) -> Interview:
    """End it with what was answered: because the learner stops, or because it was left for half a day. A second time
    changes nothing. Owns its transaction.
    """
    with transaction.atomic():
        end(interview, now)
    return interview


def end(interview: Interview, now: datetime) -> None:
    """Ends it once; a second end changes nothing. In the caller's transaction."""
    ended = Interview.objects.filter(pk=interview.pk, ended_at=None)
    if ended.update(ended_at=max(now, interview.started_at)):
        interview.ended_at = max(now, interview.started_at)
    if interview.session:
        end_session(session=interview.session, now=now)
