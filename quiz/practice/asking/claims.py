"""Asked once each, unaided: what a learner says they know, and what they missed and practise again."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from quiz import engine
from quiz.practice.log.step import TICK
from quiz.practice.models import Event, PracticeSession, Way
from quiz.practice.remembering.situation import Situation

REASONS: Final = {
    PracticeSession.Kind.CLAIMED: "You said you know this, so here it is once without options.",
    PracticeSession.Kind.AGAIN: "You missed this one, so here it is again.",
}


def claims_of(situation: Situation, session: PracticeSession, at: datetime) -> list[Event]:
    """The unsaved events of a session of this kind; none for another."""
    if session.kind != PracticeSession.Kind.CLAIMED:
        return []
    return [
        Event(
            learner_id=situation.learner.pk,
            kind=Event.Kind.CLAIMED,
            question_id=situation.bank.id_of[key],
            at=at + TICK * place,
            local_day=situation.local_day(at),
        )
        for place, key in enumerate(session.only or ())
    ]


def pick_in_turn(situation: Situation, session: PracticeSession, *, at: datetime) -> engine.Pick | None:
    """The next question in the session's order; None once each was asked."""
    askable, asked = situation.bank.askable, situation.asked_in(session)
    closed = situation.memory.closed_on(situation.local_day(at))
    waiting = [key for key in session.only or () if key in askable and key not in {*asked, *closed}]
    if not waiting:
        return None
    key = next(iter(apart(situation, waiting, asked)), waiting[0])
    return engine.Pick(key, unaided_way(askable[key]), REASONS[PracticeSession.Kind(session.kind)])


def apart(situation: Situation, keys: Sequence[str], asked: Sequence[str]) -> list[str]:
    """Those that ask something else than the last four did: an answer just read says nothing."""
    known = situation.bank.known
    near = set[str]().union(*(known[key].duplicates for key in asked[-engine.APART :]))
    return [key for key in keys if key not in near]


def unaided_way(question: engine.Question) -> str:
    """Typed where a machine can grade it, else recalled."""
    return Way.TYPE if Way.TYPE in question.ways else Way.RECALL
