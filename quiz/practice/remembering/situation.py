"""A learner's memory as it is now: the stored fold of the log, read before thinking."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property, lru_cache
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from database.at_hand import AtHand
from database.prepared import Prepared
from database.rows import insert_or_change
from quiz import engine
from quiz.bank.published import PublishedBank, published_bank
from quiz.practice.log.learners import bank_stamp
from quiz.practice.models import Card, Learner, Plan, PracticeSession
from quiz.practice.remembering.overtaken import overtaken_of

INTERVIEW_HOUR = time(9)
INTERVIEW_YEARS = range(2000, 2100)
WITHOUT_A_DATE = timedelta(days=7)
CARDS_AT_ONCE = 500
NORMAL = 2
"""The weight of a section that the plan's weights do not name."""


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


def read_memory(learner: Learner, bank: PublishedBank) -> Memory:
    """One query, none for a learner who has done nothing, and another where answers they knew may have changed. What
    another engine stored is folded anew.
    """
    if not learner.exists:
        return EMPTY
    try:
        memory = stored_memory(learner, bank)
    except engine.UnknownFormatError:
        from quiz.practice.remembering.log_rows import fold_of  # noqa: PLC0415  (it is made of memories)

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


def unpack_profile(packed: Any) -> engine.Profile:
    return engine.Profile.unpack(bytes(packed)) if packed else engine.new_profile()


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


@dataclass(frozen=True)
class Situation:
    """All that an act or a page of one learner thinks with."""

    learner: Learner
    plan: Plan
    bank: PublishedBank
    memory: Memory
    zone: ZoneInfo

    def engine_plan(self) -> engine.Plan:
        """The plan as the engine takes it; the interview is at nine in the morning."""
        on = self.plan.interview_on
        return engine.Plan(
            date=datetime.combine(on, INTERVIEW_HOUR, self.zone) if on else None,
            minutes=self.plan.minutes,
            target=self.plan.target,
            way=self.plan.way or None,
            zone=self.zone.key,
            weights=self.weights,
            days_off=frozenset(self.plan.days_off),
        )

    @cached_property
    def weights(self) -> Mapping[int, float] | None:
        """What each section counts for, by its number; None where all count alike."""
        named = self.plan.weights
        if not named:
            return None
        return {each.position: float(named.get(each.slug, NORMAL)) for each in self.bank.sections}

    @cached_property
    def unasked(self) -> frozenset[int]:
        """Numbers of the sections that the plan leaves out."""
        return frozenset(section for section, weight in (self.weights or {}).items() if weight <= 0)

    def counts(self, key: str) -> bool:
        """Whether the plan asks the question's section."""
        return self.bank.known[key].section not in self.unasked

    @cached_property
    def counted(self) -> Mapping[str, engine.Question]:
        """What figures are of: everything that can be asked but what the learner left out."""
        return {key: each for key, each in self.bank.askable.items() if key not in self.memory.left_out}

    def asked_in(self, session: PracticeSession) -> list[str]:
        """Keys answered or skipped in this session, oldest first. One query, once there are any and it is stored."""
        asked = self.memory.asked_since(session.started_at)
        if not asked or session._state.adding:
            return asked  # of a session that begins with an answer, all that came since is its own
        own = {self.bank.key_of[each] for each in session.prompts.values_list("question_id", flat=True)}
        return [key for key in asked if key in own]

    def promised_on(self, day: date) -> list[str]:
        """Keys that the first session of that day over the whole bank begins with, in this order."""
        memory, closed = self.memory, self.memory.closed_on(day)
        keys = engine.promised(self.bank.askable, self.engine_plan(), memory.profile, memory.cards, day=day)
        return [key for key in keys if key not in closed]

    def target_instant(self, now: datetime) -> datetime:
        """When what is known counts: the interview, else seven days from now."""
        return self.interview_ahead(now) or now + WITHOUT_A_DATE

    def interview_ahead(self, now: datetime) -> datetime | None:
        """When it counts, as long as the interview's day is not over: nobody has said at which hour it is."""
        date = self.engine_plan().date
        return max(date, now) if date and self.local_day(now) <= self.local_day(date) else None

    def interview_over(self, now: datetime) -> date | None:
        """The interview's day where it has passed and the learner has not said what next."""
        on = self.plan.interview_on
        return on if on and on < self.local_day(now) else None

    def first_next(self, now: datetime) -> list[str]:
        """What the next session over the whole bank begins with: what is left of today's, else the next day's."""
        today = self.local_day(now)
        return self.promised_on(today) or self.promised_on(today + timedelta(days=1))

    def recall(self, key: str, card: engine.Card | None, at: datetime) -> float:
        """The chance of recalling one question then, as this card has it."""
        known, cards = {key: self.bank.known[key]}, {key: card} if card else {}
        return engine.predict(known, self.memory.profile, cards, at)[key]

    def local_day(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()

    def with_memory(self, memory: Memory) -> "Situation":
        return replace(self, memory=memory)


def situation_of(learner: Learner, zone: ZoneInfo) -> Situation:
    """Reads the bank (where it changed) and the cards; the learner comes with plan and stamp."""
    bank = published_bank(bank_stamp(learner))
    return Situation(learner, plan_of(learner), bank, memory_of(learner, bank), zone)


def plan_of(learner: Learner) -> Plan:
    """The learner's plan, or the default one, unsaved. A date that no form takes is none: nobody can plan for it."""
    plan: Plan | None = getattr(learner, "plan", None) if learner.exists else None
    if plan is None:
        return Plan(learner=learner)
    if plan.interview_on and plan.interview_on.year not in INTERVIEW_YEARS:
        plan.interview_on = None
    return plan
