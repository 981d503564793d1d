"""Sending the invitations that wait: in the request for a while, the rest by another request or a command.

A row is marked before its mail goes, so that two processes never send the same. If one dies in between, the row says
that the mail was perhaps sent, and people decide.
"""

from collections.abc import Iterable
from contextlib import closing
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from accounts.limits import counting
from accounts.limits.counting import Limit, Spent
from accounts.models import User
from accounts.post import Outcome, Post
from quiz.cohorts.joining.invitation_mail import invitation_mail
from quiz.cohorts.joining.models import Invitation, MailedInvitation
from quiz.cohorts.joining.never_writing import is_never_written_to
from quiz.cohorts.models import Cohort, Membership

State = MailedInvitation.State
OF_AN_ACCOUNT = Limit(50, counting.LONGEST_SECONDS)
TO_AN_ADDRESS = Limit(3, counting.MONTH_SECONDS)
"""From all cohorts together."""


class Stopped(StrEnum):
    """Why some still wait."""

    TIME = "time"
    ENOUGH_TODAY = "enough today"
    NO_MAIL_SERVER = "no mail server"


def waiting_in(cohort: Cohort, now: datetime) -> QuerySet[MailedInvitation]:
    return ready(now).filter(cohort=cohort)


def waiting_anywhere(now: datetime) -> QuerySet[MailedInvitation]:
    """Whose inviters still teach the cohort."""
    teaching = Membership.objects.current().filter(
        role=Membership.Role.INSTRUCTOR, cohort=OuterRef("cohort"), user=OuterRef("created_by")
    )
    return ready(now).filter(Exists(teaching))


def ready(now: datetime) -> QuerySet[MailedInvitation]:
    rows = MailedInvitation.objects.filter(state=State.WAITING, cohort__archived_at=None)
    in_time = rows.filter(invitation__revoked_at=None, invitation__expires_at__gt=now)
    return in_time.select_related("invitation", "cohort", "created_by").order_by("created_at", "pk")


def send(
    rows: Iterable[MailedInvitation], *, by: User | None = None, within: timedelta | None = None
) -> Stopped | None:
    """Send these over one connection, in the name of `by` or of whoever entered them, and tell why it stopped before
    the end, if it did. Each row is changed by statements of its own: no transaction may stand around it.
    """
    spent = set[UUID | None]()
    with closing(Post(within)) as post:
        for row in rows:
            row.created_by = by or row.created_by
            if row.created_by_id in spent:
                continue
            stopped = send_one(row, post, timezone.now())
            if stopped is Stopped.ENOUGH_TODAY:
                spent.add(row.created_by_id)
            elif stopped:
                return stopped
    return Stopped.ENOUGH_TODAY if spent else None


def send_one(row: MailedInvitation, post: Post, now: datetime) -> Stopped | None:
    """Mark it, count it, send it, and tell why no more can be sent. What is surely not sent is counted no more."""
    if not post.goes_on():
        return Stopped.NO_MAIL_SERVER if post.is_shut else Stopped.TIME
    if row.created_by is None or not mark_sending(row, now):
        return None
    try:
        counted = count(row)
    except Spent:
        settle(row, State.WAITING, sent_at=None)
        return Stopped.ENOUGH_TODAY
    outcome = post.send(invitation_mail(row)) if counted else Outcome.REFUSED
    if outcome is Outcome.SENT:
        settle(row, State.SENT, sent_at=now)
    elif outcome.is_surely_not_sent:
        for key in counted:
            counting.give_back(key)
        settle(row, State.FAILED if outcome is Outcome.REFUSED else State.WAITING, sent_at=None)
    return None if outcome in {Outcome.SENT, Outcome.REFUSED} else Stopped.NO_MAIL_SERVER


def mark_sending(row: MailedInvitation, now: datetime) -> bool:
    """The one process for which this is true sends it. One statement, which looks at the row and its link anew."""
    open_links = Invitation.objects.filter(revoked_at=None, expires_at__gt=now)
    running = Cohort.objects.filter(archived_at=None)
    waiting = MailedInvitation.objects.filter(
        pk=row.pk, state=State.WAITING, token=row.token, invitation__in=open_links, cohort__in=running
    )
    return bool(waiting.update(state=State.SENDING, sent_at=now, created_by=row.created_by))


def settle(row: MailedInvitation, state: str, **fields: Any) -> None:
    """Unless whoever got it was quicker, and has joined or declined."""
    MailedInvitation.objects.filter(pk=row.pk, state=State.SENDING).update(state=state, **fields)


def count(row: MailedInvitation) -> list[str]:
    """The counters that counted this mail, or none where the address takes no more; that it refused all and that it
    got three are one thing to those who invite. Raises `Spent` where the account has sent enough.
    """
    of_account = counting.key_of("invitations of an account", str(row.created_by_id))
    to_address = counting.key_for_a_month("invitations to an address", row.address)
    counting.spend(of_account, OF_AN_ACCOUNT)
    if is_never_written_to(row.address):
        return []
    try:
        counting.spend(to_address, TO_AN_ADDRESS)
    except Spent:
        return []
    return [of_account, to_address]
