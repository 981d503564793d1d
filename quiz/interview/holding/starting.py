"""Starting an interview."""

from collections.abc import Sequence
from datetime import datetime
from random import Random
from zoneinfo import ZoneInfo

from django.db import transaction

from quiz.bank.drills.models import DrillRevision
from quiz.interview.holding.drawing import LATELY, Evidence, drawn
from quiz.interview.holding.ending import end
from quiz.interview.holding.held import SECONDS, held, interviews_of
from quiz.interview.models import Interview
from quiz.practice.asked_lately.shares import asked_share
from quiz.practice.asking.next_prompt import BY_CHANCE, new_seed
from quiz.practice.asking.starting import NothingToAsk
from quiz.practice.log.learners import SAME_CLICK
from quiz.practice.log.step import advance, make, next_instant, until_fresh
from quiz.practice.models import Learner, PracticeSession, Prompt, Way
from quiz.practice.remembering.situation import Situation, situation_of


def start_interview(
    *,
    learner: Learner,
    length: int,
    manner: Interview.Manner,
    timing: Interview.Timing,
    now: datetime,
    zone: ZoneInfo,
    dice: Random = BY_CHANCE,
) -> Interview:
    """Draw the questions and put the first one. One that is still open ends, with what was answered; sent twice by the
    same click, it begins once.

    Owns its transaction. A visitor's learner is made here. Raises `NothingToAsk` and `log.Busy`.
    """

    def once(fresh: Learner) -> Interview:
        situation = situation_of(fresh, zone)
        evidence = Evidence(asked_share(situation.bank), asked_in_the_last(fresh))
        keys = drawn(situation, length, now=now, dice=Random(new_seed(dice)), evidence=evidence)  # noqa: S311
        if same := of_the_same_click(fresh, len(keys), manner, timing, now):
            return same
        if not keys:
            raise NothingToAsk
        return begin(situation, keys, manner, timing, next_instant(fresh, now), dice)

    return until_fresh(learner, once)


def of_the_same_click(
    learner: Learner,
    asks: int | DrillRevision,
    manner: Interview.Manner,
    timing: Interview.Timing,
    now: datetime,
) -> Interview | None:
    """The interview that this one was sent as a moment ago, if nothing was said in it. Of questions it asks as many as
    there were to draw, which may be fewer than were wished.
    """
    newest: Interview | None = interviews_of(learner).first() if learner.exists else None
    if newest is None or newest.ended_at or now - newest.started_at >= SAME_CLICK:
        return None
    own = newest.drill or len(keys_of(newest))
    is_alike = (own, newest.manner, newest.timing) == (asks, manner, timing)
    return newest if is_alike and not has_begun(newest) else None


def has_begun(interview: Interview) -> bool:
    """Whether anything was said in it. A drill ends with what is said."""
    return interview.drill is None and held(interview).puts[0].answer is not None


def keys_of(interview: Interview) -> list[str]:
    """All that it asks, in order; of a drill nothing."""
    return list(interview.session.only or ()) if interview.session else []


def asked_in_the_last(learner: Learner) -> list[list[str]]:
    """What this learner's last interviews asked, the newest first."""
    if not learner.exists:
        return []
    rows = interviews_of(learner).filter(drill=None)[: len(LATELY)]
    return [keys_of(each) for each in rows]


def begin(
    situation: Situation,
    keys: Sequence[str],
    manner: Interview.Manner,
    timing: Interview.Timing,
    at: datetime,
    dice: Random,
) -> Interview:
    learner = situation.learner
    session = PracticeSession(
        learner_id=learner.pk,
        started_at=at,
        minutes=round(len(keys) * sum(SECONDS.values()) / 60),
        kind=PracticeSession.Kind.INTERVIEW,
        only=list(keys),
    )
    interview = Interview(learner_id=learner.pk, session=session, manner=manner, timing=timing, started_at=at)
    with transaction.atomic():
        make(learner)
        advance(learner, at=at)
        for earlier in interviews_of(learner).filter(ended_at=None):
            end(earlier, at)
        session.save(force_insert=True)
        interview.save(force_insert=True)
        put(situation, session, keys[0], sequence=1, at=at, dice=dice).save(force_insert=True)
    return interview


def put(
    situation: Situation,
    session: PracticeSession,
    key: str,
    *,
    sequence: int,
    at: datetime,
    dice: Random = BY_CHANCE,
) -> Prompt:
    """The unsaved prompt that puts this question."""
    revision = situation.bank.questions[key].revision
    return Prompt(
        learner_id=situation.learner.pk,
        session=session,
        sequence=sequence,
        question_id=revision.question_id,
        revision_id=revision.id,
        way=Way.RECALL,
        seed=new_seed(dice),
        at=at,
    )
