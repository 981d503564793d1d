"""Writing the log: one act at a time for each learner.

An act reads and thinks first, then moves the learner's version in one statement that is lock, write and stale
check at once. If somebody else was quicker nothing is written, and the act thinks again.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db import DatabaseError

from database.failing import Failure, failure_of
from database.rows import insert_if_new, update
from quiz.practice.log.learners import again
from quiz.practice.models import Learner

Outcome = TypeVar("Outcome")
TICK = timedelta(microseconds=1)
TRIES = 3


class Stale(Exception):
    """The learner's log has moved since it was read."""


class Busy(Exception):
    """Three times in a row somebody else was quicker, or the database could not bring two writers together; nothing
    was written. Views let it pass: the site answers 503, with what was sent (`mlopsprep.errors`)."""


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
    """Try the act, and again with the learner as it is then, three times at most.

    A clash of two writers (a deadlock, a failed serialisation) is over at once, so it is tried again like a stale
    learner. Who waited in vain for a lock has waited long enough.
    """
    for _ in range(TRIES):
        try:
            return act(learner)
        except Stale:
            learner = again(learner)
        except DatabaseError as error:
            if failure_of(error) is not Failure.CLASHED:
                raise
            learner = as_it_is(learner)
    raise Busy


def as_it_is(learner: Learner) -> Learner:
    """Read anew; one who was to be made by the act that failed was not."""
    try:
        return again(learner)
    except Learner.DoesNotExist:
        return Learner(pk=learner.pk, user_id=learner.user_id)
