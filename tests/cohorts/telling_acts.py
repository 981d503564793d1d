"""What people do to be reminded, and what reaches their mailbox."""

import re
from io import StringIO
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.urls import reverse

from quiz.cohorts.models import Cohort, Membership
from tests.conftest import Person


def wish(person: Person, **wishes: Any) -> HttpResponse:
    """As the page sends it: what is not ticked is not sent."""
    return person.post(reverse("mail-wishes"), {"practice_hour": "", **wishes})


def remind(person: Person, cohort: Cohort, *members: Person) -> HttpResponse:
    """Tick these members, or everybody who is in it, and send."""
    current = Membership.objects.current().members().filter(cohort=cohort)
    chosen = current.filter(user__in=[each.user for each in members]) if members else current
    return person.post(
        reverse("cohort-remind", args=[cohort.pk]), {"members": [str(each.pk) for each in chosen]}
    )


def send_reminders() -> str:
    """The line that the command ends with, also where it fails."""
    written = StringIO()
    try:
        call_command("send_reminders", stdout=written)
    except CommandError as error:
        return f"failed: {error}"
    return written.getvalue().strip()


def mails_to(person: Person) -> list[EmailMessage]:
    assert person.user
    return [one for one in mail.outbox if one.to == [person.user.email]]


def stop_link(message: EmailMessage) -> str:
    """The path in the header by which a mail program stops it."""
    return re.sub(r"^<https?://[^/]+|>$", "", message.extra_headers["List-Unsubscribe"])


class OneRefused(EmailBackend):
    """A server that takes no mail for the first learner, and loses the connection over the second's."""

    def send_messages(self, messages: Any) -> int:
        if "learner1@example.org" in messages[0].to:
            raise SMTPRecipientsRefused({"learner1@example.org": (550, b"no such mailbox")})
        if "learner2@example.org" in messages[0].to:
            raise SMTPServerDisconnected
        return super().send_messages(messages)


class OutOfReach(EmailBackend):
    def open(self) -> bool:
        raise ConnectionRefusedError


class Busy(EmailBackend):
    def send_messages(self, messages: Any) -> int:
        raise SMTPDataError(421, b"try later")
