"""A learner's memory: the fold of their log, a question at a time."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from quiz import engine


@dataclass(frozen=True, slots=True)
class CardState:
    """What is folded for one question: the engine's card, and what it may not ask."""

    card: engine.Card | None = None
    asked_at: datetime | None = None
    left_out: bool = False
    read_on: date | None = None
    sheet_on: date | None = None

    @property
    def is_overtaken(self) -> bool:
        """Whether its answer has changed since the learner learned it, and they were not told."""
        return self.card is not None and self.card.overtaken

    def rests_on(self, day: date) -> bool:
        """Whether its answer was read that day, so that it is not asked; what has changed is read to be practised."""
        return self.read_on == day and not self.is_overtaken

    def was_read_on(self, day: date) -> bool:
        """Whether its answer was read that day, in the library or on tonight's sheet: what is answered after it is no
        unaided recall. The sheet alone does not let it rest."""
        return day in (self.read_on, self.sheet_on)


@dataclass(frozen=True)
class Memory:
    """The fold of a learner's log."""

    profile: engine.Profile
    states: Mapping[str, CardState]
    meant_at: UUID | None = None
    """By which state of the bank it is marked what is overtaken (`PublishedBank.meant_at`)."""

    @cached_property
    def cards(self) -> dict[str, engine.Card]:
        """The engine's cards by key."""
        return {key: state.card for key, state in self.states.items() if state.card is not None}

    @cached_property
    def answered(self) -> int:
        """How many answers it holds; a skipped question has none."""
        return sum(card.asked for card in self.cards.values())

    def state(self, key: str) -> CardState:
        return self.states.get(key) or CardState()

    def changed(self, states: Mapping[str, CardState], profile: engine.Profile | None = None) -> "Memory":
        return replace(self, profile=profile or self.profile, states={**self.states, **states})

    def asked_since(self, instant: datetime) -> list[str]:
        """Keys answered or skipped since then, oldest first."""
        since = [(s.asked_at, key) for key, s in self.states.items() if s.asked_at and s.asked_at >= instant]
        return [key for _, key in sorted(since)]

    def skipped_since(self, instant: datetime) -> set[str]:
        """Keys that were skipped since then: what was answered last has its answer's time on its card."""
        since = {key: s for key, s in self.states.items() if s.asked_at and s.asked_at >= instant}
        return {key for key, s in since.items() if s.card is None or s.card.last != s.asked_at}

    @cached_property
    def left_out(self) -> frozenset[str]:
        """Keys that the learner does not want to be asked."""
        return frozenset(key for key, state in self.states.items() if state.left_out)

    def closed_on(self, day: date, assigned: Collection[str] = ()) -> set[str]:
        """Keys that may not be asked on that day: left out, unless they are assigned, or read in the library on it."""
        resting = {key for key, state in self.states.items() if state.rests_on(day)}
        return resting | self.left_out.difference(assigned)

    @cached_property
    def overtaken(self) -> frozenset[str]:
        """Keys whose answer has changed since it was learned."""
        return frozenset(key for key, state in self.states.items() if state.is_overtaken)


EMPTY = Memory(engine.new_profile(), {})


def unpack_profile(packed: Any) -> engine.Profile:
    return engine.Profile.unpack(bytes(packed)) if packed else engine.new_profile()
