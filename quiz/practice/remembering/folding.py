"""The fold: from the rows of a learner's log to their memory.

Stepping (an answer at a time) and folding (the whole log) give the same bits. Undone reviews are not there,
overruled ones count with their last grade, and a question that was started over forgets what whoever did it had
answered before.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, NamedTuple
from uuid import UUID

from quiz import engine
from quiz.bank.published import PublishedBank
from quiz.practice.models import Event
from quiz.practice.remembering.memory import EMPTY, CardState, Memory

NOTHING = CardState()
SAID_FIRST: Final = "answer"
"""The part of a question in an interview that its grade is of, as an event's detail names it."""
REFOLDED: Final = (Event.Kind.STARTED_OVER, Event.Kind.RESTORED)
"""What changes how earlier rows count, so that no step says it."""


class Joined(NamedTuple):
    """Whose a row was before it became the learner's: a visitor's, until they signed in."""

    visitor: UUID
    at: datetime


class Moment(NamedTuple):
    """An instant, and the learner's day then."""

    at: datetime
    local_day: date


@dataclass(frozen=True, slots=True)
class Graded:
    """A review as the fold takes it."""

    prompt: UUID
    key: str
    way: str
    grade: int
    seconds: float
    at: datetime
    local_day: date
    hinted: bool
    joined: Joined | None = None
    said: Moment | None = None
    """Of an answer in an interview, which is graded later: when it was given."""


@dataclass(frozen=True, slots=True)
class Noted:
    """An event as the fold takes it."""

    prompt: UUID
    kind: str
    key: str
    at: datetime
    local_day: date
    act: str = ""
    """Of what is started over and restored: which act it was, so that each takes back its own."""
    joined: Joined | None = None
    on_sheet: bool = False
    """Of a read answer: whether on tonight's sheet, which leaves the question in practice."""


def fold(bank: PublishedBank, reviews: Iterable[Graded], events: Iterable[Noted]) -> Memory:
    """The memory after these rows, in the order of (time, id); undone reviews are left out by the caller."""
    events = list(events)
    starts = started_over(events)
    rows: list[Graded | Noted] = [r for r in reviews if counts(r.at, r.joined, starts.get(r.key, ()))]
    rows += events
    profile, cards, states = EMPTY.profile, dict[str, engine.Card](), dict[str, CardState]()
    first_reads: dict[tuple[str, date], datetime] = {}
    for row in sorted(rows, key=lambda row: (row.at, row.prompt)):
        if isinstance(row, Graded):
            read_at = first_reads.get((row.key, row.said.local_day)) if row.said else None
            counted = as_read(row, states.get(row.key, NOTHING), read_at)
            profile, changed = engine.record(bank.known, profile, cards, engine_review(counted))
            cards.update(changed)
            states.update(states_after(states, row, changed))
        else:
            states.update(states_noted(states, row))
            if row.kind == Event.Kind.READ:
                first_reads.setdefault((row.key, row.local_day), row.at)
    return Memory(profile, states)


def started_over(events: Iterable[Noted]) -> dict[str, list[Noted]]:
    """Key to the starts, oldest first, that no restore took back."""
    starts: dict[str, list[Noted]] = {}
    for event in sorted(events, key=lambda event: (event.at, event.prompt)):
        own = starts.setdefault(event.key, [])
        if event.kind == Event.Kind.STARTED_OVER:
            own.append(event)
        elif event.kind == Event.Kind.RESTORED:
            own[:] = [each for each in own if each.act != event.act]
    return starts


def counts(at: datetime, joined: Joined | None, starts: Iterable[Noted]) -> bool:
    """Whether a row of then counts beside these starts of its question."""
    return not any(reaches(start, at, joined) for start in starts)


def reaches(start: Noted, at: datetime, joined: Joined | None) -> bool:
    """Whether it forgets a row of then: an earlier one of whoever started over, as they were at that time.

    A visitor forgets only their own; an account also those of visitors who had become it by then.
    """
    if at >= start.at or start.joined:
        return at < start.at and joined == start.joined
    return joined is None or joined.at <= start.at


def as_read(review: Graded, state: CardState, read_at: datetime | None = None) -> Graded:
    """The review as it counts: once its answer was read that day it is not unaided.

    What was said in an interview is aided only if it was read before it was said. `read_at`: when that was first, on
    the day on which it was said (`first_read`).
    """
    before_said = bool(review.said and read_at and read_at < review.said.at)
    is_aided = before_said if review.said else state.was_read_on(review.local_day)
    return replace(review, hinted=True) if is_aided else review


def with_review(bank: PublishedBank, memory: Memory, review: Graded) -> Memory:
    """One step."""
    profile, states = changes_by(bank, memory, review)
    return memory.changed(states, profile)


def changes_by(
    bank: PublishedBank, memory: Memory, review: Graded
) -> tuple[engine.Profile, dict[str, CardState]]:
    """What one step changes: the engine's record, and when it was asked."""
    profile, cards = engine.record(bank.known, memory.profile, memory.cards, engine_review(review))
    return profile, states_after(memory.states, review, cards)


def states_after(
    states: Mapping[str, CardState], review: Graded, cards: Mapping[str, engine.Card]
) -> dict[str, CardState]:
    """The states that a review changes: the asked question's and those of its near duplicates."""
    changed = {key: replace(states.get(key, NOTHING), card=card) for key, card in cards.items()}
    changed[review.key] = replace(changed[review.key], asked_at=review.at)
    return changed


def engine_review(review: Graded) -> engine.Review:
    return engine.Review(
        key=review.key,
        way=review.way,
        correct=review.grade > 1,
        grade=review.grade,
        seconds=review.seconds,
        at=review.at,
        hinted=review.hinted,
        day=review.local_day,
    )


def with_event(memory: Memory, event: Noted) -> Memory:
    return memory.changed(states_noted(memory.states, event))


def states_noted(states: Mapping[str, CardState], event: Noted) -> dict[str, CardState]:
    """What an event changes on its card; most change nothing."""
    state = states.get(event.key, NOTHING)
    match event.kind:
        case Event.Kind.SKIPPED:
            return {event.key: replace(state, asked_at=event.at)}
        case Event.Kind.READ if event.on_sheet:
            return {event.key: replace(state, sheet_on=event.local_day)}
        case Event.Kind.READ:
            return {event.key: replace(state, read_on=event.local_day)}
        case Event.Kind.LEFT_OUT:
            return {event.key: replace(state, left_out=True)}
        case Event.Kind.PUT_BACK:
            return {event.key: replace(state, left_out=False)}
    return {}
