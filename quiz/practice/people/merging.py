"""A visitor signs in: what they practised becomes their account's."""

from collections.abc import Callable
from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.models import User
from quiz.bank.published import published_bank
from quiz.practice.log.learners import again, with_context
from quiz.practice.log.step import Stale, advance, next_instant, until_fresh
from quiz.practice.models import Card, Learner, Mark, Notice, Plan
from quiz.practice.people.noting import take_over_notes
from quiz.practice.remembering.rebuilding import rebuild

TakeOver = Callable[[Learner, Learner], None]
"""Moves to an account (the first) what is a visitor's, in the transaction that joins the two."""


def nothing_more(_account: Learner, _visitor: Learner) -> None:
    """Where no part above practice keeps anything of a learner."""


def adopt(*, visitor: Learner, user: User, now: datetime, and_then: TakeOver = nothing_more) -> Learner:
    """Give the visitor's log to the user: as theirs where they have none yet, else joined with it.

    Where they are joined, `and_then` moves what parts above practice keep.
    Owns its transaction. Does nothing where the visitor belongs to somebody already. Raises `log.Busy`.
    """
    return until_fresh(visitor, lambda fresh: adopt_once(fresh, user, now, and_then))


def adopt_once(visitor: Learner, user: User, now: datetime, and_then: TakeOver) -> Learner:
    if visitor.user_id is not None:
        return visitor
    account = with_context().filter(user=user).first()
    at = next_instant(visitor, now)
    with transaction.atomic():
        if account is None:
            give(visitor, user, at)
            return visitor
        at = max(
            at, next_instant(account, now)
        )  # what the account did before was before, whatever the clock said
        advance(visitor, at=at, merged_into_id=account.pk, merged_at=at, before=None, profile=b"")
        take_over(account, visitor)
        and_then(account, visitor)
        rebuild(account, published_bank(), at=at)
    return again(account)


def give(visitor: Learner, user: User, at: datetime) -> None:
    """In the caller's transaction; raises `Stale` where the user's first learner was made elsewhere meanwhile."""
    try:
        with transaction.atomic():
            advance(visitor, at=at, user_id=user.pk)
    except IntegrityError:
        raise Stale from None


def take_over(account: Learner, visitor: Learner) -> None:
    """What is not in the log: cards are folded anew, stars, notes and notices join, the account's own plan stays."""
    Card.objects.filter(learner=visitor).delete()
    stars = Mark.objects.filter(learner=visitor, starred=True).values_list("question_id", flat=True)
    for question in stars:
        Mark.objects.update_or_create(learner=account, question_id=question, defaults={"starred": True})
    Mark.objects.filter(learner=visitor).delete()
    take_over_notices(account, visitor)
    take_over_notes(account, visitor)
    if not Plan.objects.filter(learner=account).exists():
        Plan.objects.filter(learner=visitor).update(learner=account)


def take_over_notices(account: Learner, visitor: Learner) -> None:
    """Told as either is told; of the same change, when they were told last."""
    for notice in Notice.objects.filter(learner=visitor):
        own = Notice.objects.filter(learner=account, revision=notice.revision_id)
        if own.filter(seen__gte=notice.seen).exists():
            continue
        own.delete()
        Notice.objects.filter(pk=notice.pk).update(learner=account)
    Notice.objects.filter(learner=visitor).delete()
