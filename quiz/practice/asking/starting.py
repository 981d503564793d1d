"""Starting a session, or going on with the one that is open."""

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from django.db import transaction

from quiz.practice.asking.claims import claims_of
from quiz.practice.asking.current import current_prompt
from quiz.practice.asking.ending import end_session, is_over
from quiz.practice.asking.first_session import MINUTES
from quiz.practice.asking.next_prompt import (
    BY_CHANCE,
    SECONDS_A_QUESTION,
    new_seed,
    next_prompt,
    pick_for,
)
from quiz.practice.log.step import advance, make, next_instant, until_fresh
from quiz.practice.models import Event, Learner, Plan, PracticeSession, Prompt
from quiz.practice.remembering.session_starts import keep_start
from quiz.practice.remembering.situation import Situation, situation_of

LONGEST_TITLE = 120
"""Of a session, in characters."""


class NothingToAsk(Exception):
    """The focus holds no question that may be asked now; no session was started."""


@dataclass(frozen=True, slots=True)
class Focus:
    """What a session is about: a title and keys where it does not mix the whole bank, and what comes first."""

    title: str = ""
    only: Sequence[str] | None = None
    first: Sequence[str] = ()
    kind: PracticeSession.Kind = PracticeSession.Kind.ORDINARY
    skips_placing: bool = False
    """Whether it takes the place of a first session that is still open."""

    def goes_on_in(self, session: PracticeSession, asked: Collection[str]) -> bool:
        """Whether an open session is on this focus already: both have the same left, once `asked` are done."""
        in_turn, placing = (
            {PracticeSession.Kind.CLAIMED, PracticeSession.Kind.AGAIN},
            PracticeSession.Kind.PLACING,
        )
        if session.kind != self.kind and in_turn & {session.kind, self.kind}:
            return False
        if self.skips_placing and session.kind == placing:
            return False
        return left_of(session.only, asked) == left_of(self.only, asked)


def left_of(only: Collection[str] | None, asked: Collection[str]) -> frozenset[str] | None:
    """Which of these keys were not asked yet; all where each was. None for the whole bank."""
    return None if only is None else frozenset(only).difference(asked) or frozenset(only)


@dataclass(frozen=True)
class Started:
    learner: Learner
    session: PracticeSession
    prompt: Prompt


def start_session(
    *, learner: Learner, focus: Focus, now: datetime, zone: ZoneInfo, dice: Random = BY_CHANCE
) -> Started:
    """Open a session with its first prompt; an open one on the same focus goes on where it was.

    Owns its transaction. A visitor's learner is made here. Raises `NothingToAsk` and `log.Busy`.
    """
    return until_fresh(learner, lambda fresh: start_once(fresh, focus, now, zone, dice))


def start_once(
    learner: Learner, focus: Focus, now: datetime, zone: ZoneInfo, dice: Random = BY_CHANCE
) -> Started:
    situation = situation_of(learner, zone)
    open_session = latest_open_session(learner) if learner.exists else None
    if open_session and (waiting := prompt_to_go_on(situation, open_session, focus, now, dice)):
        return Started(learner, open_session, waiting)
    at = next_instant(learner, now)
    session = new_session(situation, focus, at)
    prompt = next_prompt(situation, session, sequence=1, at=at, dice=dice)
    if prompt is None:
        raise NothingToAsk
    claims = claims_of(situation, session, at)
    with transaction.atomic():
        make(learner)
        advance(learner, at=claims[-1].at if claims else at)
        Event.objects.bulk_create(claims)
        if open_session:
            end_session(session=open_session, now=at)
        session.save(force_insert=True)
        prompt.save(force_insert=True)
    keep_start(situation, session)
    return Started(learner, session, prompt)


def prompt_to_go_on(
    situation: Situation, session: PracticeSession, focus: Focus, now: datetime, dice: Random
) -> Prompt | None:
    """What an open session of today waits for, where that is on this focus; or asks next, once it has come to anything:
    where nothing was answered another is as good, and knows what comes first by now.
    """
    asked = situation.memory.asked_since(session.started_at)
    if not focus.goes_on_in(session, asked) or is_over(situation, session, now):
        return None
    if not asked:
        return current_prompt(situation.learner, session, now)
    return waiting_or_next(situation, session, now, dice)


def latest_open_session(learner: Learner) -> PracticeSession | None:
    session = learner.sessions.order_by("-started_at", "-pk").first()
    return None if session is None or session.has_ended else session


def new_session(situation: Situation, focus: Focus, at: datetime) -> PracticeSession:
    session = PracticeSession(
        learner_id=situation.learner.pk,
        started_at=at,
        minutes=minutes_of(situation, focus, at),
        kind=focus.kind,
        title=focus.title,
        only=None if focus.only is None else list(focus.only),
        first=list(focus.first),
    )
    session.practised = timedelta()
    return session


def minutes_of(situation: Situation, focus: Focus, at: datetime) -> int:
    """How long it takes; where each is asked once its questions' time, since it ends with the last of them."""
    match focus.kind:
        case PracticeSession.Kind.PLACING:
            return MINUTES
        case PracticeSession.Kind.CLAIMED | PracticeSession.Kind.AGAIN:
            return math.ceil(len(focus.only or ()) * SECONDS_A_QUESTION / 60)
    practised = practised_on_the_day(situation, at) if situation.learner.exists else timedelta()
    return minutes_left(situation.plan, practised) or situation.plan.minutes


def practised_on_the_day(situation: Situation, at: datetime) -> timedelta:
    """The time practised of the plan's minutes of this local day: what is practised again is outside them."""
    sessions = situation.learner.sessions.filter(started_at__gte=midnight_before(situation, at))
    return of_the_plan(sessions)


def of_the_plan(sessions: Iterable[PracticeSession]) -> timedelta:
    again = PracticeSession.Kind.AGAIN
    return sum((each.practised for each in sessions if each.kind != again), timedelta())


def midnight_before(situation: Situation, at: datetime) -> datetime:
    """When the local day of this instant began."""
    return datetime.combine(situation.local_day(at), time(), situation.zone)


def minutes_left(plan: Plan, practised: timedelta) -> int:
    """Of the plan's minutes on a day on which so much was practised; none where the day is done."""
    return max(0, round(plan.minutes - practised / timedelta(minutes=1)))


def continue_session(
    *, learner: Learner, session: PracticeSession, now: datetime, zone: ZoneInfo
) -> Prompt | None:
    """The session's current prompt; where it is stale, a new one in its place. None where nothing is left.

    Owns its transaction. Raises `log.Busy`.
    """
    return until_fresh(learner, lambda fresh: continue_once(fresh, session, now, zone))


def continue_once(learner: Learner, session: PracticeSession, now: datetime, zone: ZoneInfo) -> Prompt | None:
    situation = situation_of(learner, zone)
    if session.has_ended or not is_over(situation, session, now):
        return waiting_or_next(situation, session, now)
    try:
        return start_once(learner, focus_of(session), now, zone).prompt
    except NothingToAsk:
        return None


def focus_of(session: PracticeSession) -> Focus:
    """What it was about, for another in its place."""
    return Focus(session.title, session.only, session.first, PracticeSession.Kind(session.kind))


def can_go_on(situation: Situation, session: PracticeSession, now: datetime) -> bool:
    """Whether anything is left that it, or another in its place, would ask now."""
    at = next_instant(situation.learner, now)
    dice = Random(new_seed())  # noqa: S311
    return is_over(situation, session, now) or pick_for(situation, session, at=at, rng=dice) is not None


def waiting_or_next(
    situation: Situation, session: PracticeSession, now: datetime, dice: Random = BY_CHANCE
) -> Prompt | None:
    """The session's current prompt; where it is stale a new one, in a transaction of its own."""
    prompt = current_prompt(situation.learner, session, now)
    if prompt is not None or session.has_ended:
        return prompt
    at = next_instant(situation.learner, now)
    newest = session.prompts.order_by("-sequence").first()
    sequence = newest.sequence + 1 if newest else 1
    prompt = next_prompt(situation, session, sequence=sequence, at=at, dice=dice)
    if prompt is not None:
        with transaction.atomic():
            advance(situation.learner, at=at)
            prompt.save(force_insert=True)
    return prompt
