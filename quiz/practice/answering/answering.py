"""Answering a prompt: grade, remember, and have the next question ready, in one transaction."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from prometheus_client import Counter

from database.rows import insert
from quiz import engine
from quiz.practice.answering.judging import judge
from quiz.practice.answering.predicting import predicted
from quiz.practice.answering.responses import Response
from quiz.practice.answering.stuck import reading_after
from quiz.practice.asking.asked import Asked, asked_prompt
from quiz.practice.asking.next_prompt import BY_CHANCE, next_prompt
from quiz.practice.log.step import advance, next_instant, until_fresh
from quiz.practice.models import Event, Learner, Prompt, Review
from quiz.practice.people.planning import end_rest
from quiz.practice.remembering.before import Before, before_of
from quiz.practice.remembering.events import memory_after
from quiz.practice.remembering.folding import Graded, as_read, changes_by
from quiz.practice.remembering.overtaken import after_answer
from quiz.practice.remembering.situation import Situation, situation_of
from quiz.practice.remembering.stored import card_rows, keep_at_hand, save_cards

MOST_MS = 120_000
ANSWERS = Counter("mlopsprep_answers", "Answers recorded, each once")
"""Since the process began; `serve_metrics` adds up those of all."""


class NotCurrent(Exception):
    """The prompt was skipped or replaced by a newer one; nothing was recorded."""


@dataclass(frozen=True)
class Answered:
    """What came of an answer. `repeated` says that the prompt had its review already, and nothing was recorded."""

    asked: Asked
    review: Review
    situation: Situation
    following: Prompt | None
    repeated: bool = False

    @property
    def prompt(self) -> Prompt:
        return self.asked.prompt


def record_answer(
    *,
    learner: Learner,
    prompt_id: UUID,
    response: Response,
    now: datetime,
    zone: ZoneInfo,
    dice: Random = BY_CHANCE,
) -> Answered:
    """Grade the response to a prompt and record it, once however often it is sent.

    Owns its transaction. Raises `Prompt.DoesNotExist`, `NotCurrent`, `NotOffered` and `log.Busy`.
    """
    return until_fresh(learner, lambda fresh: answer_once(fresh, prompt_id, response, now, zone, dice))


def answer_once(
    learner: Learner,
    prompt_id: UUID,
    response: Response,
    now: datetime,
    zone: ZoneInfo,
    dice: Random = BY_CHANCE,
) -> Answered:
    asked = asked_prompt(learner, prompt_id)
    situation = situation_of(learner, zone)
    if asked.review:
        return Answered(asked, asked.review, situation, None, repeated=True)
    if not asked.is_current:
        raise NotCurrent
    review = write_review(situation, asked, response, next_instant(learner, now))
    step = think(situation, asked, review, dice)
    write(*step)
    return Answered(asked, review, step.situation, step.following)


def write_review(situation: Situation, asked: Asked, response: Response, at: datetime) -> Review:
    """The unsaved review of this response; raises `NotOffered`."""
    prompt, judged = asked.prompt, judge(asked, response)
    since = situation.learner.last_at if response.ms is None else None
    return Review(
        prompt=prompt,
        learner=situation.learner,
        response=judged.response,
        machine_grade=judged.machine_grade,
        grade=judged.grade,
        guess_chance=judged.guess_chance,
        ms=thinking_time(prompt, response.ms, since, at),
        estimated=response.ms is None,
        predicted=predicted(situation, asked, at),
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


def graded(asked: Asked, review: Review, key: str, grade: int) -> Graded:
    prompt, seconds = asked.prompt, review.ms / 1000
    return Graded(prompt.pk, key, prompt.way, grade, seconds, review.at, review.local_day, asked.hinted)


class Step(NamedTuple):
    """What an answer brings about, thought through and not yet written."""

    situation: Situation
    """After the answer."""
    review: Review
    touched: Collection[str]
    before: Before
    following: Prompt | None
    readings: Sequence[Event]


def think(situation: Situation, asked: Asked, review: Review, dice: Random = BY_CHANCE) -> Step:
    """What the review changes, and what is asked next. It takes no lock, and is done before one is taken."""
    prompt, memory = asked.prompt, situation.memory
    key = situation.bank.key_of[prompt.question_id]
    step = as_read(graded(asked, review, key, review.grade), memory.state(key))
    profile, changed = changes_by(situation.bank, memory, step)
    card = after_answer(situation.bank, key, prompt.revision_id, memory.state(key).card, changed[key].card)
    changed[key] = replace(changed[key], card=card)
    before = before_of(step, memory, changed)
    after = situation.with_memory(memory.changed(changed, profile))
    readings = reading_after(after, prompt, review)
    after = situation.with_memory(memory_after(after, readings))
    prompt.session.practised += prompt.took(review.at)
    touched = [*changed, *(situation.bank.key_of[reading.question_id] for reading in readings)]
    following = (
        None
        if prompt.session.has_ended
        else next_prompt(after, prompt.session, sequence=prompt.sequence + 1, at=review.at, dice=dice)
    )
    return Step(after, review, touched, before, following, readings)


def write(
    situation: Situation,
    review: Review,
    touched: Collection[str],
    before: Before,
    following: Prompt | None,
    readings: Sequence[Event],
) -> None:
    """A thought-through step: version, review, cards, next prompt."""
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
    ANSWERS.inc()
    keep_at_hand(learner, memory)
