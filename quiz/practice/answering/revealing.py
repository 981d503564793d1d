"""What a prompt shows before it is answered: its hint, or the model answer to grade oneself by. Both are noted."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from quiz.practice.answering.answering import NotCurrent
from quiz.practice.answering.judging import MOST_TEXT, NotOffered
from quiz.practice.asking.asked import Asked, asked_prompt
from quiz.practice.log.step import until_fresh
from quiz.practice.models import Event, Learner, Way
from quiz.practice.remembering.events import note
from quiz.practice.remembering.situation import situation_of


def reveal(*, learner: Learner, prompt_id: UUID, words: str, now: datetime, zone: ZoneInfo) -> Asked:
    """Show the model answer of a recall prompt, with what the learner said first. An answered or already revealed
    prompt stays as it is.

    Owns its transaction. Raises `Prompt.DoesNotExist`, `NotCurrent`, `NotOffered` (nothing to reveal), `log.Busy`.
    """
    return until_fresh(learner, lambda fresh: reveal_once(fresh, prompt_id, words, now, zone))


def reveal_once(learner: Learner, prompt_id: UUID, words: str, now: datetime, zone: ZoneInfo) -> Asked:
    asked = asked_prompt(learner, prompt_id)
    if asked.prompt.way != Way.RECALL:
        raise NotOffered("only what is recalled is revealed")
    if asked.revealed:
        return asked
    return noted(learner, asked, Event.Kind.REVEALED, {"text": words[:MOST_TEXT]}, now, zone)


def hint(*, learner: Learner, prompt_id: UUID, now: datetime, zone: ZoneInfo) -> Asked:
    """Show the hint; the answer is not unaided from then on. An answered or already hinted prompt stays as it is.

    Owns its transaction. Raises `Prompt.DoesNotExist`, `NotCurrent`, `NotOffered` (it has no hint), `log.Busy`.
    """
    return until_fresh(learner, lambda fresh: hint_once(fresh, prompt_id, now, zone))


def hint_once(learner: Learner, prompt_id: UUID, now: datetime, zone: ZoneInfo) -> Asked:
    asked = asked_prompt(learner, prompt_id)
    if not asked.revision.hint:
        raise NotOffered("there is no hint")
    if asked.hinted:
        return asked
    return noted(learner, asked, Event.Kind.HINTED, {}, now, zone)


def noted(
    learner: Learner,
    asked: Asked,
    kind: Event.Kind,
    detail: Mapping[str, Any],
    now: datetime,
    zone: ZoneInfo,
) -> Asked:
    """The prompt with this event, if it still waits for its answer."""
    if asked.review:
        return asked
    if not asked.is_current:
        raise NotCurrent
    prompt = asked.prompt
    note(situation_of(learner, zone), kind, [prompt.question.key], now, prompt, detail)
    return asked_prompt(learner, prompt.pk)
