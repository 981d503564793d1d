"""Which browser this is, for the links it made and the sheets it holds: a key of its own in a signed cookie.

The key opens nothing without the link that was bound to it, and says nothing of who is in front of the browser.
"""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe

from django.conf import settings
from django.http import HttpRequest, HttpResponse

SALT = "quiz.interview.pairing"
REMEMBERED = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Browser:
    key: str

    @property
    def digest(self) -> str:
        return digest_of(self.key)

    def remember(self, response: HttpResponse) -> None:
        response.set_signed_cookie(
            settings.INTERVIEWER_COOKIE_NAME,
            self.key,
            salt=SALT,
            max_age=REMEMBERED,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def browser_of(request: HttpRequest) -> Browser:
    """The browser as it was remembered, or one that is not known yet."""
    name = settings.INTERVIEWER_COOKIE_NAME
    key = request.get_signed_cookie(name, default="", salt=SALT, max_age=REMEMBERED)
    return Browser(key or token_urlsafe(32))


def digest_of(secret: str) -> str:
    """SHA-256 in hexadecimal: enough for what has 256 bits of chance."""
    return sha256(secret.encode()).hexdigest()
