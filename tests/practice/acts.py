"""Answering and the like at the acts, with the clock in hand."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import QueryDict

from quiz.practice.answering.answering import Answered, record_answer
from quiz.practice.answering.responses import Response
from quiz.practice.answering.revealing import reveal
from quiz.practice.log.learners import again
from quiz.practice.models import Event, Learner, Prompt, Way
from quiz.practice.remembering import events
from quiz.practice.remembering.situation import situation_of
from tests.conftest import NOW

UTC = ZoneInfo("UTC")


def sent(**fields: Any) -> QueryDict:
    """A form as a browser sends it."""
    data = QueryDict(mutable=True)
    for name, value in fields.items():
        data.setlist(name, value if isinstance(value, list) else [str(value)])
    return data


def right_slug(prompt: Prompt) -> str:
    return str(prompt.revision.options.get(is_right=True).slug)


def wrong_slug(prompt: Prompt) -> str:
    return next(slug for slug in prompt.options if slug != right_slug(prompt))


def right_words(prompt: Prompt) -> str:
    """What a machine accepts for a command, code or list."""
    accepted = prompt.revision.accepted
    return str(accepted[0] if accepted else prompt.revision.answer)


def answer(prompt: Prompt, *, now: datetime = NOW + timedelta(seconds=20), **fields: Any) -> Answered:
    """Answer as its learner, who is read anew."""
    learner = again(Learner.objects.get(pk=prompt.learner_id))
    response = Response.sent(sent(ms=8000, **fields))
    return record_answer(learner=learner, prompt_id=prompt.pk, response=response, now=now, zone=UTC)


def answer_well(prompt: Prompt, *, now: datetime = NOW + timedelta(seconds=20), grade: int = 3) -> Answered:
    """The right option, or this grade after revealing."""
    if prompt.way == Way.CHOOSE:
        return answer(prompt, now=now, response=right_slug(prompt))
    if prompt.way == Way.TYPE:
        return answer(prompt, now=now, text=right_words(prompt))
    learner = again(Learner.objects.get(pk=prompt.learner_id))
    reveal(learner=learner, prompt_id=prompt.pk, words="", now=now, zone=UTC)
    return answer(prompt, now=now, grade=grade)


def note(
    *,
    learner: Learner,
    kind: Event.Kind,
    keys: Sequence[str],
    now: datetime,
    zone: ZoneInfo,
    prompt: Prompt | None = None,
) -> list[Event]:
    """An event for each key, also of kinds that no page brings about yet."""
    return events.note(situation_of(learner, zone), kind, keys, now, prompt)
