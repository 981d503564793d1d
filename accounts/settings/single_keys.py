"""Single keys can be switched off (WCAG 2.1.4), on one device: a cookie, which `site.js` reads and writes too."""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

ON: Final = "on"
OFF: Final = "off"
REMEMBERED_FOR: Final = timedelta(days=365)


def keys_of(request: HttpRequest) -> str:
    """On, unless they were switched off here."""
    return OFF if request.COOKIES.get(settings.KEYS_COOKIE_NAME) == OFF else ON


def switch_keys(response: HttpResponse, keys: str) -> None:
    """For a year, as the script does; not kept from scripts, since it is theirs."""
    response.set_cookie(
        settings.KEYS_COOKIE_NAME, keys, max_age=REMEMBERED_FOR, secure=settings.HTTPS, samesite="Lax"
    )
