"""Who is signed out, or is so by now: led to signing in, and back to a page that a browser can open.

What was written comes along (`accounts.carrying`). Where the form is shown again its fields must be known to belong to
whoever signs in then: a question belongs to its learner, other forms name their owner in a field of that name.
"""

from collections.abc import Iterator
from copy import copy
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.utils import get_login_redirect_url
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from accounts.entrance import pages as entrance
from accounts.entrance.carrying import Carried, hidden_in, keep, written_in
from accounts.entrance.next_page import opens, own_address

SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Closed by default. HTMX, which would swap the sign-in page into a part of another, is told to open it."""

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Any
    ) -> HttpResponseBase:
        if request.method not in SAFE:
            return ask_to_sign_in(request, has_owner="owner" in request.POST)
        if is_htmx(request):
            return open_sign_in(request, page_before(request))
        return super().handle_no_permission(request, view_func)


def ask_to_sign_in(request: HttpRequest, *, page: str = "", has_owner: bool) -> HttpResponseBase:
    """The answer to a POST that takes a sign-in: the sign-in page, with what was written in it.

    `page` is the one to come back to; by default that on which the button was pressed. What has no owner stays behind.
    """
    page = page or page_before(request)
    carried = Carried(page, written_in(request.POST))
    if has_owner and carried.fields:
        return show_sign_in(request, carried)
    messages.info(
        request, _("You are signed out, so this was not done. Sign in, then press the button again.")
    )
    return open_sign_in(request, page)


def open_sign_in(request: HttpRequest, page: str) -> HttpResponseBase:
    address = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': page})}"
    return HttpResponseClientRedirect(address) if is_htmx(request) else redirect(address)


def show_sign_in(request: HttpRequest, carried: Carried) -> HttpResponseBase:
    """The sign-in page in the place of the answer, so that what was written is in no address."""
    asking: Any = copy(request)
    asking.method, asking.GET, asking.POST = "GET", QueryDict(urlencode({"next": carried.page})), QueryDict()
    asking.carried = carried
    page = entrance.SignIn.as_view()(asking)
    page.status_code = 401
    if is_htmx(request):
        page["HX-Retarget"], page["HX-Reswap"] = "body", "innerHTML show:window:top"
    return page


def sign_in_once_more(request: HttpRequest) -> HttpResponseBase | None:
    """For a sign-in page that is too old because somebody signed in meanwhile: what it has along is not lost."""
    carried = hidden_in(request.POST)
    if carried is None or request.headers.get("Origin") != f"{request.scheme}://{request.get_host()}":
        return None
    if not request.user.is_authenticated:
        return show_sign_in(request, carried)
    keep(request, carried, timezone.now())
    return redirect(get_adapter().where_to(request, get_login_redirect_url(request)))


def page_before(request: HttpRequest) -> str:
    """The page of ours that was asked for, or on which a button was pressed; else the first page."""
    return next(filter(opens, addresses_before(request)), resolve_url(settings.LOGIN_REDIRECT_URL))


def addresses_before(request: HttpRequest) -> Iterator[str]:
    yield own_address(request, request.headers.get("HX-Current-URL", ""))
    if request.method not in SAFE:
        yield own_address(request, request.headers.get("Referer", ""))
    yield request.get_full_path()


def is_htmx(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"
