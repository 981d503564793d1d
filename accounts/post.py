"""Mails: written in our own templates, sent over one connection, and what the mail server made of each.

Where a mail may go once only, its row is marked before it is sent, and settled by what came of it: a process that dies
in between leaves the mark of a mail that was perhaps sent.
"""

import logging
from contextlib import closing, suppress
from datetime import timedelta
from enum import Enum
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Any, Final

from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.base_address import full_address, host

logger = logging.getLogger(__name__)
IN_A_REQUEST: Final = timedelta(seconds=15)
"""How long a request sends."""
TRY_LATER: Final = 421


class Outcome(Enum):
    SENT = "sent"
    REFUSED = "refused"
    """The server takes no mail for this address."""
    WAITING = "waiting"
    """Surely not sent: the time was over, or the server takes no mail at all now."""
    PERHAPS = "perhaps sent"
    """The connection broke while it was on its way."""

    @property
    def is_surely_not_sent(self) -> bool:
        return self in {Outcome.REFUSED, Outcome.WAITING}


class Post:
    """One connection for many mails. Once the server takes none it is asked no more."""

    def __init__(self, within: timedelta | None = None) -> None:
        self.connection = get_connection()
        self.ends_at = timezone.now() + within if within else None
        self.is_shut = False
        """The server could not be reached, or took no mail at all."""

    def goes_on(self) -> bool:
        """Whether there is time for another mail, and a server that is there."""
        if self.is_shut or (self.ends_at and timezone.now() >= self.ends_at):
            return False
        try:
            self.connection.open()
        except (SMTPException, OSError) as error:
            logger.error("The mail server cannot be reached: %s", type(error).__name__)
            self.is_shut = True
        return not self.is_shut

    def send(self, mail: EmailMessage) -> Outcome:
        if not self.goes_on():
            return Outcome.WAITING
        try:
            self.connection.send_messages([mail])
        except (SMTPException, OSError) as error:
            outcome = outcome_of(error)
            logger.error("A mail was not sent (%s): %s", outcome.value, type(error).__name__)
            self.is_shut = outcome is Outcome.WAITING
            self.close()
            return outcome
        return Outcome.SENT

    def close(self) -> None:
        """Also after a failure, so that the next mail gets a fresh connection."""
        with suppress(SMTPException, OSError):  # it may have gone before
            self.connection.close()


def outcome_of(error: Exception) -> Outcome:
    if isinstance(error, SMTPRecipientsRefused):
        is_busy = any(code == TRY_LATER for code, _ in error.recipients.values())
        return Outcome.WAITING if is_busy else Outcome.REFUSED
    if isinstance(error, SMTPResponseException):
        is_of_this_mail = isinstance(error, SMTPDataError) and error.smtp_code != TRY_LATER
        return Outcome.REFUSED if is_of_this_mail else Outcome.WAITING
    return Outcome.PERHAPS


def post_one(mail: EmailMessage) -> bool:
    """Whether it went. What it tells of is done by now, and stays so where no mail can be sent."""
    with closing(Post()) as post:
        return post.send(mail) is Outcome.SENT


def letter(
    template: str, context: dict[str, Any], *, to: str, headers: dict[str, str] | None = None
) -> EmailMessage:
    """From the templates `<template>_subject.txt` and `<template>_message.txt`."""
    whole = context | {
        "host": host(),
        "sign_in_url": full_address(reverse("account_login")),
        "reset_url": full_address(reverse("account_reset_password")),
        "account_url": full_address(reverse("account")),
    }
    return EmailMessage(
        subject=" ".join(render_to_string(f"{template}_subject.txt", whole).split()),
        body=render_to_string(f"{template}_message.txt", whole).strip() + "\n",
        to=[to],
        headers={"Auto-Submitted": "auto-generated"} | (headers or {}),
    )
