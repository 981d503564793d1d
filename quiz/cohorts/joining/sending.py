"""Sending the invitations that wait: in the request for a while, the rest by another request or a command.

A row is marked before its mail goes, so that two processes never send the same. If one dies in between, the row says
that the mail was perhaps sent, and people decide.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPSenderRefused
from typing import Any

from django.core.mail import get_connection
from django.db.models import Exists, OuterRef, QuerySet

from accounts.limits import counting
from accounts.limits.counting import Limit, Spent
from accounts.models import User
from quiz.cohorts.joining.invitation_mail import invitation_mail
from quiz.cohorts.joining.models import Invitation, MailedInvitation
from quiz.cohorts.joining.never_writing import is_never_written_to
from quiz.cohorts.models import Cohort, Membership

logger = logging.getLogger(__name__)
State = MailedInvitation.State
WHILE = timedelta(seconds=15)
"""How long a request sends."""
OF_AN_ACCOUNT = Limit(50, counting.LONGEST_SECONDS)
TO_AN_ADDRESS = Limit(3, counting.MONTH_SECONDS)
"""From all cohorts together."""
TRY_LATER = 421


class Stopped(StrEnum):
    """Why some still wait."""

    TIME = "time"
    ENOUGH_TODAY = "enough today"
    NO_MAIL_SERVER = "no mail server"


class NotNow(Exception):
    """This one still waits, or was perhaps sent, and the next would fare no better."""

    def __init__(self, because: Stopped) -> None:
        super().__init__(because)
        self.because = because


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
    rows: Iterable[MailedInvitation],
    *,
    clock: Callable[[], datetime],
    by: User | None = None,
    until: datetime | None = None,
) -> Stopped | None:
    """Send these over one connection, in the name of `by` or of whoever entered them, and tell why it stopped before
    the end, if it did. Each row is changed by statements of its own: no transaction may stand around it.
    """
    connection = get_connection()
    tired: set[Any] = set()
    stopped: Stopped | None = None
    try:
        connection.open()
        for row in rows:
            if until is not None and clock() >= until:
                return Stopped.TIME
            row.created_by = by or row.created_by
            if row.created_by_id not in tired:
                stopped = send_unless_tired(row, connection, clock(), tired) or stopped
    except NotNow as refused:
        return refused.because
    except (SMTPException, OSError) as error:
        logger.error("The mail server does not answer: %s", type(error).__name__)
        return Stopped.NO_MAIL_SERVER
    finally:
        close(connection)
    return stopped


def close(connection: Any) -> None:
    try:
        connection.close()
    except (SMTPException, OSError):
        logger.info("The mail server had gone before.")


def send_unless_tired(
    row: MailedInvitation, connection: Any, now: datetime, tired: set[Any]
) -> Stopped | None:
    """Of an account that has sent enough today no more is tried."""
    try:
        send_one(row, connection, now)
    except NotNow as refused:
        if refused.because is not Stopped.ENOUGH_TODAY:
            raise
        tired.add(row.created_by_id)
        return refused.because
    return None


def send_one(row: MailedInvitation, connection: Any, now: datetime) -> None:
    """Mark it, count it, send it. What is surely not sent is counted no more."""
    if row.created_by is None or not mark_sending(row, now):
        return
    counted = count(row)
    if not counted:
        return
    try:
        invitation_mail(row, connection).send()
    except (SMTPRecipientsRefused, SMTPDataError, SMTPSenderRefused) as refused:
        for key in counted:
            counting.give_back(key)
        note_refusal(row, refused)
    else:
        settle(row, State.SENT, sent_at=now)


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
    got three are one thing to those who invite. `NotNow` where the account has sent enough.
    """
    of_account = counting.key_of("invitations of an account", str(row.created_by_id))
    to_address = counting.key_for_a_month("invitations to an address", row.address)
    try:
        counting.spend(of_account, OF_AN_ACCOUNT)
    except Spent:
        settle(row, State.WAITING, sent_at=None)
        raise NotNow(Stopped.ENOUGH_TODAY) from None
    try:
        if not is_never_written_to(row.address):
            counting.spend(to_address, TO_AN_ADDRESS)
            return [of_account, to_address]
    except Spent:
        pass
    settle(row, State.FAILED, sent_at=None)
    return []


def note_refusal(
    row: MailedInvitation, refused: SMTPRecipientsRefused | SMTPDataError | SMTPSenderRefused
) -> None:
    """The server takes no mail for this address; or it takes none at all now, and then the rest waits as well."""
    logger.warning("The mail server refused an invitation: %s", type(refused).__name__)
    code = code_of(refused)
    if code == TRY_LATER or isinstance(refused, SMTPSenderRefused):
        settle(row, State.WAITING, sent_at=None)
        raise NotNow(Stopped.NO_MAIL_SERVER)
    settle(row, State.FAILED, sent_at=None)


def code_of(refused: SMTPRecipientsRefused | SMTPDataError | SMTPSenderRefused) -> int:
    if isinstance(refused, SMTPRecipientsRefused):
        return next((int(code) for code, _ in refused.recipients.values()), 0)
    return int(refused.smtp_code)
