"""Telling a person by mail what happened to their account; what was done stands even where no mail can be sent."""

import logging
from smtplib import SMTPException
from typing import Any

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.base_address import full_address, host
from accounts.lines import one_line

logger = logging.getLogger(__name__)


def tell(address: str, what: str, **context: Any) -> None:
    """From the templates `<what>_subject.txt` and `<what>_message.txt`."""
    whole = context | {
        "host": host(),
        "sign_in_url": full_address(reverse("account_login")),
        "reset_url": full_address(reverse("account_reset_password")),
        "account_url": full_address(reverse("account")),
    }
    mail = EmailMessage(
        subject=one_line(render_to_string(f"accounts/mails/{what}_subject.txt", whole)),
        body=render_to_string(f"accounts/mails/{what}_message.txt", whole).strip() + "\n",
        to=[address],
        headers={"Auto-Submitted": "auto-generated"},
    )
    try:
        mail.send()
    except (SMTPException, OSError) as error:
        logger.error("A person was not told of a change to their account: %s", type(error).__name__)
