"""Showing again who one is, before what cannot be undone: by password, or by a mailed code.

A mailed code never takes the place of a second factor: where there is one, it alone counts. Whoever has neither
password nor factor shows it by a mailed code, also by the one with which they have just signed in.
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

BY_MAIL, SIGNED_IN_BY_CODE = "mail", "code"


def has_shown(request: HttpRequest) -> bool:
    """In the last minutes. allauth's own would say yes of an account without a password."""
    by_code = has_mail_only(request.user)
    records = get_authentication_records(request, request.user)
    times = [record["at"] for record in records if is_proof(record, by_code=by_code)]
    return bool(times) and time.time() - times[-1] < app_settings.REAUTHENTICATION_TIMEOUT


def is_proof(record: dict[str, Any], *, by_code: bool) -> bool:
    return bool(record.get("reauthenticated")) or (by_code and record["method"] == SIGNED_IN_BY_CODE)


def has_mail_only(user: Any) -> bool:
    """Neither a password nor a factor: their mailbox is all that they sign in with."""
    return not user.has_usable_password() and may_be_by_mail(user)


def by_mail(request: HttpRequest) -> None:
    """The code was right."""
    record_authentication(request, request.user, method=BY_MAIL, reauthenticated=True)


def may_be_by_mail(user: Any) -> bool:
    return not getattr(user, "has_factor", False)


def way(request: HttpRequest, page: str) -> str:
    """The page on which to show it, from where one comes back to `page`."""
    name = "again-by-mail" if has_mail_only(request.user) else "account_reauthenticate"
    return f"{reverse(name)}?{urlencode({'next': page}, safe='/')}"


def shown_again(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Whoever has not is led there and back, and nothing is done yet."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs) if has_shown(request) else redirect(way(request, request.path))

    return asked


def shown_by_mail(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The same of whoever has a mailbox only, whom allauth would not ask; it asks the others."""
    shown = shown_again(view)

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return (shown if has_mail_only(request.user) else view)(request, *args, **kwargs)

    return asked
