"""Whoever asked for their account to be deleted sees one page only, on which they can keep it or sign out."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from accounts.models import User
from accounts.signed_out import SAFE, is_htmx

WEEK = timedelta(days=7)
"""How long it can be taken back."""
NOBODYS = "leaving"
"""In the place of the owner's name: no last word, so the browser keeps an answer for who keeps the account."""
OPEN = {
    "leaving",
    "keep-account",
    "your-data",
    "account_logout",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "again-by-mail",
    "healthz",
    "readyz",
}
"""What they can still open, by the names of addresses."""


def goes_at(user: User) -> datetime | None:
    """When the account is erased, or soon after; None where nobody asked for it."""
    return user.leaving_since and user.leaving_since + WEEK


class LeavingMiddleware:
    """An answer in flight gets 410: nothing is recorded of whoever leaves. Pages lead to theirs."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response: HttpResponse = self.get_response(request)
        return response

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        match = request.resolver_match
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or (match and match.view_name in OPEN):
            return None
        user: Any = request.user
        if not user.is_authenticated or not user.leaving_since:
            return None
        return instead(request)


def instead(request: HttpRequest) -> HttpResponse:
    page = reverse("leaving")
    if request.method in SAFE:
        return HttpResponseClientRedirect(page) if is_htmx(request) else redirect(page)
    if not is_htmx(request):
        return render(request, "410.html", status=410)
    answer = HttpResponseClientRedirect(page, status=410)
    answer["Owner"] = NOBODYS
    return answer
