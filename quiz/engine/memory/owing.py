"""What a practised day owes to the next: questions whose first answer of that day was a miss."""

from collections.abc import Mapping
from datetime import UTC, date
from typing import Final

from quiz.engine.given import Question, Review
from quiz.engine.memory.cards import Card
from quiz.engine.memory.profiles import NOTHING_OWED, Owed, Profile

MOST: Final = 6
"""No day owes more: recalling takes its time, and new questions wait for it."""


def day_of(review: Review) -> date:
    """The learner's local day of an answer."""
    return review.day or review.at.astimezone(UTC).date()


def owed_after(bank: Mapping[str, Question], profile: Profile, cards: Mapping[str, Card]) -> Owed:
    """What the latest practised day leaves, as of its last answer: it follows from the log alone."""
    if profile.practised_on is None:
        return NOTHING_OWED
    return Owed(missed_on(bank, cards, profile.practised_on), profile.pace)


def missed_on(bank: Mapping[str, Question], cards: Mapping[str, Card], day: date) -> tuple[str, ...]:
    """Questions whose first answer of this day, the latest with an answer to them, was a miss: at most six.

    What is remembered longest comes first, of equals what was answered first: so much is gained soonest. Of near
    duplicates, which teach one another, only the first is there.
    """
    missed = [(-card.stability, card.last, key) for key, card in cards.items() if was_missed_on(card, day)]
    chosen: list[str] = []
    for *_, key in sorted(missed):
        if len(chosen) < MOST and not any(are_duplicates(bank, key, other) for other in chosen):
            chosen.append(key)
    return tuple(chosen)


def are_duplicates(bank: Mapping[str, Question], one: str, other: str) -> bool:
    """Whether either question, as far as the bank has it, names the other as its near duplicate."""
    return any(
        here in bank and there in bank[here].duplicates for here, there in ((one, other), (other, one))
    )


def was_missed_on(card: Card, day: date) -> bool:
    """Whether its first answer of that day, the latest with one, was a miss."""
    return card.asked_on == card.missed_on == day
