"""Writing the log: one act at a time for each learner.

An act reads and thinks first, then moves the learner's version in one statement that is lock, write and stale
check at once. If somebody else was quicker nothing is written, and the act thinks again.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from database.rows import insert_if_new, update
from quiz.practice.learners import again
from quiz.practice.models import Learner

Outcome = TypeVar("Outcome")
TICK = timedelta(microseconds=1)
TRIES = 3


class Stale(Exception):
    """The learner's log has moved since it was read."""


class Busy(Exception):
    """Three times in a row somebody else was quicker; nothing was written."""


def next_instant(learner: Learner, now: datetime) -> datetime:
    """The time of the log's next row: now, but always after the newest row, even if the clock went back."""
    return max(now, learner.last_at + TICK) if learner.last_at else now


def make(learner: Learner) -> None:
    """Make the row of a learner who is new, in the caller's transaction; or raise `Stale` where a request that came at
    the same moment made it.
    """
    if not learner.exists and not insert_if_new(learner):
        raise Stale


def advance(learner: Learner, *, at: datetime, **changes: Any) -> None:
    """Move the learner's version, and change other columns, in the caller's transaction; or raise `Stale`."""
    current = {"id": learner.pk, "version": learner.version, "merged_into_id": None}
    changes |= {"version": learner.version + 1, "last_at": at}
    if not update(Learner, current, changes):
        raise Stale
    for column, value in changes.items():
        setattr(learner, column, value)


def until_fresh(learner: Learner, act: Callable[[Learner], Outcome]) -> Outcome:
    """Try the act, and again with the learner as it is then, three times at most."""
    for _ in range(TRIES):
        try:
            return act(learner)
        except Stale:
            learner = again(learner)
    raise Busy
