"""The fold: from the rows of a learner's log to their memory.

Stepping (an answer at a time) and folding (the whole log) give the same bits. Undone reviews are not there,
overruled ones count with their last grade, and a question that was started over forgets what whoever did it had
answered before.
"""

import base64
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from quiz import engine
from quiz.bank.published import PublishedBank
from quiz.practice.models import Event, Learner, Review, of
from quiz.practice.remembering.memory import EMPTY, CardState, Memory, unpack_profile

NOTHING = CardState()
REFOLDED: Final = (Event.Kind.STARTED_OVER, Event.Kind.RESTORED)
"""What changes how earlier rows count, so that no step says it."""


class Joined(NamedTuple):
    """Whose a row was before it became the learner's: a visitor's, until they signed in."""

    visitor: UUID
    at: datetime


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
    for row in sorted(rows, key=lambda row: (row.at, row.prompt)):
        if isinstance(row, Graded):
            counted = as_read(row, states.get(row.key, NOTHING))
            profile, changed = engine.record(bank.known, profile, cards, engine_review(counted))
            cards.update(changed)
            states.update(states_after(states, row, changed))
        else:
            states.update(states_noted(states, row))
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


def as_read(review: Graded, state: CardState) -> Graded:
    """The review as it counts: once its answer was read that day it is not unaided."""
    return replace(review, hinted=True) if state.was_read_on(review.local_day) else review


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


# From the database


def fold_of(learner: Learner, bank: PublishedBank) -> Memory:
    """Fold the whole log of this learner and of the visitors who became them."""
    return fold(bank, effective_reviews(learner, bank), noted_events(learner, bank))


def effective_reviews(learner: Learner, bank: PublishedBank, since: datetime | None = None) -> list[Graded]:
    """Reviews that count, with their final grades, in the order of the log."""
    hinted = set(
        Event.objects.filter(of(learner), kind=Event.Kind.HINTED).values_list("prompt_id", flat=True)
    )
    rows = (
        Review.objects.filter(of(learner), **from_then_on(since))
        .effective()
        .order_by("at", "pk")
        .values_list(
            "pk", "prompt__question_id", "prompt__way", "final_grade", "ms", "at", "local_day", *WHOSE
        )
    )
    return [
        Graded(pk, bank.key_of[question], way, grade, ms / 1000, at, day, pk in hinted, joined_of(*whose))
        for pk, question, way, grade, ms, at, day, *whose in rows
    ]


WHOSE: Final = ("learner_id", "learner__merged_at")


def joined_of(learner: UUID, at: datetime | None) -> Joined | None:
    """Of these two columns; None for a row that was the learner's from the first."""
    return Joined(learner, at) if at else None


def from_then_on(since: datetime | None) -> dict[str, datetime]:
    return {"at__gte": since} if since else {}


def noted_events(
    learner: Learner,
    bank: PublishedBank,
    since: datetime | None = None,
    kinds: Collection[str] = (),
) -> list[Noted]:
    """In the order of the log; of these kinds, or of all."""
    only = {"kind__in": kinds} if kinds else {}
    rows = (
        Event.objects.filter(of(learner), **from_then_on(since), **only)
        .order_by("at", "pk")
        .values_list("pk", "kind", "question_id", "at", "local_day", "detail", *WHOSE)
    )
    return [
        Noted(
            pk, kind, bank.key_of[question], at, day, act_of(detail), joined_of(*whose), is_on_sheet(detail)
        )
        for pk, kind, question, at, day, detail, *whose in rows
    ]


def act_of(detail: Mapping[str, Any]) -> str:
    """By the event's detail, of what is started over or restored."""
    return str(detail.get("act") or "")


def is_on_sheet(detail: Mapping[str, Any]) -> bool:
    """By the event's detail."""
    return bool(detail.get("sheet"))


# Undo


@dataclass(frozen=True, slots=True)
class Before:
    """Profile and cards from before the latest effective review, kept on the learner so that undo is exact."""

    prompt: UUID
    at: datetime
    """When the review was given."""
    profile: engine.Profile
    states: Mapping[str, CardState]
    in_interview: bool = False
    """Its grade can be changed on the interview's report; it is not taken back and asked again in practice."""

    def to_json(self) -> dict[str, Any]:
        return {
            "engine": engine.ENGINE_VERSION,
            "prompt": str(self.prompt),
            "at": self.at.isoformat(),
            "interview": self.in_interview,
            "profile": text(self.profile.pack()),
            "cards": {
                key: [
                    text(s.card.pack()) if s.card else None,
                    s.asked_at.isoformat() if s.asked_at else None,
                    s.read_on.isoformat() if s.read_on else None,
                    s.sheet_on.isoformat() if s.sheet_on else None,
                ]
                for key, s in self.states.items()
            },
        }

    @classmethod
    def from_json(cls, stored: Any) -> "Before | None":
        """None where nothing can be taken back, or another engine has stored it."""
        if not is_ours(stored):
            return None
        states = {
            key: CardState(
                card=engine.Card.unpack(base64.b64decode(card)) if card else None,
                asked_at=datetime.fromisoformat(asked) if asked else None,
                read_on=date.fromisoformat(read) if read else None,
                sheet_on=date.fromisoformat(sheet[0]) if any(sheet) else None,
            )
            for key, (card, asked, read, *sheet) in stored["cards"].items()
        }
        profile = unpack_profile(base64.b64decode(stored["profile"]))
        at, in_interview = datetime.fromisoformat(stored["at"]), stored.get("interview", False)
        return cls(UUID(stored["prompt"]), at, profile, states, in_interview)

    def restored(self, memory: Memory) -> Memory:
        """Memory without the review; what was skipped, left out or read since stays so."""
        return memory.changed(
            {key: self._restored(memory.state(key), old) for key, old in self.states.items()}, self.profile
        )

    def _restored(self, now: CardState, old: CardState) -> CardState:
        return replace(now, card=old.card, asked_at=old.asked_at if now.asked_at == self.at else now.asked_at)


def prompt_to_undo(learner: Learner) -> UUID | None:
    """The prompt whose answer can be taken back in practice."""
    before: Any = learner.before
    return UUID(before["prompt"]) if is_ours(before) and not before.get("interview") else None


def is_ours(stored: Any) -> bool:
    return bool(stored) and stored.get("engine") == engine.ENGINE_VERSION


def text(packed: bytes) -> str:
    return base64.b64encode(packed).decode("ascii")


def before_of(review: Graded, memory: Memory, changed: Iterable[str]) -> Before:
    return Before(review.prompt, review.at, memory.profile, {key: memory.state(key) for key in changed})
