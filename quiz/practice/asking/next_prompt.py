"""Choosing what to ask next, and writing it down as a prompt."""

import random
from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from database.prepared import Prepared
from quiz import engine
from quiz.bank.models import Question
from quiz.bank.published import PublishedRevision
from quiz.practice.asking.claims import pick_in_turn
from quiz.practice.asking.first_session import pick_to_place
from quiz.practice.models import Learner, Mark, PracticeSession, Prompt, Way
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
    revision, learner = situation.bank.questions[pick.key].revision, situation.learner.pk
    ((starred, last),) = star_and_last_offer(learner=learner, question=revision.question_id)
    prompt = write_prompt(
        session, revision, pick, sequence=sequence, seed=seed, at=at, learner_id=learner, last=last or ()
    )
    prompt.has_star = starred
    return prompt


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
        case PracticeSession.Kind.INTERVIEW:
            return (
                None  # its next question comes when one was said (`quiz.interview`), not when one is graded
            )
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
    last: Collection[str] = (),
) -> Prompt:
    """The unsaved prompt. `last`: the options that this person was offered for the question before."""
    return Prompt(
        learner_id=learner_id,
        session=session,
        sequence=sequence,
        question_id=revision.question_id,
        revision_id=revision.id,
        way=pick.way,
        options=offer(revision, seed, last) if pick.way == Way.CHOOSE else [],
        reason=pick.reason,
        seed=seed,
        at=at,
    )


def offer(revision: PublishedRevision, seed: int, last: Collection[str] = ()) -> Sequence[str]:
    """The right option and three wrong ones, in an order of their own: the same seed and `last` give the same.

    Wrong ones that were among the last offered come again only where there are too few others.
    """
    dice = random.Random(seed)  # noqa: S311  (an order, not a secret)
    wrong = [option.slug for option in revision.wrong_options]
    slugs = drawn(dice, [slug for slug in wrong if slug not in last], WRONG_OPTIONS)
    if missing := WRONG_OPTIONS - len(slugs):
        slugs += drawn(dice, [slug for slug in wrong if slug in last], missing)
        dice.shuffle(slugs)  # else the new ones always come first
    slugs.insert(dice.randrange(WRONG_OPTIONS + 1), revision.right_option.slug)
    return slugs


def drawn(dice: random.Random, slugs: Sequence[str], most: int) -> list[str]:
    return dice.sample(slugs, min(most, len(slugs)))


@Prepared
def star_and_last_offer(
    learner: UUID, question: int
) -> QuerySet[Question, tuple[bool, Sequence[str] | None]]:
    """Whether the question has this person's star, and the options of the newest prompt that asked them to choose,
    answered or not; None where none did.
    """
    starred = Mark.objects.filter(learner=learner, question=OuterRef("pk"), starred=True)
    chosen = (
        Learner(pk=learner).prompts.filter(question=OuterRef("pk"), way=Way.CHOOSE).order_by("-at", "-pk")
    )
    return Question.objects.filter(pk=question).values_list(
        Exists(starred), Subquery(chosen.values("options")[:1])
    )
