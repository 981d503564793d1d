"""Saying an answer or a reply: kept as it was given, ungraded, and the next question put in the same transaction."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from database.rows import insert
from quiz.interview.holding.ending import end
from quiz.interview.holding.grading import Grading, reviewed
from quiz.interview.holding.held import ANSWER, Held, Put, held
from quiz.interview.holding.starting import put as prompt_for
from quiz.interview.models import Interview
from quiz.practice.answering.answering import MOST_MS, thinking_time, write
from quiz.practice.answering.judging import MOST_TEXT
from quiz.practice.log.step import advance, next_instant, until_fresh
from quiz.practice.models import Event, Grade, Learner, Prompt
from quiz.practice.remembering.situation import Situation, situation_of

LONGEST = 2 * MOST_MS
"""Milliseconds of one part that are kept, at most."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What was sent for the part that waits."""

    part: str
    text: str = ""
    ms: int | None = None
    """As the page counted it, where it did."""
    passed: bool = False


class NotWaiting(Exception):
    """The interview waits for another part, or for none: it went on elsewhere, ended, or was left for half a day."""


def say(
    *, learner: Learner, interview: Interview, prompt_id: UUID, saying: Saying, now: datetime, zone: ZoneInfo
) -> Held:
    """Keep what was said, once however often it is sent, and put what comes next.

    What was passed is graded at once as not known; nothing of it is shown before the end. Owns its transaction. Raises
    `Prompt.DoesNotExist`, `NotWaiting` and `log.Busy`.
    """
    return until_fresh(learner, lambda fresh: say_once(fresh, interview, prompt_id, saying, now, zone))


def say_once(
    learner: Learner, interview: Interview, prompt_id: UUID, saying: Saying, now: datetime, zone: ZoneInfo
) -> Held:
    interview = Interview.objects.select_related("session").get(pk=interview.pk)
    before = held(interview)
    put = before.put_of(prompt_id)
    if is_said(put, saying.part):
        return before
    current = before.current
    if (
        current is None
        or current.prompt.pk != prompt_id
        or current.waits_for != saying.part
        or not before.is_open(now)
    ):
        raise NotWaiting
    situation, at = situation_of(learner, zone), next_instant(learner, now)
    event = said_event(situation, put, saying, at)
    with transaction.atomic():
        advance(learner, at=at)
        insert(event)
        if saying.passed and saying.part == ANSWER:
            write(*reviewed(situation, put, Grading(Grade.FORGOT), next_instant(learner, at), passed=True))
        go_on(situation, held(interview), at)
    return held(interview)


def is_said(put: Put, part: str) -> bool:
    return (put.answer if part == ANSWER else put.reply) is not None


def said_event(situation: Situation, put: Put, saying: Saying, at: datetime) -> Event:
    prompt: Prompt = put.prompt
    ms = saying.ms if saying.ms is not None else thinking_time(prompt, None, put.put_at, at)
    detail = {
        "part": saying.part,
        "text": saying.text[:MOST_TEXT],
        "ms": min(max(ms, 0), LONGEST),
        "passed": saying.passed,
    }
    return Event(
        learner_id=situation.learner.pk,
        kind=Event.Kind.SAID,
        question_id=prompt.question_id,
        prompt=prompt,
        detail=detail,
        at=at,
        local_day=situation.local_day(at),
    )


def go_on(situation: Situation, after: Held, at: datetime) -> None:
    """Put the next question once this one waits for nothing, or end with the last; in the caller's transaction. What
    was retired meanwhile is not put.
    """
    session = after.interview.session
    if after.current is not None or session is None:
        return
    asked = {put.revision.key for put in after.puts}
    coming = [key for key in after.keys if key not in asked and key in situation.bank.questions]
    if not coming:
        end(after.interview, at)
        return
    insert(prompt_for(situation, session, coming[0], sequence=len(after.puts) + 1, at=at))
