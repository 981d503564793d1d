"""Choosing what to ask next, and writing it down as a prompt."""

import random
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from quiz import engine
from quiz.bank.published import PublishedRevision
from quiz.practice.asking.claims import pick_in_turn
from quiz.practice.asking.first_session import pick_to_place
from quiz.practice.models import PracticeSession, Prompt, Way
from quiz.practice.remembering.situation import Situation

WRONG_OPTIONS = 3
SECONDS_A_QUESTION = 40
"""About as long as one takes with its feedback."""


BY_CHANCE = random.SystemRandom()


def new_seed(dice: random.Random = BY_CHANCE) -> int:
    return dice.getrandbits(62)


def next_prompt(
    situation: Situation,
    session: PracticeSession,
    *,
    sequence: int,
    at: datetime,
    dice: random.Random = BY_CHANCE,
) -> Prompt | None:
    """The unsaved prompt that this session asks next; None where time is up or nothing is left to ask.

    The same dice give the same prompts: the demonstration brings its own.
    """
    seed = new_seed(dice)
    pick = pick_for(situation, session, at=at, rng=random.Random(seed))  # noqa: S311
    if pick is None:
        return None
    revision = situation.bank.questions[pick.key].revision
    return write_prompt(
        session, revision, pick, sequence=sequence, seed=seed, at=at, learner_id=situation.learner.pk
    )


def pick_for(
    situation: Situation, session: PracticeSession, *, at: datetime, rng: random.Random
) -> engine.Pick | None:
    """What a session of this kind asks next."""
    left = session.seconds_left
    match session.kind:
        case PracticeSession.Kind.PLACING:
            return pick_to_place(situation, session, at=at, seconds_left=left, rng=rng)
        case PracticeSession.Kind.CLAIMED | PracticeSession.Kind.AGAIN:
            return pick_in_turn(situation, session, at=at)
    return pick_by_plan(situation, session, at=at, seconds_left=left, rng=rng)


def pick_by_plan(
    situation: Situation, session: PracticeSession, *, at: datetime, seconds_left: float, rng: random.Random
) -> engine.Pick | None:
    """A focus promises nothing but what has changed: what is promised begins a session over the whole bank."""
    memory, bank = situation.memory, situation.bank
    closed = memory.closed_on(situation.local_day(at), session.first)
    closed |= memory.skipped_since(session.started_at)
    focus = bank.questions.keys() if session.only is None else session.only
    return engine.pick(
        bank.askable,
        situation.engine_plan(),
        memory.profile,
        memory.cards,
        now=at,
        seconds_left=seconds_left,
        recent=memory.asked_since(session.started_at),
        rng=rng,
        only=None if session.only is None and not closed else frozenset(focus) - closed,
        first=tuple(session.first),
        promised=None if session.only is None else [key for key in session.only if key in memory.overtaken],
    )


def write_prompt(
    session: PracticeSession,
    revision: PublishedRevision,
    pick: engine.Pick,
    *,
    sequence: int,
    seed: int,
    at: datetime,
    learner_id: UUID,
) -> Prompt:
    return Prompt(
        learner_id=learner_id,
        session=session,
        sequence=sequence,
        question_id=revision.question_id,
        revision_id=revision.id,
        way=pick.way,
        options=offer(revision, seed) if pick.way == Way.CHOOSE else [],
        reason=pick.reason,
        seed=seed,
        at=at,
    )


def offer(revision: PublishedRevision, seed: int) -> Sequence[str]:
    """The right option and three wrong ones, in an order of their own: the same seed gives the same."""
    dice = random.Random(seed)  # noqa: S311  (an order, not a secret)
    slugs = [option.slug for option in dice.sample(revision.wrong_options, WRONG_OPTIONS)]
    slugs.insert(dice.randrange(WRONG_OPTIONS + 1), revision.right_option.slug)
    return slugs
