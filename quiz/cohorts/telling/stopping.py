"""The link in each mail that stops its kind, for one person, without signing in (RFC 8058).

Its token says whose mail of which kind it stops, signed, so that nobody can make one. It does nothing else.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.core.signing import BadSignature, TimestampSigner
from django.urls import reverse

from accounts.base_address import full_address
from accounts.models import User
from quiz.cohorts.telling.models import SentMail

WORKS_FOR: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Stop:
    """Whose mail of which kind a link stops."""

    user: UUID
    kind: str


def signer() -> TimestampSigner:
    """By its separator no sign of a token is written in another way in an address, so that logs can mask all of it."""
    return TimestampSigner(salt="quiz.cohorts.telling.stopping", sep=".")


def token_of(user: User, kind: str) -> str:
    return signer().sign(f"{kind}.{user.pk.hex}")


def stop_in(token: str) -> Stop | None:
    """None for what we did not sign, and for what is older than a year."""
    try:
        kind, _, user = signer().unsign(token, max_age=WORKS_FOR).partition(".")
    except BadSignature:
        return None
    return Stop(UUID(user), kind) if kind in SentMail.Kind.values else None


def stop_link(user: User, kind: str) -> str:
    return full_address(reverse("stop-mail", args=[token_of(user, kind)]))
