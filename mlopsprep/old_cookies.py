"""Cookies under the names that they had before they were `__Host-`: read, and replaced on the way out.

Nobody who was signed in or practised as a visitor notices the update. **To be deleted after 1 March 2027**, with its
line in `MIDDLEWARE` and its tests: by then whatever was set before has ended.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from accounts.zones import zone_in_cookie

Respond = Callable[[HttpRequest], HttpResponse]
PREFIX = "__Host-"


def cookies() -> dict[str, dict[str, Any]]:
    """Today's names, each with how its value is given to the browser again."""
    return {
        settings.SESSION_COOKIE_NAME: {"max_age": settings.SESSION_COOKIE_AGE, "httponly": True},
        settings.CSRF_COOKIE_NAME: {"max_age": settings.CSRF_COOKIE_AGE, "httponly": True},
        settings.MESSAGES_COOKIE_NAME: {"httponly": True},
        settings.ZONE_COOKIE_NAME: {"max_age": 60 * 60 * 24 * 365},
    }


class OldCookieNames:
    """Stands before whatever reads or sets a cookie. Where cookies have no prefix, none is old."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        found = {name: value for name in cookies() if (value := value_under_old_name(request, name))}
        request.COOKIES.update(found)
        response = self.get_response(request)
        for name, value in found.items():
            response.delete_cookie(name.removeprefix(PREFIX), samesite="Lax")
            if name not in response.cookies:
                response.set_cookie(name, value, secure=True, samesite="Lax", **cookies()[name])
        return response


def value_under_old_name(request: HttpRequest, name: str) -> str:
    """What came under the old name only; nothing where it is no value of ours."""
    old = name.removeprefix(PREFIX)
    if old == name or name in request.COOKIES:
        return ""
    value = (
        zone_in_cookie(request, old) if name == settings.ZONE_COOKIE_NAME else request.COOKIES.get(old, "")
    )
    return value if value.isascii() and value.isprintable() else ""
