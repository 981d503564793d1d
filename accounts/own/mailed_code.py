"""A code mailed to show that an address is read by whoever is signed in: three guesses, ten minutes.

For what allauth has no code for. It waits in this browser's session; who is signed out loses it.
"""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from allauth.account.adapter import get_adapter
from allauth.core.internal.cryptokit import compare_user_code
from django.http import HttpRequest

from accounts.limits import guessing
from accounts.limits.under_allauth import mail_or_429

WORKS_FOR = timedelta(minutes=10)
GUESSES = 3


class NoCodeWaits(Exception):
    """None was asked for here, or it is too old, or three wrong ones were typed."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A code that was mailed."""

    address: str
    code: str
    at: float


def mail_code(request: HttpRequest, *, door: str, address: str, now: datetime) -> None:
    """From the templates `<door>_code`. Too many are answered with 429 at once, as are those on signing in."""
    mail_or_429(request, email=address, action="request_login_code")
    adapter = get_adapter()
    code = adapter.generate_login_code()
    adapter.send_mail(f"accounts/mails/{door}_code", address, {"code": code})
    request.session[key_of(door)] = asdict(Waiting(address, code, now.timestamp()))


def code_waiting(request: HttpRequest, *, door: str, now: datetime) -> Waiting:
    """Raises `NoCodeWaits`."""
    held = request.session.get(key_of(door))
    if not held or now.timestamp() - held["at"] > WORKS_FOR.total_seconds():
        raise NoCodeWaits
    return Waiting(**held)


def is_right(request: HttpRequest, *, door: str, typed: str, now: datetime) -> bool:
    """Counted before it is looked at, so that three are looked at, at the same time too. The right one is used up."""
    waiting = code_waiting(request, door=door, now=now)
    guess = guessing.guess(door=door, email=waiting.address, asked_at=waiting.at, most=GUESSES)
    right = guess <= GUESSES and compare_user_code(actual=typed, expected=waiting.code)
    if right or guess >= GUESSES:
        del request.session[key_of(door)]
    if not right and guess >= GUESSES:
        raise NoCodeWaits
    return right


def key_of(door: str) -> str:
    return f"code for {door}"
