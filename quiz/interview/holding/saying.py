"""Saying an answer or a reply: kept as it was given, ungraded, and the next question put in the same transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from database.rows import insert
from quiz.interview.holding.ending import end
from quiz.interview.holding.grading import Grading, reviewed
from quiz.interview.holding.held import ANSWER, SECONDS, Held, Put, Said, held, to_come
from quiz.interview.holding.starting import put as prompt_for
from quiz.interview.models import Interview
from quiz.practice.answering.answering import MOST_MS, write
from quiz.practice.answering.judging import MOST_TEXT
from quiz.practice.log.step import advance, next_instant, until_fresh
from quiz.practice.models import Event, Grade, Learner, Prompt
from quiz.practice.remembering.situation import Situation, situation_of

LONGEST = 2 * MOST_MS
"""Milliseconds of one part that are kept, at most."""
MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Saying:
    """What was sent for the part that waits."""

    part: str
    text: str = ""
    ms: int | None = None
    """As the page counted it, where it did."""
    passed: bool = False

    @classmethod
    def sent(cls, data: Mapping[str, str]) -> "Saying":
        """As a form sent it. Raises `UnknownPart`."""
        part = data.get("part", "")
        if part not in SECONDS:
            raise UnknownPart
        passed = bool(data.get("passed"))
        return cls(part, kept_words(data.get("text", "")), counted(data), passed)


class UnknownPart(Exception):
    """No part of an interview has this name; nothing was recorded."""


class NotWaiting(Exception):
    """The interview waits for another part, or for none: it went on elsewhere, ended, or was left for half a day;
    nothing was recorded.
    """


def kept_words(words: str) -> str:
    return words.replace("\r\n", "\n").replace("\0", "")[:MOST_TEXT]


def counted(data: Mapping[str, str]) -> int | None:
    """Milliseconds as the page counted them since it was loaded, and those from before that; None without a script."""
    ms, before = data.get("ms", ""), data.get("before", "")
    if not ms.isdecimal() or len(ms) > MOST_DIGITS:
        return None
    return int(ms) + (int(before) if before.isdecimal() and len(before) <= MOST_DIGITS else 0)


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
    earlier = said_to(put, saying.part)
    if earlier and (earlier.text, earlier.passed) == (saying.text, saying.passed):
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


def said_to(put: Put, part: str) -> Said | None:
    return put.answer if part == ANSWER else put.reply


def spent(put: Put, ms: int | None, at: datetime) -> int:
    """Milliseconds from when the part was put, or what the page counted of them; the first four minutes."""
    since = max(0, round((at - put.put_at).total_seconds() * 1000))
    return min(since if ms is None else ms, since, LONGEST)


def said_event(situation: Situation, put: Put, saying: Saying, at: datetime) -> Event:
    prompt: Prompt = put.prompt
    detail = {
        "part": saying.part,
        "text": saying.text[:MOST_TEXT],
        "ms": spent(put, saying.ms, at),
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
    was retired or left out meanwhile is not put.
    """
    session = after.interview.session
    if after.current is not None or session is None:
        return
    coming = to_come(situation, after)
    if not coming:
        end(after.interview, at)
        return
    insert(prompt_for(situation, session, coming[0], sequence=len(after.puts) + 1, at=at))
