"""Showing again who one is, before what cannot be undone: by password, or by a mailed code.

A mailed code never takes the place of a second factor: where there is one, it alone counts.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account import app_settings
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

BY_MAIL = "mail"


def has_shown(request: HttpRequest) -> bool:
    """In the last minutes. allauth's own would say yes of an account without a password."""
    records = get_authentication_records(request, request.user)
    times = [record["at"] for record in records if record.get("reauthenticated")]
    return bool(times) and time.time() - times[-1] < app_settings.REAUTHENTICATION_TIMEOUT


def by_mail(request: HttpRequest) -> None:
    """The code was right."""
    record_authentication(request, request.user, method=BY_MAIL, reauthenticated=True)


def may_be_by_mail(user: Any) -> bool:
    return not getattr(user, "has_factor", False)


def way(request: HttpRequest, page: str) -> str:
    """The page on which to show it, from where one comes back to `page`."""
    user: Any = request.user
    by_password = user.has_usable_password() or not may_be_by_mail(user)
    name = "account_reauthenticate" if by_password else "again-by-mail"
    return f"{reverse(name)}?{urlencode({'next': page}, safe='/')}"


def shown_again(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Whoever has not is led there and back, and nothing is done yet."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs) if has_shown(request) else redirect(way(request, request.path))

    return asked


def shown_without_password(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The same where allauth asks for the password, and of an account that has none would ask nothing."""
    ask = shown_again(view)

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user: Any = request.user
        asks_itself = not user.is_authenticated or user.has_usable_password()
        return view(request, *args, **kwargs) if asks_itself else ask(request, *args, **kwargs)

    return asked
