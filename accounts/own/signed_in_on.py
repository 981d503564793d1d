"""The browsers in which an account is signed in: each is a row, and ends with it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth import HASH_SESSION_KEY
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.models import SignInSession, User
from accounts.own.browsers import UNKNOWN
from accounts.own.happened import Kind, note_event

SALT = "accounts.own.signed_in_on"


@dataclass(frozen=True, slots=True)
class SignedInOn:
    """One browser as its owner sees it. `name` is what a form calls it by: it opens nothing."""

    name: str
    device: str
    since: datetime | None
    seen_on: date | None
    is_this: bool


def named(session_key: str) -> str:
    return salted_hmac(SALT, session_key, algorithm="sha256").hexdigest()[:32]


def rows_of(user: User, now: datetime) -> list[SignInSession]:
    """Those that still open something: one from before the password changed does not."""
    rows = SignInSession.objects.filter(user=user, expire_date__gt=now).select_related("user")
    open_rows = [row for row in rows if not row.is_unused(now.date())]
    return [row for row in open_rows if constant_time_compare(hash_in(row), user.get_session_auth_hash())]


def hash_in(row: SignInSession) -> str:
    return str(row.get_decoded().get(HASH_SESSION_KEY, ""))


def signed_in_on(user: User, *, this: str | None, now: datetime) -> list[SignedInOn]:
    """This browser first, then those that were used last."""
    found = [
        SignedInOn(
            named(row.session_key),
            row.device or UNKNOWN,
            row.made_at,
            row.seen_on,
            row.session_key == this,
        )
        for row in rows_of(user, now)
    ]
    return sorted(found, key=lambda one: (one.is_this, one.seen_on or date.min), reverse=True)


def end_one(*, user: User, name: str, this: Any, device: str, now: datetime) -> str | None:
    """Sign out the browser of that name, but not this one, and tell which it was; None where it is signed out."""
    for row in SignInSession.objects.filter(user=user).exclude(session_key=this):
        if constant_time_compare(named(row.session_key), name):
            row.delete()
            note_event(user, Kind.ONE_ENDED, device=device, now=now)
            return row.device or UNKNOWN
    return None


def end_others(*, user: User, this: Any, device: str, now: datetime) -> int:
    """Sign out everywhere but here, and tell how many browsers that were."""
    others = SignInSession.objects.filter(user=user).exclude(session_key=this)
    count, _ = others.delete()
    if count:
        note_event(user, Kind.OTHERS_ENDED, device=device, now=now)
    return count
