"""Events: what happens to a question besides an answer, and what the fold must know of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from quiz.practice.log.step import TICK, advance, make, next_instant
from quiz.practice.models import Event, Prompt
from quiz.practice.remembering.folding import REFOLDED, Noted, with_event
from quiz.practice.remembering.log_rows import is_on_sheet
from quiz.practice.remembering.memory import Memory
from quiz.practice.remembering.rebuilding import rebuild
from quiz.practice.remembering.situation import Situation
from quiz.practice.remembering.stored import card_rows, keep_at_hand, save_cards


def note(
    situation: Situation,
    kind: Event.Kind,
    keys: Sequence[str],
    now: datetime,
    prompt: Prompt | None = None,
    detail: Mapping[str, Any] | None = None,
) -> list[Event]:
    """Write one event for each key, and what it changes in the learner's memory.

    Owns its transaction, but tries once: whoever calls it has looked whether there is anything to note, and looks again
    on `log.Stale`. A visitor's learner is made here. Raises `KeyError` for an unknown key.
    """
    learner, start = situation.learner, next_instant(situation.learner, now)
    events = [
        Event(
            learner=learner,
            kind=kind,
            question_id=situation.bank.id_of[key],
            prompt=prompt,
            detail=dict(detail or {}),
            at=start + TICK * place,
            local_day=situation.local_day(start),
        )
        for place, key in enumerate(keys)
    ]
    with transaction.atomic():
        make(learner)
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
        on_sheet = is_on_sheet(event.detail)
        noted = Noted(
            event.pk, event.kind, key_of[event.question_id], event.at, event.local_day, on_sheet=on_sheet
        )
        memory = with_event(memory, noted)
    return memory
