"""Starting over: what was answered before counts no more, until it is put back as it was. Rows of the log."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from database.identifiers import uuid7
from quiz.practice.log.step import until_fresh
from quiz.practice.models import Event, Learner
from quiz.practice.remembering.events import note
from quiz.practice.remembering.folding import REFOLDED, Noted, counts, fold, started_over
from quiz.practice.remembering.log_rows import effective_reviews, noted_events
from quiz.practice.remembering.memory import Memory
from quiz.practice.remembering.situation import Situation, situation_of

REVERSIBLE_FOR: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class StartedOver:
    """What one act started over and nothing has put back since."""

    act: str
    day: date
    keys: tuple[str, ...]

    @property
    def until(self) -> date:
        """The last local day on which it can be put back."""
        return self.day + REVERSIBLE_FOR


def answered_of(situation: Situation, keys: Iterable[str]) -> list[str]:
    """Those of these keys that have an answer which counts."""
    cards = situation.memory.cards
    return [key for key in keys if key in cards and cards[key].asked]


def memory_without(situation: Situation, keys: Collection[str]) -> Memory:
    """What starting these over would leave. Two queries."""
    learner, bank = situation.learner, situation.bank
    reviews = [each for each in effective_reviews(learner, bank) if each.key not in keys]
    return fold(bank, reviews, noted_events(learner, bank))


def start_over(*, learner: Learner, keys: Collection[str], now: datetime, zone: ZoneInfo) -> Sequence[str]:
    """Count no answer that was given to these questions before; gives those that had any.

    Sent again there are none left. `note` owns the transaction. Raises `log.Busy`.
    """
    return until_fresh(learner, lambda fresh: start_over_once(fresh, keys, now, zone))


def start_over_once(learner: Learner, keys: Collection[str], now: datetime, zone: ZoneInfo) -> Sequence[str]:
    situation = situation_of(learner, zone)
    answered = answered_of(situation, keys)
    if answered:
        note(situation, Event.Kind.STARTED_OVER, answered, now, detail={"act": str(uuid7())})
    return answered


def put_back_as_it_was(*, learner: Learner, act: str, now: datetime, zone: ZoneInfo) -> Sequence[str]:
    """Count again what this act dropped, beside what was answered since; gives the questions.

    Sent again, or too late, there are none. `note` owns the transaction. Raises `log.Busy`.
    """
    return until_fresh(learner, lambda fresh: put_back_once(fresh, act, now, zone))


def put_back_once(learner: Learner, act: str, now: datetime, zone: ZoneInfo) -> Sequence[str]:
    situation = situation_of(learner, zone)
    for each in reversible(situation, now):
        if each.act == act:
            note(situation, Event.Kind.RESTORED, each.keys, now, detail={"act": act})
            return each.keys
    return ()


def reversible(situation: Situation, now: datetime) -> list[StartedOver]:
    """What can still be put back, the newest first. One query; none for who never did anything.

    A question that was started over twice is the later act's, until that is put back. But a visitor's start and the
    account's own are of different answers, and each can be put back.
    """
    acts: dict[str, list[Noted]] = {}
    for event in still_started_over(situation):
        acts.setdefault(event.act, []).append(event)
    today = situation.local_day(now)
    found = [
        StartedOver(act, events[0].local_day, tuple(dict.fromkeys(event.key for event in events)))
        for act, events in reversed(acts.items())
    ]
    return [each for each in found if today <= each.until]


def still_started_over(situation: Situation) -> list[Noted]:
    """The starts that were not taken back, oldest first, less those that a later one holds."""
    learner = situation.learner
    if not learner.exists:
        return []
    starts = started_over(noted_events(learner, situation.bank, kinds=REFOLDED))
    latest = [start for own in starts.values() for start in own if counts(start.at, start.joined, own)]
    return sorted(latest, key=lambda start: start.at)
