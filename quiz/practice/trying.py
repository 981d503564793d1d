"""Trying one question before anything is kept of a person.

The landing page writes nothing: what it asks is in a signed token (question, revision, seed, and the identifier
that the prompt will have). The answer makes learner, session, prompt and review at once.
"""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core import signing
from django.db import IntegrityError, transaction

from database.identifiers import uuid7
from quiz import engine
from quiz.bank.published import PublishedBank, PublishedOption, PublishedQuestion
from quiz.practice.answering import MOST_MS, Judge, keep, write_review
from quiz.practice.asking import new_seed, offer, write_prompt
from quiz.practice.learners import SAME_CLICK
from quiz.practice.log import Busy, make, next_instant, until_fresh
from quiz.practice.memory import Situation, situation_of
from quiz.practice.models import Learner, PracticeSession, Prompt, Review, Way, of
from quiz.practice.placing import kind_now
from quiz.practice.starting import Focus, new_session

SALT = "quiz.practice.trying"
FRESH_FOR = timedelta(hours=2)
REASON = "You chose to try this one."


class Outdated(Exception):
    """The question offered is too old, was changed since, or was answered; nothing was recorded."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A question as the landing page offers it."""

    question: PublishedQuestion
    seed: int
    prompt_id: UUID
    offered_at: datetime

    @property
    def token(self) -> str:
        """All of it, signed; which option is right is not in it."""
        question, at = self.question, self.offered_at.isoformat()
        return signing.dumps(
            [question.key, question.revision.id, self.seed, self.prompt_id.hex, at], salt=SALT
        )

    @property
    def options(self) -> list[PublishedOption]:
        by_slug = {option.slug: option for option in self.question.revision.options}
        return [by_slug[slug] for slug in offer(self.question.revision, self.seed)]


@dataclass(frozen=True, slots=True)
class Tried:
    """Whose answer it is, and the prompt that has it."""

    learner: Learner
    prompt: Prompt


def offer_trial(bank: PublishedBank, now: datetime, *, without: Collection[str] = ()) -> Trial | None:
    """Any question that can be answered by choosing; None where there is none."""
    able = [
        each
        for key, each in bank.questions.items()
        if Way.CHOOSE in each.revision.ways and key not in without
    ]
    return Trial(secrets.choice(able), new_seed(), uuid7(), now) if able else None


def trial_of(token: str, bank: PublishedBank, now: datetime) -> Trial:
    """What a token offered; raises `Outdated`."""
    try:
        key, revision, seed, prompt, offered = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        raise Outdated from None
    question, offered_at = bank.questions.get(key), datetime.fromisoformat(offered)
    if question is None or question.revision.id != revision or now - offered_at > FRESH_FOR:
        raise Outdated
    return Trial(question, seed, UUID(prompt), offered_at)


def answer_trial(
    *, learner: Learner, trial: Trial, judge: Judge, ms: int | None, now: datetime, zone: ZoneInfo
) -> Tried:
    """Record the answer, once however often it is sent, in a session that goes on from it.

    Owns its transaction; a visitor's learner is made here. What `judge` raises passes through with nothing recorded.
    Raises `Outdated` and `log.Busy`.
    """
    is_new = not learner.exists
    try:
        return until_fresh(learner, lambda fresh: try_once(fresh, trial, judge, ms, now, zone))
    except IntegrityError as clash:
        tried = earlier(trial, learner, now, is_new=is_new)
        if tried is None:
            raise Busy from clash
        return tried


def try_once(
    learner: Learner, trial: Trial, judge: Judge, ms: int | None, now: datetime, zone: ZoneInfo
) -> Tried:
    tried = earlier(trial, learner, now, is_new=not learner.exists)
    if tried:
        return tried
    situation = situation_of(learner, zone)
    prompt = prompt_of(situation, trial, next_instant(learner, now))
    review = review_of(situation, trial, prompt, judge, ms)
    write(situation, prompt, review)
    return Tried(learner, prompt)


def earlier(trial: Trial, learner: Learner, now: datetime, *, is_new: bool) -> Tried | None:
    """The answer that this token has brought already.

    A double click can arrive before the browser knows its learner: for a minute the token itself, which only its page
    holds, says whose it is. Raises `Outdated` for somebody else's.
    """
    prompt = (
        Prompt.objects.filter(pk=trial.prompt_id).select_related("learner__merged_into", "review").first()
    )
    if prompt is None:
        return None
    owner = prompt.learner.merged_into or prompt.learner
    nobody_known = is_new and learner.user_id is None and owner.user_id is None
    is_same_click = nobody_known and now - prompt.review.at < SAME_CLICK
    if owner.pk != learner.pk and not is_same_click:
        raise Outdated
    return Tried(owner, prompt)


def prompt_of(situation: Situation, trial: Trial, at: datetime) -> Prompt:
    """The unsaved first prompt of an unsaved session."""
    pick = engine.Pick(trial.question.key, Way.CHOOSE, REASON)
    prompt = write_prompt(
        new_session(situation, Focus(kind=kind_now(situation.memory)), at),
        trial.question.revision,
        pick,
        sequence=1,
        seed=trial.seed,
        at=at,
        learner_id=situation.learner.pk,
    )
    prompt.pk = trial.prompt_id
    prompt.was_hinted = False  # type: ignore[attr-defined]
    return prompt


def review_of(situation: Situation, trial: Trial, prompt: Prompt, judge: Judge, ms: int | None) -> Review:
    """The unsaved review; without the page's own count the time since the offer stands in."""
    review = write_review(situation, prompt, judge(prompt, trial.question.revision), ms, prompt.at)
    if ms is None:
        since = (prompt.at - trial.offered_at) / timedelta(milliseconds=1)
        review.ms = min(max(int(since), 0), MOST_MS)
    return review


def write(situation: Situation, prompt: Prompt, review: Review) -> None:
    """Learner, session, prompt and review, and what `keep` adds, in one transaction."""
    learner = situation.learner
    with transaction.atomic():
        make(learner)
        PracticeSession.objects.filter(of(learner), ended_at=None).update(ended_at=prompt.at)
        prompt.session.save(force_insert=True)
        prompt.save(force_insert=True)
        keep(situation, prompt, review)
