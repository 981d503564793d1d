"""The moment of a choice, and what was chosen."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from quiz.engine.given import Plan, Question
from quiz.engine.memory import fsrs
from quiz.engine.memory.cards import Card, is_new
from quiz.engine.memory.fsrs import Law
from quiz.engine.memory.profiles import Profile


@dataclass(frozen=True, slots=True)
class Moment:
    """All that a choice is made from; `recent` are the keys asked in this session, oldest first, and
    `session` is the set of them."""

    bank: Mapping[str, Question]
    plan: Plan
    profile: Profile
    cards: Mapping[str, Card]
    now: datetime
    recent: Sequence[str]
    session: frozenset[str]
    seconds_left: float
    rng: Random
    column: int
    law: Law
    """The law to pick by, and its place in a card's stabilities."""

    @property
    def date(self) -> datetime | None:
        """The date that is planned for, as long as it lies ahead."""
        return self.plan.date if self.plan.date is not None and self.plan.date > self.now else None

    @property
    def day(self) -> tuple[datetime, datetime]:
        """The instants at which the learner's day begins and ends."""
        local = self.now.astimezone(ZoneInfo(self.plan.zone))
        start = local.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
        return start.astimezone(self.now.tzinfo), (start + timedelta(days=1)).astimezone(self.now.tzinfo)

    def is_unmet(self, key: str) -> bool:
        """Whether the question was never asked."""
        return is_new(self.cards.get(key))

    def in_order(self, keys: Collection[str]) -> list[str]:
        """Those of `keys` that the bank has, in its order."""
        among = frozenset(keys)
        return [key for key in self.bank if key in among]

    def unmet(self, keys: Collection[str]) -> list[str]:
        """Those of `keys` that were never asked, in the bank's order."""
        cards = self.cards
        return [key for key in self.in_order(keys) if key not in cards or not cards[key].asked]

    def met(self, keys: Iterable[str]) -> list[str]:
        """Those of `keys` that were asked before, in their order."""
        cards = self.cards
        return [key for key in keys if key in cards and cards[key].asked > 0]

    def recall_at(self, key: str, at: datetime) -> float:
        """Chance of recall of a question met before, by the law to pick by."""
        card = self.cards[key]
        return fsrs.recall(card.elapsed_days(at), card.stabilities[self.column], self.law)

    @property
    def right_in_session(self) -> frozenset[str]:
        """Questions asked in this session whose last answer was right."""
        cards = self.cards
        return frozenset(key for key in self.session if key in cards and cards[key].streak > 0)

    def was_missed_in_session(self, key: str) -> bool:
        """Whether the question was asked in this session and the last answer to it was a miss."""
        return key in self.session and key in self.cards and self.cards[key].streak == 0


@dataclass(frozen=True, slots=True)
class Choice:
    """A question, and one sentence that says why it is asked now."""

    key: str
    reason: str


@dataclass(frozen=True, slots=True)
class Pick:
    """The question to ask next, how, and why it is asked now (one sentence)."""

    key: str
    way: str
    reason: str
