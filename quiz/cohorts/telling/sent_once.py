"""Sending a mail of a kind to a person once a day, whoever else tries at the same time.

The row stands before the mail goes, and is marked after it went. What breaks in between leaves it unmarked: the mail
was perhaps sent, and is not sent again. Only where it surely was not the row is taken away, to be tried later.
"""

from datetime import date

from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.post import Outcome, Post
from quiz.cohorts.telling.models import SentMail


def send_once(post: Post, mail: EmailMessage, *, user: User, kind: str, day: date) -> Outcome | None:
    """None where one of this kind was sent on that day, or perhaps sent."""
    if not post.goes_on():
        return Outcome.WAITING
    claimed = claim(user, kind, day)
    if claimed is None:
        return None
    outcome = post.send(mail)
    if outcome is Outcome.SENT:
        SentMail.objects.filter(pk=claimed.pk).update(is_sent=True)
    elif outcome.is_surely_not_sent:
        claimed.delete()
    return outcome


def claim(user: User, kind: str, day: date) -> SentMail | None:
    """The row that says it is being sent; None where there is one. Of two who try at once one gets it."""
    try:
        with transaction.atomic():
            return SentMail.objects.create(user=user, kind=kind, day=day)
    except IntegrityError:
        return None


def is_claimed(user: User, kind: str, day: date) -> bool:
    return SentMail.objects.filter(user=user, kind=kind, day=day).exists()
