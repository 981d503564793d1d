"""The rows of a learner's log as the fold takes them, and the fold of them all."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from quiz.bank.published import PublishedBank
from quiz.practice.models import Event, Learner, Review, of
from quiz.practice.remembering.folding import SAID_FIRST, Graded, Joined, Moment, Noted, fold
from quiz.practice.remembering.memory import Memory


def fold_of(learner: Learner, bank: PublishedBank) -> Memory:
    """Fold the whole log of this learner and of the visitors who became them."""
    return fold(bank, effective_reviews(learner, bank), noted_events(learner, bank))


def effective_reviews(learner: Learner, bank: PublishedBank, since: datetime | None = None) -> list[Graded]:
    """Reviews that count, with their final grades, in the order of the log."""
    hinted, said = hinted_and_said(learner)
    rows = (
        Review.objects.filter(of(learner), **from_then_on(since))
        .effective()
        .order_by("at", "pk")
        .values_list(
            "pk", "prompt__question_id", "prompt__way", "final_grade", "ms", "at", "local_day", *WHOSE
        )
    )
    return [
        Graded(
            pk,
            bank.key_of[question],
            way,
            grade,
            ms / 1000,
            at,
            day,
            pk in hinted,
            joined_of(*whose),
            said.get(pk),
        )
        for pk, question, way, grade, ms, at, day, *whose in rows
    ]


def hinted_and_said(learner: Learner) -> tuple[set[UUID], dict[UUID, Moment]]:
    """The prompts with a hint, and when each answer of an interview was given. One query."""
    kinds = (Event.Kind.HINTED, Event.Kind.SAID)
    rows = Event.objects.filter(of(learner), kind__in=kinds).values_list(
        "prompt_id", "kind", "at", "local_day", "detail__part"
    )
    hinted, said = set[UUID](), dict[UUID, Moment]()
    for prompt, kind, at, day, part in rows:
        if kind == Event.Kind.HINTED:
            hinted.add(prompt)
        elif part == SAID_FIRST:
            said[prompt] = Moment(at, day)
    return hinted, said


def first_read(learner: Learner, question: int, said: Moment | None) -> datetime | None:
    """When the question was first read on the day on which this was said. No query for what was not said."""
    if said is None:
        return None
    reads = Event.objects.filter(
        of(learner), kind=Event.Kind.READ, question=question, local_day=said.local_day
    )
    return reads.order_by("at").values_list("at", flat=True).first()


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
