"""Which factors a person has, as their page shows them."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator

from accounts.models import User

Type = Authenticator.Type


@dataclass(frozen=True, slots=True)
class Passkey:
    id: int
    name: str
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Factors:
    """`codes_left` is None where there are no recovery codes."""

    passkeys: tuple[Passkey, ...] = ()
    app_since: datetime | None = None
    codes_left: int | None = None

    def __bool__(self) -> bool:
        return bool(self.passkeys or self.app_since)

    @property
    def has_one(self) -> bool:
        """Nothing would be left without it."""
        return len(self.passkeys) + bool(self.app_since) == 1


def factors_of(user: User) -> Factors:
    """One query."""
    rows = list(Authenticator.objects.filter(user=user).order_by("created_at", "pk"))
    passkeys = (
        Passkey(row.pk, row.wrap().name, row.created_at, row.last_used_at)
        for row in rows
        if row.type == Type.WEBAUTHN
    )
    app = next((row.created_at for row in rows if row.type == Type.TOTP), None)
    codes = next(
        (len(row.wrap().get_unused_codes()) for row in rows if row.type == Type.RECOVERY_CODES), None
    )
    return Factors(tuple(passkeys), app, codes)


def lacks_factor(user: User) -> bool:
    """Is it a must for this person, and not there?"""
    return user.is_staff and not user.has_factor
