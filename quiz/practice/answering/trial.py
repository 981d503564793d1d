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
from quiz.practice.answering import answering
from quiz.practice.answering.answering import MOST_MS, Step, think, write_review
from quiz.practice.answering.responses import Response
from quiz.practice.asking.asked import Asked
from quiz.practice.asking.ending import end_sessions
from quiz.practice.asking.first_session import kind_now
from quiz.practice.asking.next_prompt import new_seed, offer, write_prompt
from quiz.practice.asking.starting import Focus, new_session
from quiz.practice.log.learners import SAME_CLICK
from quiz.practice.log.step import Busy, make, next_instant, until_fresh
from quiz.practice.models import Learner, Prompt, Review, Way, practice_of
from quiz.practice.remembering.situation import Situation, situation_of

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
    *, learner: Learner, trial: Trial, response: Response, now: datetime, zone: ZoneInfo
) -> Tried:
    """Record the answer, once however often it is sent, in a session that goes on from it.

    Owns its transaction; a visitor's learner is made here. Raises `NotOffered`, `Outdated` and `log.Busy`.
    """
    is_new = not learner.exists
    try:
        return until_fresh(learner, lambda fresh: try_once(fresh, trial, response, now, zone))
    except IntegrityError as clash:
        tried = earlier(trial, learner, now, is_new=is_new)
        if tried is None:
            raise Busy from clash
        return tried


def try_once(learner: Learner, trial: Trial, response: Response, now: datetime, zone: ZoneInfo) -> Tried:
    tried = earlier(trial, learner, now, is_new=not learner.exists)
    if tried:
        return tried
    situation = situation_of(learner, zone)
    asked = asked_by(situation, trial, next_instant(learner, now))
    review = review_of(situation, trial, asked, response)
    write(learner, asked.prompt, think(situation, asked, review))
    return Tried(learner, asked.prompt)


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


def asked_by(situation: Situation, trial: Trial, at: datetime) -> Asked:
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
    return Asked(prompt, trial.question.revision.digest, newest=prompt.sequence)


def review_of(situation: Situation, trial: Trial, asked: Asked, response: Response) -> Review:
    """The unsaved review; without the page's own count the time since the offer stands in."""
    prompt = asked.prompt
    review = write_review(situation, asked, response, prompt.at)
    if response.ms is None:
        since = (prompt.at - trial.offered_at) / timedelta(milliseconds=1)
        review.ms = min(max(int(since), 0), MOST_MS)
    return review


def write(learner: Learner, prompt: Prompt, step: Step) -> None:
    """Learner, session and prompt, and the step of the answer, in one transaction."""
    with transaction.atomic():
        make(learner)
        end_sessions(practice_of(learner), now=prompt.at)
        prompt.session.save(force_insert=True)
        prompt.save(force_insert=True)
        answering.write(*step)
