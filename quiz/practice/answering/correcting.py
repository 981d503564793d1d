"""Undo and overrule, of the latest effective review only; both reviews and corrections stay in the log."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from quiz.practice.answering.answering import graded
from quiz.practice.answering.judging import NotOffered
from quiz.practice.asking.asked import Asked, asked_prompt
from quiz.practice.log.step import advance, next_instant, until_fresh
from quiz.practice.models import Correction, Event, Grade, Learner, PracticeSession, Prompt, Way
from quiz.practice.remembering.before import Before
from quiz.practice.remembering.folding import as_read, with_review
from quiz.practice.remembering.log_rows import first_read
from quiz.practice.remembering.situation import Situation, situation_of
from quiz.practice.remembering.stored import card_rows, save_cards


class NotTheLatest(Exception):
    """Only the latest answer can be taken back or overruled; nothing was changed."""


class UndoneBefore(NotTheLatest):
    """It was taken back already: sent twice, or elsewhere. `again` asks it again, unless its session had ended."""

    def __init__(self, again: Prompt | None) -> None:
        super().__init__()
        self.again = again


class NotMachineGraded(Exception):
    """The learner graded this answer; there is no machine's grade to overrule."""


@dataclass(frozen=True)
class Corrected:
    """The correction, and the prompt that asks the question again after an undo."""

    correction: Correction
    situation: Situation
    again: Prompt | None = None


def undo(*, learner: Learner, prompt_id: UUID, now: datetime, zone: ZoneInfo) -> Corrected:
    """Take back the answer to this prompt and ask the question again; memory is as if it had never been given.

    Owns its transaction. Raises `Prompt.DoesNotExist`, `NotTheLatest`, of which `UndoneBefore`, and `log.Busy`.
    """
    return until_fresh(learner, lambda fresh: undo_once(fresh, prompt_id, now, zone))


def undo_once(learner: Learner, prompt_id: UUID, now: datetime, zone: ZoneInfo) -> Corrected:
    try:
        asked, before, situation = latest_answer(learner, prompt_id, zone)
    except NotTheLatest:
        refuse_undone(prompt_id)
        raise
    prompt, at = asked.prompt, next_instant(learner, now)
    correction = Correction(learner=learner, review=prompt.review, kind=Correction.Kind.UNDO, at=at)
    memory = before.restored(situation.memory)
    asked_again = None if prompt.session.has_ended else same_prompt(asked, learner, at)
    with transaction.atomic():
        advance(learner, at=at, profile=memory.profile.pack(), before=None)
        correction.save(force_insert=True)
        save_cards(card_rows(learner, situation.bank, {key: memory.states[key] for key in before.states}))
        if asked_again:
            asked_again.save(force_insert=True)
            keep_revealed(asked, asked_again, situation)
    return Corrected(correction, situation.with_memory(memory), asked_again)


def refuse_undone(prompt_id: UUID) -> None:
    """Raises `UndoneBefore`."""
    undone = Correction.objects.filter(review=prompt_id, kind=Correction.Kind.UNDO).first()
    if undone:
        session = PracticeSession.objects.filter(prompts=prompt_id)
        raise UndoneBefore(Prompt.objects.filter(session__in=session, at=undone.at).first())


def same_prompt(asked: Asked, learner: Learner, at: datetime) -> Prompt:
    """The same question in the same way, as the session's newest prompt."""
    prompt = asked.prompt
    return Prompt(
        learner=learner,
        session=prompt.session,
        sequence=asked.newest + 1,
        question_id=prompt.question_id,
        revision_id=prompt.revision_id,
        way=prompt.way,
        options=prompt.options,
        reason=prompt.reason,
        seed=prompt.seed,
        at=at,
    )


def keep_revealed(asked: Asked, asked_again: Prompt, situation: Situation) -> None:
    """A revealed answer stays revealed, with the learner's own words: a slip of the thumb costs one press."""
    prompt = asked.prompt
    if prompt.way == Way.CHOOSE or not asked.revealed:
        return
    Event.objects.create(
        learner=situation.learner,
        kind=Event.Kind.REVEALED,
        question_id=prompt.question_id,
        prompt=asked_again,
        detail={"text": prompt.review.response.get("text", "")},
        at=asked_again.at,
        local_day=situation.local_day(asked_again.at),
    )


def overrule(*, learner: Learner, prompt_id: UUID, grade: int, now: datetime, zone: ZoneInfo) -> Corrected:
    """Count the machine-graded answer to this prompt as `grade`, once however often it is sent; both grades are kept.

    Owns its transaction. Raises `NotOffered`, `NotMachineGraded`, `Prompt.DoesNotExist`, `NotTheLatest`, `log.Busy`.
    """
    if grade not in Grade.values:
        raise NotOffered(str(grade))
    return until_fresh(learner, lambda fresh: overrule_once(fresh, prompt_id, grade, now, zone))


def overrule_once(learner: Learner, prompt_id: UUID, grade: int, now: datetime, zone: ZoneInfo) -> Corrected:
    asked, before, situation = latest_answer(learner, prompt_id, zone)
    prompt = asked.prompt
    if prompt.review.machine_grade is None:
        raise NotMachineGraded
    newest = prompt.review.corrections.order_by("-at").first()
    if newest and newest.grade == grade:
        return Corrected(newest, situation)
    return counted_as(situation, asked, before, grade, now)


def counted_as(situation: Situation, asked: Asked, before: Before, grade: int, now: datetime) -> Corrected:
    """Write that the latest answer counts as this grade, as if it had been given so."""
    learner, prompt, at = situation.learner, asked.prompt, next_instant(situation.learner, now)
    correction = Correction(
        learner=learner, review=prompt.review, kind=Correction.Kind.OVERRULE, grade=grade, at=at
    )
    key = situation.bank.key_of[prompt.question_id]
    read_at = first_read(learner, prompt.question_id, asked.said)
    step = as_read(graded(asked, prompt.review, key, grade), before.states[key], read_at)
    memory = with_review(situation.bank, before.restored(situation.memory), step)
    asked_at = situation.memory.state(key).asked_at
    memory = memory.changed({key: replace(memory.state(key), asked_at=asked_at)})
    with transaction.atomic():
        advance(learner, at=at, profile=memory.profile.pack())
        correction.save(force_insert=True)
        save_cards(card_rows(learner, situation.bank, {key: memory.states[key] for key in before.states}))
    return Corrected(correction, situation.with_memory(memory))


def latest_answer(learner: Learner, prompt_id: UUID, zone: ZoneInfo) -> tuple[Asked, Before, Situation]:
    asked = asked_prompt(learner, prompt_id)
    return asked, before_latest(learner, prompt_id), situation_of(learner, zone)


def before_latest(learner: Learner, prompt_id: UUID) -> Before:
    """What was before the answer to this prompt; raises `NotTheLatest`."""
    before = Before.from_json(learner.before)
    if before is None or before.prompt != prompt_id:
        raise NotTheLatest
    return before
