"""What allauth asks the site: its words, where to go next, and how mail is sent."""

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import get_login_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from accounts import signing_up
from accounts.addresses import opens
from accounts.models import User

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "This e-mail and this password do not belong together. Type the password again, or have a code mailed."
        ),
        "email_taken": _(
            "This address was proved by another account in the meantime. Sign in with it instead."
        ),
        "enter_current_password": _("This is not the current password. Nothing was changed. Type it again."),
        "incorrect_code": _("This is not the code. Type the eight digits from the newest mail."),
        "too_many_login_attempts": _(
            "Too many tries with this address. Nothing was changed. Wait five minutes, then try once more."
        ),
    }

    def login(self, request: HttpRequest, user: User) -> None:
        signing_up.fulfil(request.session, user=user)
        super().login(request, user)

    def answers_to_keep(self, request: HttpRequest) -> int:
        """How many answers given in this browser without an account come along on signing in."""
        return 0

    def where_to(self, request: HttpRequest, address: str) -> str:
        """Where whoever signed in now goes: to the address they wanted, if it is there for them and opens."""
        return address if opens(address) else resolve_url(settings.LOGIN_REDIRECT_URL)

    def post_login(
        self, request: HttpRequest, user: User, *, redirect_url: str | None, **more: Any
    ) -> HttpResponse:
        wanted = get_login_redirect_url(request, redirect_url, signup=more["signup"])
        answer: HttpResponse = super().post_login(
            request, user, redirect_url=self.where_to(request, wanted), **more
        )
        return answer

    def is_ajax(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """For the limits. A proxy on a socket names none: then all count as one, and nobody is turned away."""
        return get_client_ip(request) or "unknown"

    def is_safe_url(self, url: str | None) -> bool:
        """Only addresses of this site, without a host."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url("settings")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send it now, or answer the request with a page that says it could not be sent."""
        request = self.request
        places = {
            "sign_in_url": "account_login",
            "sign_up_url": "account_signup",
            "reset_url": "account_reset_password",
        }
        urls = {word: request.build_absolute_uri(reverse(name)) for word, name in places.items()}
        try:
            super().send_mail(template_prefix, email, urls | context)
        except (SMTPException, OSError) as error:
            logger.error("A mail could not be sent: %s", type(error).__name__)
            raise ImmediateHttpResponse(render(request, "account/mail_not_sent.html", status=503)) from error

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Tell the person what was done; what was done stands even where no mail can be sent."""
        try:
            super().send_notification_mail(*args, **kwargs)
        except ImmediateHttpResponse:
            logger.error("A person was not told of a change to their account.")
