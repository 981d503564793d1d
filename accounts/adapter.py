"""What allauth asks the site: its words, where to go next, and how mail is sent."""

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import get_login_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.httpkit import clean_client_ip, get_client_ip
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import limits
from accounts.base_address import full_address, host
from accounts.entrance import signing_up
from accounts.entrance.next_page import is_page_of_ours, opens
from accounts.limits import devices
from accounts.models import User
from accounts.own import new_device

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
        "many_wrong_passwords": _(
            "Many wrong passwords were tried for your account today."
            " Have a code mailed, and choose a new password with it."
        ),
    }

    def login(self, request: HttpRequest, user: User) -> None:
        limits.noted_of(request).signed_in_before = user.last_login is not None
        signing_up.fulfil(request.session, user=user)
        super().login(request, user)

    def post_login(
        self, request: HttpRequest, user: User, *, redirect_url: str | None, **more: Any
    ) -> HttpResponse:
        new_device.noted(request, user, now=timezone.now())
        wanted = self.where_to(request, get_login_redirect_url(request, redirect_url, signup=more["signup"]))
        answer: HttpResponse = super().post_login(request, user, redirect_url=wanted, **more)
        devices.remember(request, answer, user.email)
        return answer

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """How somebody shows again who they are. Where there is a factor, a password in its place would not do."""
        words = {
            "account_reauthenticate": _("Type your password"),
            "mfa_reauthenticate": _("Type a code"),
            "mfa_reauthenticate_webauthn": _("Use a passkey"),
        }
        ways = super().get_reauthentication_methods(user)
        by_factor = [way for way in ways if way["id"] != "reauthenticate"]
        named = {reverse(name): said for name, said in words.items()}
        return [way | {"description": named[way["url"]]} for way in by_factor or ways]

    def is_login_by_code_required(self, login: Any) -> bool:
        """Where many wrong passwords were tried, the right one is not enough for a browser that is not known."""
        if not limits.noted_of(self.request).code_wanted:
            return False
        limits.mail_or_429(self.request, email=login.user.email, action="request_login_code")
        messages.info(
            self.request,
            _("Many wrong passwords were tried for your account today. So we mailed you a code as well."),
        )
        return True

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Whose wrong passwords are counted. allauth adds the host, of which a browser may name many."""
        return str(credentials.get("email", "")).lower()

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: Any) -> None:
        limits.forget_wrong_passwords(request, account=str(credentials["email"]).lower())

    def answers_to_keep(self, request: HttpRequest) -> int:
        """How many answers given in this browser without an account come along on signing in."""
        return 0

    def where_to(self, request: HttpRequest, address: str) -> str:
        """Where whoever signed in now goes: to the address they wanted, if it is there for them and opens."""
        return address if opens(address) else resolve_url(settings.LOGIN_REDIRECT_URL)

    def is_ajax(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """For the limits. A proxy on a socket names none: then all count as one.

        Whoever came past the proxies named fewer of them than there are, and is counted as who they came as.
        """
        try:
            address = get_client_ip(request)
        except ImproperlyConfigured:
            address = clean_client_ip(request.META.get("REMOTE_ADDR", ""))
        return address or "unknown"

    def is_safe_url(self, url: str | None) -> bool:
        return is_page_of_ours(url)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url("settings")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send it now, or answer the request with a page that says it could not be sent."""
        places = {
            "sign_in_url": "account_login",
            "sign_up_url": "account_signup",
            "reset_url": "account_reset_password",
        }
        ours = {word: full_address(reverse(name)) for word, name in places.items()} | {"host": host()}
        if limits.noted_of(self.request).crowded:
            ours["own_browser_url"] = full_address(
                reverse("account_own_browser", args=[devices.pass_for(email)])
            )
        try:
            super().send_mail(template_prefix, email, ours | context)
        except (SMTPException, OSError) as error:
            logger.error("A mail could not be sent: %s", type(error).__name__)
            limits.mail_was_not_sent(self.request)
            raise ImmediateHttpResponse(
                render(self.request, "account/mail_not_sent.html", status=503)
            ) from error

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Tell the person what was done; what was done stands even where no mail can be sent."""
        try:
            super().send_notification_mail(*args, **kwargs)
        except ImmediateHttpResponse:
            logger.error("A person was not told of a change to their account.")
