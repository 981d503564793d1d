"""The friend asks the next question: what was said to this one goes into the learner's log, without words."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from quiz.interview.holding.heard import hear
from quiz.interview.holding.held import Held, Put, held
from quiz.interview.holding.saying import NotWaiting, Saying, say
from quiz.interview.models import Pairing
from quiz.practice.log.learners import again


@dataclass(frozen=True, slots=True)
class Ticks:
    """As the sheet sent them."""

    points: Iterable[str] = field(default_factory=tuple)
    reply_points: Iterable[str] = field(default_factory=tuple)


class NotCurrent(Exception):
    """The interview has gone on, or ended; nothing was saved."""


def tick(*, pairing: Pairing, prompt_id: UUID, ticks: Ticks) -> Held:
    """Save what was heard of the question that was put last, in the place of what was ticked before.

    Raises `NotCurrent`.
    """
    now_held = held(pairing.interview)
    put = asked_now(now_held, prompt_id)
    if put is None:
        raise NotCurrent
    hear(interview=pairing.interview, put=put, points=ticks.points, reply_points=ticks.reply_points)
    return now_held


def ask_next(*, pairing: Pairing, prompt_id: UUID, ticks: Ticks, skips: bool, now: datetime) -> Held:
    """Answer and reply were heard, or skipped; put the next question. Once, however often it is sent.

    Each part owns its transaction: where the second fails, sending it again does the rest. Raises `log.Busy`.
    """
    current = held(pairing.interview)
    put = asked_now(current, prompt_id)
    if put and not skips:
        hear(interview=pairing.interview, put=put, points=ticks.points, reply_points=ticks.reply_points)
    try:
        while put := asked_now(current, prompt_id):
            current = heard_part(pairing, put, skips=skips, now=now)
    except NotWaiting:  # two of them at once: the other has done it
        return held(pairing.interview)
    return current


def heard_part(pairing: Pairing, put: Put, *, skips: bool, now: datetime) -> Held:
    """The time is the friend's: from when they could read the question, and all of it is the answer's."""
    begun = max(put.put_at, pairing.bound_at or put.put_at)
    ms = max(0, round((now - begun).total_seconds() * 1000))
    return say(
        learner=again(pairing.interview.learner),
        interview=pairing.interview,
        prompt_id=put.prompt.pk,
        saying=Saying(put.waits_for or "", ms=ms, passed=skips),
        now=now,
        zone=ZoneInfo(pairing.zone),
    )


def asked_now(current: Held, prompt_id: UUID) -> Put | None:
    """This question, if it is the one that waits."""
    put = current.current
    return put if put and put.prompt.pk == prompt_id else None
