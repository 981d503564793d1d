"""Leaving a question out, and putting it back: rows of the log."""

from collections.abc import Collection
from datetime import datetime
from zoneinfo import ZoneInfo

from quiz.practice.asking.current import waiting
from quiz.practice.log.step import until_fresh
from quiz.practice.models import Event, Learner
from quiz.practice.remembering.events import note
from quiz.practice.remembering.situation import situation_of


class IsAssigned(Exception):
    """An assignment asks this question of the learner; nothing was changed."""


def leave_out(
    *, learner: Learner, key: str, assigned: Collection[str], now: datetime, zone: ZoneInfo
) -> Learner:
    """Ask the question no more, once however often it is sent; gives the learner who left it out.

    A prompt that still asks it is skipped. `note` owns the transactions; a visitor's learner is made here.
    Raises `IsAssigned`, `KeyError` for an unknown key, and `log.Busy`.
    """
    if key in assigned:
        raise IsAssigned(key)
    return until_fresh(learner, lambda fresh: leave_out_once(fresh, key, now, zone))


def leave_out_once(learner: Learner, key: str, now: datetime, zone: ZoneInfo) -> Learner:
    situation = situation_of(learner, zone)
    if key in situation.memory.left_out:
        return learner
    for prompt in waiting(learner, situation.bank.id_of[key]):
        note(situation_of(learner, zone), Event.Kind.SKIPPED, [key], now, prompt)
    note(situation_of(learner, zone), Event.Kind.LEFT_OUT, [key], now)
    return learner


def put_back(*, learner: Learner, key: str, now: datetime, zone: ZoneInfo) -> Learner:
    """Ask it again as before, once however often it is sent. `note` owns the transaction. Raises `log.Busy`."""
    return until_fresh(learner, lambda fresh: put_back_once(fresh, key, now, zone))


def put_back_once(learner: Learner, key: str, now: datetime, zone: ZoneInfo) -> Learner:
    situation = situation_of(learner, zone)
    if key in situation.memory.left_out:
        note(situation, Event.Kind.PUT_BACK, [key], now)
    return learner
