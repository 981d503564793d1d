"""All memory can be rebuilt from the log."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from quiz import engine
from quiz.bank.published import PublishedBank
from quiz.practice.log.step import advance
from quiz.practice.models import Card, Learner
from quiz.practice.remembering.log_rows import fold_of
from quiz.practice.remembering.memory import CardState, Memory
from quiz.practice.remembering.stored import card_rows, save_cards, stored_memory

EMPTY = CardState()


@dataclass(frozen=True, slots=True)
class Difference:
    """What is stored for a learner differs from what the log says; `keys` are the questions, "" the profile."""

    learner: Learner
    keys: tuple[str, ...]


def rebuild(learner: Learner, bank: PublishedBank, *, at: datetime) -> Memory:
    """Fold the learner's log and store the result, in the caller's transaction. Undo starts afresh.

    Raises `log.Stale` where the log moved meanwhile.
    """
    memory = fold_of(learner, bank)
    advance(learner, at=at, profile=memory.profile.pack(), before=None)
    Card.objects.filter(learner=learner).exclude(
        question__in=[bank.id_of[key] for key in memory.states]
    ).delete()
    save_cards(card_rows(learner, bank, memory.states))
    return memory


def rebuild_all(bank: PublishedBank, *, now: datetime) -> list[Difference]:
    """Rebuild whoever differs, each in a transaction of their own; gives what differed."""
    return [repaired(difference, bank, now) for difference in differences(bank)]


def repaired(difference: Difference, bank: PublishedBank, now: datetime) -> Difference:
    learner = difference.learner
    with transaction.atomic():
        rebuild(learner, bank, at=max(now, learner.last_at or now))
    return difference


def differences(bank: PublishedBank) -> list[Difference]:
    """Learners whose stored memory is not, bit by bit, the fold of their log."""
    learners = Learner.objects.filter(merged_into__isnull=True).order_by("pk").iterator()
    found = ((learner, differing_keys(learner, bank)) for learner in learners)
    return [Difference(learner, keys) for learner, keys in found if keys]


def differing_keys(learner: Learner, bank: PublishedBank) -> tuple[str, ...]:
    folded = fold_of(learner, bank)
    try:
        stored = stored_memory(learner, bank)
    except engine.UnknownFormatError:
        return ("", *sorted(folded.states))
    keys = {
        key
        for key in {*stored.states, *folded.states}
        if as_bits(stored.state(key)) != as_bits(folded.state(key))
    }
    if stored.profile.pack() != folded.profile.pack():
        keys.add("")
    return tuple(sorted(keys))


def as_bits(state: CardState) -> tuple[object, ...]:
    card = state.card.pack() if state.card else None
    return (card, state.asked_at, state.left_out, state.read_on, state.sheet_on)
