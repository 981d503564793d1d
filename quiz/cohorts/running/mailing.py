"""Telling people by mail what has become of their cohort: one mail each, over one connection."""

import logging
from collections.abc import Sequence
from contextlib import suppress
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused
from time import monotonic
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string

from accounts.base_address import full_address, host
from accounts.models import User
from quiz.cohorts.models import Cohort, Membership

logger = logging.getLogger(__name__)

LONGEST = 15
"""Seconds that a request sends for."""


def mail_of_the_end(cohort: Cohort, by: User, ended: Sequence[Membership]) -> int:
    """To everyone else who was in it. To how many no mail could be sent."""
    others = [one for one in ended if one.user_id != by.pk]
    context = {"cohort": cohort, "instructor": by}
    taught = [one.user for one in others if one.role == Membership.Role.INSTRUCTOR]
    joined = [one.user for one in others if one.role == Membership.Role.MEMBER]
    return mail(joined, "ended", context) + mail(taught, "ended_taught", context)


def mail(people: Sequence[User], template: str, context: dict[str, Any]) -> int:
    """To how many of them it could not be sent. `template` names a subject and a text in cohorts/running/mails.

    What they are told of is done by now, and stays so where no mail can be sent.
    """
    if not people:
        return 0
    context = context | {"host": host(), "site": full_address("")}
    subject = " ".join(render_to_string(f"cohorts/running/mails/{template}_subject.txt", context).split())
    text = render_to_string(f"cohorts/running/mails/{template}_message.txt", context)
    mails = [EmailMessage(subject, text, to=[person.email]) for person in people]
    return len(mails) - send(mails)


def send(mails: Sequence[EmailMessage]) -> int:
    """How many went. An address that is refused keeps none from the others; a server that is away is asked once."""
    connection, sent, until = get_connection(), 0, monotonic() + LONGEST
    try:
        connection.open()
        for each in mails:
            if monotonic() < until:
                each.connection = connection
                sent += went(each)
    except (SMTPException, OSError) as error:
        logger.error("Mails about a cohort could not be sent: %s", type(error).__name__)
    finally:
        with suppress(SMTPException, OSError):  # it may have gone before
            connection.close()
    return sent


def went(each: EmailMessage) -> int:
    try:
        return each.send()
    except (SMTPRecipientsRefused, SMTPDataError) as refused:
        logger.warning("A mail about a cohort was refused: %s", type(refused).__name__)
        return 0
