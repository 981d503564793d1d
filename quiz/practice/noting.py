"""Events: what happens to a question besides an answer, and what the fold must know of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from quiz.practice.folding import Noted, with_event
from quiz.practice.log import TICK, advance, next_instant, until_fresh
from quiz.practice.memory import Memory, Situation, card_rows, keep_at_hand, save_cards, situation_of
from quiz.practice.models import Event, Learner, Prompt
from quiz.practice.rebuilding import rebuild

REFOLDED = (Event.Kind.STARTED_OVER, Event.Kind.RESTORED)


def note(
    *,
    learner: Learner,
    kind: Event.Kind,
    keys: Sequence[str],
    now: datetime,
    zone: ZoneInfo,
    prompt: Prompt | None = None,
    detail: Mapping[str, Any] | None = None,
) -> list[Event]:
    """Write one event for each key, and what it changes in the learner's memory.

    Owns its transaction; a visitor's learner is made here. Raises `KeyError` for an unknown key, `log.Busy`.
    """
    return until_fresh(
        learner, lambda fresh: note_once(situation_of(fresh, zone), kind, keys, now, prompt, detail or {})
    )


def note_once(
    situation: Situation,
    kind: Event.Kind,
    keys: Sequence[str],
    now: datetime,
    prompt: Prompt | None,
    detail: Mapping[str, Any],
) -> list[Event]:
    learner, start = situation.learner, next_instant(situation.learner, now)
    events = [
        Event(
            learner=learner,
            kind=kind,
            question_id=situation.bank.id_of[key],
            prompt=prompt,
            detail=dict(detail),
            at=start + TICK * place,
            local_day=situation.local_day(start),
        )
        for place, key in enumerate(keys)
    ]
    with transaction.atomic():
        if not learner.exists:
            learner.save(force_insert=True)
        advance(learner, at=start + TICK * max(0, len(events) - 1))
        Event.objects.bulk_create(events)
        memory = remember(situation, kind, events)
    keep_at_hand(learner, memory)
    return events


def remember(situation: Situation, kind: Event.Kind, events: Sequence[Event]) -> Memory:
    """Bring the stored memory up to the events, in the caller's transaction."""
    learner, bank = situation.learner, situation.bank
    if kind in REFOLDED:
        return rebuild(learner, bank, at=learner.last_at or events[-1].at)
    memory = memory_after(situation, events)
    changed = {
        key: state for key, state in memory.states.items() if state is not situation.memory.states.get(key)
    }
    save_cards(card_rows(learner, bank, changed))
    return memory


def memory_after(situation: Situation, events: Sequence[Event]) -> Memory:
    """The memory once these have happened; not for what makes the log fold anew."""
    memory, key_of = situation.memory, situation.bank.key_of
    for event in events:
        noted = Noted(event.pk, event.kind, key_of[event.question_id], event.at, event.local_day)
        memory = with_event(memory, noted)
    return memory
