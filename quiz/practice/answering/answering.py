"""Answering a prompt: grade, remember, and have the next question ready, in one transaction."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from database.prepared import Prepared
from database.rows import insert
from quiz import engine
from quiz.bank.published import PublishedRevision, published_revision
from quiz.practice.answering.judging import Verdict
from quiz.practice.answering.stuck import reading_after
from quiz.practice.asking.next_prompt import next_prompt
from quiz.practice.log.step import advance, next_instant, until_fresh
from quiz.practice.models import Event, Learner, Mark, Prompt, Review, practised_in
from quiz.practice.people.planning import end_rest
from quiz.practice.remembering.events import memory_after
from quiz.practice.remembering.folding import Before, Graded, as_read, before_of, changes_by
from quiz.practice.remembering.situation import Situation, card_rows, keep_at_hand, save_cards, situation_of

MOST_MS = 120_000
Judge = Callable[[Prompt, PublishedRevision], Verdict]


class NotCurrent(Exception):
    """The prompt was skipped or replaced by a newer one; nothing was recorded."""


@dataclass(frozen=True)
class Answered:
    """What came of an answer. `repeated` says that the prompt had its review already, and nothing was recorded."""

    prompt: Prompt
    review: Review
    situation: Situation
    following: Prompt | None
    repeated: bool = False


def asked_prompt(learner: Learner, prompt_id: UUID) -> Prompt:
    """The person's prompt with what its page and its answer need, in one query; raises `Prompt.DoesNotExist`."""
    found = asked_prompts(learner=learner.pk, prompt=prompt_id)
    if not found:
        raise Prompt.DoesNotExist
    found[0].session.practised = found[0].practised  # type: ignore[attr-defined]
    return found[0]


@Prepared
def asked_prompts(learner: UUID, prompt: UUID) -> QuerySet[Prompt]:
    newest = Prompt.objects.filter(session=OuterRef("session")).order_by("-sequence")
    events = Event.objects.filter(prompt=OuterRef("pk"))
    starred = Mark.objects.filter(learner=learner, question=OuterRef("question"), starred=True)
    return (
        Learner(pk=learner)
        .prompts.filter(pk=prompt)
        .select_related("session", "review")
        .annotate(
            digest=F("revision__digest"),
            newest=Subquery(newest.values("sequence")[:1]),
            was_skipped=Exists(events.filter(kind=Event.Kind.SKIPPED)),
            was_revealed=Exists(events.filter(kind=Event.Kind.REVEALED)),
            was_hinted=Exists(events.filter(kind=Event.Kind.HINTED)),
            starred=Exists(starred),
            practised=practised_in(OuterRef("session")),
        )
    )


def revision_of(prompt: Prompt) -> PublishedRevision:
    """The revision that was asked, whatever is live now."""
    return published_revision(prompt.revision_id, prompt.digest)  # type: ignore[attr-defined]


def record_answer(
    *, learner: Learner, prompt_id: UUID, judge: Judge, ms: int | None, now: datetime, zone: ZoneInfo
) -> Answered:
    """Record the answer to a prompt, once however often it is sent.

    Owns its transaction. `judge` grades the response; what it raises passes through with nothing recorded.
    Raises `Prompt.DoesNotExist`, `NotCurrent` and `log.Busy`.
    """
    return until_fresh(learner, lambda fresh: answer_once(fresh, prompt_id, judge, ms, now, zone))


def answer_once(
    learner: Learner, prompt_id: UUID, judge: Judge, ms: int | None, now: datetime, zone: ZoneInfo
) -> Answered:
    prompt = asked_prompt(learner, prompt_id)
    situation = situation_of(learner, zone)
    if hasattr(prompt, "review"):
        return Answered(prompt, prompt.review, situation, None, repeated=True)
    if prompt.was_skipped or prompt.sequence != prompt.newest:  # type: ignore[attr-defined]
        raise NotCurrent
    at = next_instant(learner, now)
    review = write_review(situation, prompt, judge(prompt, revision_of(prompt)), ms, at)
    return keep(situation, prompt, review)


def write_review(
    situation: Situation, prompt: Prompt, verdict: Verdict, ms: int | None, at: datetime
) -> Review:
    """The unsaved review of this verdict."""
    since = situation.learner.last_at if ms is None else None
    return Review(
        prompt=prompt,
        learner=situation.learner,
        response=verdict.response,
        machine_grade=verdict.machine_grade,
        grade=verdict.grade,
        guess_chance=verdict.guess_chance,
        ms=thinking_time(prompt, ms, since, at),
        estimated=ms is None,
        at=at,
        local_day=situation.local_day(at),
        engine_version=engine.ENGINE_VERSION,
        engine_fingerprint=engine.fingerprint(),
    )


def thinking_time(prompt: Prompt, ms: int | None, since: datetime | None, at: datetime) -> int:
    """Milliseconds as the page counted them, else since the last response; two minutes at most."""
    if ms is None:
        ms = int((at - max(since or prompt.at, prompt.at)) / timedelta(milliseconds=1))
    return min(max(ms, 0), MOST_MS)


def graded(prompt: Prompt, review: Review, key: str, grade: int) -> Graded:
    hinted: bool = prompt.was_hinted  # type: ignore[attr-defined]
    return Graded(prompt.pk, key, prompt.way, grade, review.ms / 1000, review.at, review.local_day, hinted)


def keep(situation: Situation, prompt: Prompt, review: Review) -> Answered:
    """Think the step through, then write it: version, review, cards, next prompt."""
    memory, key = situation.memory, situation.bank.key_of[prompt.question_id]
    step = as_read(graded(prompt, review, key, review.grade), memory.state(key))
    profile, changed = changes_by(situation.bank, memory, step)
    before = before_of(step, memory, changed)
    after = situation.with_memory(memory.changed(changed, profile))
    readings = reading_after(after, prompt, review)
    after = situation.with_memory(memory_after(after, readings))
    prompt.session.practised += prompt.took(review.at)
    touched = [*changed, *(situation.bank.key_of[reading.question_id] for reading in readings)]
    following = (
        None
        if prompt.session.has_ended
        else next_prompt(after, prompt.session, sequence=prompt.sequence + 1, at=review.at)
    )
    write(after, review, touched, before, following, readings)
    prompt.review = review
    return Answered(prompt, review, after, following)


def write(
    situation: Situation,
    review: Review,
    touched: Iterable[str],
    before: Before,
    following: Prompt | None,
    readings: Sequence[Event],
) -> None:
    learner, memory = situation.learner, situation.memory
    rows = card_rows(learner, situation.bank, {key: memory.states[key] for key in touched})
    at = readings[-1].at if readings else review.at
    with transaction.atomic():
        advance(learner, at=at, profile=memory.profile.pack(), before=before.to_json())
        insert(review)
        save_cards(rows)
        if readings:
            Event.objects.bulk_create(readings)
        if following:
            insert(following)
        end_rest(situation.plan)
    keep_at_hand(learner, memory)
