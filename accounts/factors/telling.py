"""Mails about factors that allauth does not send."""

import logging
from smtplib import SMTPException

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.base_address import full_address, host
from accounts.factors.having import factors_of
from accounts.models import User

logger = logging.getLogger(__name__)


def tell_code_used(request: HttpRequest, user: User) -> None:
    """A recovery code was used: by them, it is to be hoped, and there are so many left."""
    left = factors_of(user).codes_left or 0
    if not left:
        messages.warning(
            request, _("That was your last recovery code. Make new ones now, under Your account.")
        )
    get_adapter(request).send_notification_mail("mfa/email/recovery_code_used", user, {"left": left})


def tell_of_reset(*, person: User, by: User | None) -> None:
    """Whose factors were removed, and who did it; what was done stands even where no mail can be sent."""
    pages = {"sign_in_url": "account_login", "reset_url": "account_reset_password"}
    words = {name: full_address(reverse(page)) for name, page in pages.items()}
    words |= {"host": host(), "person": person.email, "by": by.email if by else ""}
    letters = [("factors_reset", person.email), *([("factors_reset_by_you", by.email)] if by else [])]
    for letter, address in letters:
        subject, message = (
            render_to_string(f"mfa/email/{letter}_{part}.txt", words).strip()
            for part in ("subject", "message")
        )
        try:
            EmailMessage(subject, message, to=[address]).send()
        except (SMTPException, OSError) as error:
            logger.error("A mail about factors could not be sent: %s", type(error).__name__)
