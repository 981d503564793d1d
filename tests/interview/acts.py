"""Holding an interview at the acts, with the clock in hand."""

from datetime import datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from quiz.interview.holding.grading import Grading, grade_answer
from quiz.interview.holding.held import ANSWER, Held, held
from quiz.interview.holding.saying import Saying, say
from quiz.interview.holding.starting import start_interview
from quiz.interview.models import Interview
from quiz.practice.log.learners import again
from quiz.practice.models import Learner
from tests.conftest import NOW

UTC = ZoneInfo("UTC")
MINUTE = timedelta(minutes=1)


def fresh(interview: Interview) -> Learner:
    return again(Learner.objects.get(pk=interview.learner_id))


def begin(learner: Learner, *, length: int = 6, now: datetime = NOW, **chosen: Any) -> Interview:
    """Started; the same questions each time, where no dice are given."""
    usual = {"manner": Interview.Manner.WRITTEN, "timing": Interview.Timing.NORMAL, "dice": Random(1)}
    return start_interview(
        learner=learner,
        length=length,
        now=now,
        zone=UTC,
        **(usual | chosen),
    )


def say_next(interview: Interview, text: str = "words", *, now: datetime, passed: bool = False) -> Held:
    """To the part that waits."""
    waiting = held(interview).current
    assert waiting is not None
    saying = Saying(waiting.waits_for or ANSWER, text, 30_000, passed)
    return say(
        learner=fresh(interview),
        interview=interview,
        prompt_id=waiting.prompt.pk,
        saying=saying,
        now=now,
        zone=UTC,
    )


def say_all(interview: Interview, *, start: datetime = NOW) -> Held:
    """Every answer and every reply, a minute each."""
    now = start
    while held(interview).current:
        now += MINUTE
        say_next(interview, now=now)
        interview.refresh_from_db()
    return held(interview)


def grade(interview: Interview, place: int, given: int, *, now: datetime, **ticked: Any) -> Held:
    """The answer at this place, from 0."""
    return grade_answer(
        learner=fresh(interview),
        interview=interview,
        prompt_id=held(interview).puts[place].prompt.pk,
        grading=Grading(given, **ticked),
        now=now,
        zone=UTC,
    )
