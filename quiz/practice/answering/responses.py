"""Reading a response from a form as it was sent."""

from collections.abc import Callable
from typing import Any

from django.http import QueryDict

from quiz.practice.answering.judging import (
    NotOffered,
    Verdict,
    judge_choice,
    judge_recall,
    judge_typed,
    judge_unsure,
)
from quiz.practice.asking.asked import Asked
from quiz.practice.models import Way

UNSURE = "unsure"
"""Value of *I don't know*; no option's slug may be this word."""


def judge_of(data: QueryDict) -> Callable[[Asked], Verdict]:
    """How to grade what was sent, once the prompt is read."""
    return lambda asked: judge(data, asked)


def judge(data: QueryDict, asked: Asked) -> Verdict:
    prompt, revision = asked.prompt, asked.revision
    if prompt.way == Way.CHOOSE:
        chosen = data.get("response", "")
        return judge_choice(revision, list(prompt.options), None if chosen == UNSURE else chosen)
    if prompt.way == Way.TYPE:
        unsure = data.get("response") == UNSURE
        return judge_unsure() if unsure else judge_typed(revision, data.get("text", ""))
    if not asked.revealed:
        raise NotOffered("not revealed yet")
    return judge_recall(
        revision, whole_number(data.get("grade")) or 0, data.getlist("points"), data.get("text", "")
    )


def milliseconds(data: QueryDict) -> int | None:
    """Thinking time as the page counted it, where it did."""
    return whole_number(data.get("ms"))


def whole_number(sent: Any) -> int | None:
    return (
        int(sent) if isinstance(sent, str) and sent.isascii() and sent.isdigit() and len(sent) < 10 else None
    )
