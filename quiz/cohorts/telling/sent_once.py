"""Sending a mail of a kind to a person once a day, whoever else tries at the same time.

The row stands before the mail goes, and is marked after it went. What breaks in between leaves it unmarked: the mail
was perhaps sent, and is not sent again. Only where the server refused it the row is taken away, to be tried later.
"""

import logging
from collections import Counter
from contextlib import suppress
from datetime import date
from enum import Enum
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import IntegrityError, transaction

from accounts.models import User
from quiz.cohorts.telling.models import SentMail

logger = logging.getLogger(__name__)


class Outcome(Enum):
    SENT = "sent"
    NOT_TODAY = "not today"
    """One of this kind was sent today, or perhaps sent."""
    REFUSED = "refused"
    PERHAPS = "perhaps sent"
    WAITING = "not tried yet"


class Unreachable(Exception):
    """No connection to the mail server: nothing was sent, and nothing says that it was."""


class Post:
    """One connection for many mails, and what became of them."""

    def __init__(self) -> None:
        self.connection: BaseEmailBackend = get_connection()
        self.outcomes = Counter[tuple[str, Outcome]]()

    def send_once(self, mail: EmailMessage, *, user: User, kind: str, day: date) -> Outcome:
        """Raises `Unreachable`."""
        self.open()
        sent = claim(user, kind, day)
        outcome = self.send(mail, sent) if sent else Outcome.NOT_TODAY
        self.outcomes[kind, outcome] += 1
        return outcome

    def open(self) -> None:
        try:
            self.connection.open()
        except (SMTPException, OSError) as error:
            logger.error("The mail server cannot be reached: %s", type(error).__name__)
            raise Unreachable from error

    def send(self, mail: EmailMessage, sent: SentMail) -> Outcome:
        try:
            self.connection.send_messages([mail])
        except (SMTPResponseException, SMTPRecipientsRefused) as error:
            logger.error("A mail was refused: %s", type(error).__name__)
            sent.delete()
            self.close()
            return Outcome.REFUSED
        except (SMTPException, OSError) as error:
            logger.error("A mail was perhaps not sent: %s", type(error).__name__)
            self.close()
            return Outcome.PERHAPS
        SentMail.objects.filter(pk=sent.pk).update(is_sent=True)
        return Outcome.SENT

    def close(self) -> None:
        """Also after a failure, so that the next mail gets a fresh connection."""
        with suppress(SMTPException, OSError):
            self.connection.close()


def claim(user: User, kind: str, day: date) -> SentMail | None:
    """The row that says it is being sent; None where there is one. Of two who try at once one gets it."""
    try:
        with transaction.atomic():
            return SentMail.objects.create(user=user, kind=kind, day=day)
    except IntegrityError:
        return None


def is_claimed(user: User, kind: str, day: date) -> bool:
    return SentMail.objects.filter(user=user, kind=kind, day=day).exists()
