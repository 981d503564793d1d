"""A question that failed four times after it was known is stuck: it is shown beside what it is confused with.

What is shown beside it has been read: it is noted like reading in the library, and rests for the day.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from quiz import engine
from quiz.bank.models import Relation
from quiz.bank.published import PublishedBank, PublishedQuestion
from quiz.practice.log.step import TICK
from quiz.practice.models import Event, Grade, Prompt, Review
from quiz.practice.remembering.memory import Memory
from quiz.practice.remembering.situation import Situation

MOST_BESIDE: Final = 2


def is_stuck(memory: Memory, key: str) -> bool:
    card = memory.state(key).card
    return card is not None and engine.is_stuck(card)


def confusable(bank: PublishedBank, key: str) -> list[str]:
    """What it is often mixed up with, as far as it is asked today."""
    related = bank.related.get(key, ())
    others = (to for kind, to in related if kind == Relation.Kind.CONFUSABLE and to in bank.questions)
    return list(dict.fromkeys(others))[:MOST_BESIDE]


def to_read(situation: Situation, key: str, day: date) -> list[str]:
    """What a stuck question is shown beside, where it was not read that day; nothing for another question."""
    memory = situation.memory
    if not is_stuck(memory, key):
        return []
    return [other for other in confusable(situation.bank, key) if memory.state(other).read_on != day]


def shown_beside(situation: Situation, key: str, since: date) -> list[PublishedQuestion]:
    """What a stuck question may be shown beside: whose answer was read on that day or later."""
    reads = {other: situation.memory.state(other).read_on for other in confusable(situation.bank, key)}
    return [situation.bank.questions[other] for other, day in reads.items() if day and day >= since]


def reading_after(situation: Situation, prompt: Prompt, review: Review) -> Sequence[Event]:
    """The unsaved events of a miss that shows others' answers; `situation` is the one after the miss."""
    if review.grade > Grade.FORGOT:
        return ()
    key = situation.bank.key_of[prompt.question_id]
    return [
        reading(situation, other, prompt, review.at + TICK * place, review.local_day)
        for place, other in enumerate(to_read(situation, key, review.local_day), start=1)
    ]


def reading(situation: Situation, key: str, prompt: Prompt, at: datetime, day: date) -> Event:
    return Event(
        learner_id=situation.learner.pk,
        kind=Event.Kind.READ,
        question_id=situation.bank.id_of[key],
        prompt=prompt,
        at=at,
        local_day=day,
    )
