"""A learner's memory as it is stored, and as this process keeps it: read before thinking."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from database.at_hand import AtHand
from database.prepared import Prepared
from database.rows import insert_or_change
from quiz import engine
from quiz.bank.published import PublishedBank
from quiz.practice.models import Card, Learner
from quiz.practice.remembering.log_rows import fold_of
from quiz.practice.remembering.memory import EMPTY, CardState, Memory, unpack_profile
from quiz.practice.remembering.overtaken import overtaken_of

CARDS_AT_ONCE = 500


def read_memory(learner: Learner, bank: PublishedBank) -> Memory:
    """One query, none for a learner who has done nothing, and another where answers they knew may have changed. What
    another engine stored is folded anew.
    """
    if not learner.exists:
        return EMPTY
    try:
        memory = stored_memory(learner, bank)
    except engine.UnknownFormatError:
        memory = fold_of(learner, bank)
    return with_overtaken(memory, overtaken_of(learner, bank, memory.cards), bank)


def with_overtaken(memory: Memory, keys: Iterable[str], bank: PublishedBank) -> Memory:
    """With exactly these marked, by the bank as it is."""
    cards = {key: replace(memory.cards[key], overtaken=True) for key in keys}
    marked = memory.changed({key: replace(memory.state(key), card=card) for key, card in cards.items()})
    return replace(marked, meant_at=bank.meant_at)


def stored_memory(learner: Learner, bank: PublishedBank) -> Memory:
    """Raises `engine.UnknownFormatError` where another engine has stored it."""
    rows = stored_states(learner=learner.pk)
    return Memory(
        unpack_profile(learner.profile), {bank.key_of[row[0]]: unpack_state(*row[1:]) for row in rows}
    )


@Prepared
def stored_states(learner: UUID) -> QuerySet[Card, tuple[Any, ...]]:
    return Card.objects.filter(learner=learner).values_list(
        "question_id", "state", "asked_at", "left_out", "read_on", "sheet_on"
    )


@dataclass(frozen=True, slots=True)
class Kept:
    """A memory as this process left or read it. No other act ends with the same version and time."""

    version: int
    last_at: datetime | None
    memory: Memory

    def is_of(self, learner: Learner, bank: PublishedBank) -> bool:
        is_as_left = self.version == learner.version and self.last_at == learner.last_at
        return is_as_left and self.memory.meant_at == bank.meant_at


CARDS_KEPT, CARDS_UNPACKED = 20_000, 10_000
"""A card takes two to three kilobytes."""
_kept: Final = AtHand[UUID, Kept](CARDS_KEPT, size=lambda kept: len(kept.memory.states))
"""By learner."""


def keep_at_hand(learner: Learner, memory: Memory) -> Memory:
    """So that the learner's next request need not read it; for as many learners as have so many cards."""
    return _kept.keep(learner.pk, Kept(learner.version, learner.last_at, memory)).memory


def memory_of(learner: Learner, bank: PublishedBank) -> Memory:
    """At hand, if nothing has happened since; else read."""
    kept = _kept.get(learner.pk)
    if kept and kept.is_of(learner, bank):
        return kept.memory
    return keep_at_hand(learner, read_memory(learner, bank)) if learner.exists else EMPTY


def unpack_state(
    packed: Any, asked_at: datetime | None, left_out: bool, read_on: date | None, sheet_on: date | None
) -> CardState:
    card = unpack_card(bytes(packed)) if packed is not None else None
    return CardState(card, asked_at, left_out, read_on, sheet_on)


@lru_cache(maxsize=CARDS_UNPACKED)
def unpack_card(packed: bytes) -> engine.Card:
    """Kept: the same bytes are the same card, and a page reads a hundred of which few have changed."""
    return engine.Card.unpack(packed)


def card_rows(learner: Learner, bank: PublishedBank, states: Mapping[str, CardState]) -> list[Card]:
    """Unsaved rows of these states."""
    return [
        Card(
            learner_id=learner.pk,
            question_id=bank.id_of[key],
            state=state.card.pack() if state.card else None,
            asked_at=state.asked_at,
            left_out=state.left_out,
            read_on=state.read_on,
            sheet_on=state.sheet_on,
        )
        for key, state in states.items()
    ]


def save_cards(rows: Sequence[Card]) -> None:
    """Insert or update, in one statement for so many."""
    for first in range(0, len(rows), CARDS_AT_ONCE):
        insert_or_change(rows[first : first + CARDS_AT_ONCE], unique=["learner_id", "question_id"])
