"""Revealing the model answer of a recall prompt, with what the learner said first."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from quiz.practice.answering import NotCurrent, asked_prompt
from quiz.practice.grading import MOST_TEXT, NotOffered
from quiz.practice.models import Event, Learner, Prompt, Way
from quiz.practice.noting import note


def reveal(*, learner: Learner, prompt_id: UUID, words: str, now: datetime, zone: ZoneInfo) -> Prompt:
    """Note that the answer was shown. An answered or already revealed prompt stays as it is.

    Owns its transaction. Raises `Prompt.DoesNotExist`, `NotCurrent`, `NotOffered` (nothing to reveal) and `log.Busy`.
    """
    prompt = asked_prompt(learner, prompt_id)
    if prompt.way == Way.CHOOSE:
        raise NotOffered("a choice is not revealed")
    if hasattr(prompt, "review") or prompt.was_revealed:  # type: ignore[attr-defined]
        return prompt
    if prompt.sequence != prompt.newest or prompt.was_skipped:  # type: ignore[attr-defined]
        raise NotCurrent
    key = prompt.question.key
    detail = {"text": words[:MOST_TEXT]}
    note(
        learner=learner,
        kind=Event.Kind.REVEALED,
        keys=[key],
        prompt=prompt,
        detail=detail,
        now=now,
        zone=zone,
    )
    return asked_prompt(learner, prompt_id)
