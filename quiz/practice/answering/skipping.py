"""Skipping a question: noted, no answer, and not asked again in its session."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from database.rows import insert
from quiz.practice.asking.asked import Asked, asked_prompt
from quiz.practice.asking.next_prompt import next_prompt
from quiz.practice.log.step import advance, next_instant, until_fresh
from quiz.practice.models import Event, Learner, Prompt
from quiz.practice.remembering.events import memory_after
from quiz.practice.remembering.situation import Situation, situation_of
from quiz.practice.remembering.stored import card_rows, keep_at_hand, save_cards


@dataclass(frozen=True, slots=True)
class Skipped:
    """What came of a skip. `following` is None where nothing is left to ask, or where nothing was skipped: the prompt
    was answered, skipped or replaced before, or its session has ended.
    """

    asked: Asked
    following: Prompt | None = None


def skip(*, learner: Learner, prompt_id: UUID, now: datetime, zone: ZoneInfo) -> Skipped:
    """Note that the prompt was skipped, once however often it is sent, and have the next question ready.

    Owns its transaction. Raises `Prompt.DoesNotExist` and `log.Busy`.
    """
    return until_fresh(learner, lambda fresh: skip_once(fresh, prompt_id, now, zone))


def skip_once(learner: Learner, prompt_id: UUID, now: datetime, zone: ZoneInfo) -> Skipped:
    asked = asked_prompt(learner, prompt_id)
    if not is_waiting(asked):
        return Skipped(asked)
    return keep(situation_of(learner, zone), asked, next_instant(learner, now))


def is_waiting(asked: Asked) -> bool:
    """Does its session still wait for what becomes of it?"""
    return asked.is_current and not asked.review and not asked.prompt.session.has_ended


def keep(situation: Situation, asked: Asked, at: datetime) -> Skipped:
    """Think the step through, then write it: version, event, card, next prompt."""
    learner, prompt = situation.learner, asked.prompt
    key = situation.bank.key_of[prompt.question_id]
    event = skip_of(situation, prompt, at)
    after = situation.with_memory(memory_after(situation, [event]))
    prompt.session.practised += prompt.took(at)
    following = next_prompt(after, prompt.session, sequence=prompt.sequence + 1, at=at)
    with transaction.atomic():
        advance(learner, at=at)
        insert(event)
        save_cards(card_rows(learner, situation.bank, {key: after.memory.states[key]}))
        if following:
            insert(following)
    keep_at_hand(learner, after.memory)
    return Skipped(asked, following)


def skip_of(situation: Situation, prompt: Prompt, at: datetime) -> Event:
    return Event(
        learner_id=situation.learner.pk,
        kind=Event.Kind.SKIPPED,
        question_id=prompt.question_id,
        prompt=prompt,
        at=at,
        local_day=situation.local_day(at),
    )
