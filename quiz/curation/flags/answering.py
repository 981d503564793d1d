"""Answering flags, and taking an answer back as long as nobody has read it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from django.db import IntegrityError, transaction

from accounts.audit.models import Act
from accounts.audit.noting import note
from accounts.models import User
from quiz.bank.models import Question
from quiz.practice.flags.models import Flag

Chosen = Mapping[int, str]
"""Flags by their number, each with the state in which a page showed it."""


class FlagsMoved(Exception):
    """A chosen flag was answered, read or put in other words meanwhile; nothing was changed."""


class NothingPublished(Exception):
    """Said to be changed, but those who flagged it saw what is still live; nothing was changed."""


class FlaggedAgain(Exception):
    """A learner has flagged the question again since the answer, so it stays; nothing was changed."""


def state_of(flag: Flag) -> str:
    """What an answer is decided on, in sixteen digits."""
    said = (flag.words, flag.answered_at, flag.outcome, flag.answer, flag.read_at)
    return sha256(repr([str(each) for each in said]).encode()).hexdigest()[:16]


def answer_flags(
    *, question: Question, chosen: Chosen, outcome: Flag.Outcome, answer: str, by: User, now: datetime
) -> Sequence[Flag]:
    """Give one answer to these flags, in the place of an earlier one that was not read; sent twice it is given once.

    Owns its transaction. Raises `FlagsMoved`, `NothingPublished`.
    """
    with transaction.atomic():
        flags = locked(question, chosen)
        if flags and all(
            (flag.answered_by, flag.outcome, flag.answer) == (by.pk, outcome, answer) for flag in flags
        ):
            return flags
        refuse_moved(flags, chosen)
        if outcome == Flag.Outcome.CHANGED and any(is_as_they_saw(question, flag) for flag in flags):
            raise NothingPublished
        rows = Flag.objects.filter(pk__in=[flag.pk for flag in flags])
        rows.update(answered_at=now, answered_by=by.pk, outcome=outcome, answer=answer)
        note(Act.FLAG_ANSWERED, question, by=by, now=now, after=str(outcome.label))
    return flags


def take_back(*, question: Question, chosen: Chosen, by: User, now: datetime) -> Sequence[Flag]:
    """Make these flags wait for an answer again. Owns its transaction. Raises `FlagsMoved`, `FlaggedAgain`."""
    try:
        with transaction.atomic():
            flags = locked(question, chosen)
            refuse_moved(flags, chosen)
            rows = Flag.objects.filter(pk__in=[flag.pk for flag in flags])
            rows.update(answered_at=None, answered_by=None, outcome="", answer="")
            note(Act.FLAG_REOPENED, question, by=by, now=now)
    except IntegrityError:  # one open flag a learner and question
        raise FlaggedAgain from None
    return flags


def is_as_they_saw(question: Question, flag: Flag) -> bool:
    """Whether learners are still asked the words that were flagged."""
    return question.retired_at is None and flag.revision_id == question.live_revision_id


def locked(question: Question, chosen: Chosen) -> Sequence[Flag]:
    rows = Flag.objects.select_for_update().filter(question=question, pk__in=list(chosen))
    return list(rows.order_by("pk"))


def refuse_moved(flags: Sequence[Flag], chosen: Chosen) -> None:
    is_as_shown = all(chosen[flag.pk] == state_of(flag) and flag.read_at is None for flag in flags)
    if len(flags) != len(chosen) or not is_as_shown:
        raise FlagsMoved
