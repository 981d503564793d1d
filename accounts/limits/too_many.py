"""The page that somebody sees who tried too often: what there was too much of, and when to come back."""

import math
from http import HTTPStatus

from allauth.account.internal.flows.password_reset_by_code import PASSWORD_RESET_VERIFICATION_SESSION_KEY
from allauth.account.internal.stagekit import get_pending_stage
from allauth.account.utils import passthrough_next_redirect_url
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext


def too_many(request: HttpRequest, *, what: str, seconds: float) -> HttpResponse:
    """Of wrong passwords (`password`), of mails to an address (`mail`), or of either from a `network`."""
    wait = max(math.ceil(seconds), 1)
    context = {
        "what": what,
        "wait": in_words(wait),
        "long": wait > 60 * 60,
        "waiting_url": where_a_code_waits(request),
        "code_url": address(request, reverse("account_request_login_code")),
        "reset_url": address(request, reverse("account_reset_password")),
        "back_url": address(request, request.path),
    }
    page = render(request, "429.html", context, status=HTTPStatus.TOO_MANY_REQUESTS)
    page.headers["Retry-After"] = str(wait)
    return page


def where_a_code_waits(request: HttpRequest) -> str | None:
    """The page on which this browser can type a code that was mailed before."""
    if PASSWORD_RESET_VERIFICATION_SESSION_KEY in request.session:
        return address(request, reverse("account_confirm_password_reset_code"))
    stage = get_pending_stage(request)
    return address(request, reverse(stage.urlname)) if stage and stage.urlname else None


def address(request: HttpRequest, path: str) -> str:
    """With where to go afterwards."""
    whole: str = passthrough_next_redirect_url(request, path, "next")
    return whole


def in_words(seconds: int) -> str:
    """A wait as people say it, and never too short."""
    if seconds <= 90:
        return ngettext("%(count)d second", "%(count)d seconds", seconds) % {"count": seconds}
    minutes = math.ceil(seconds / 60)
    if minutes <= 90:
        return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
    hours = math.ceil(minutes / 60)
    return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
