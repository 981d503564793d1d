"""Making an account.

Until somebody has shown that the address is theirs, an account is that address and nothing else: no password, no
name. What the form said waits in the session of the browser it was said in. Else one could sign up with another's
address, let its owner prove it later in a way of their own, and come in with the password chosen first.
"""

from dataclasses import asdict, dataclass
from typing import Any

from django.contrib.auth.hashers import make_password

from accounts import passwords
from accounts.models import User

WAITING = "signing_up"


@dataclass(frozen=True)
class Wishes:
    """What the sign-up form said, apart from the address; the password as its hash."""

    password: str
    name: str
    time_zone: str

    @classmethod
    def of(cls, *, password: str, name: str, time_zone: str) -> "Wishes":
        return cls(make_password(passwords.one_form(password)), name, time_zone)


def unproved_account(email: str) -> User | None:
    """The account that somebody asked for with this address, if nobody has shown yet that the address is theirs."""
    accounts = User.objects.filter(email=email, is_active=True, last_login=None)
    user = accounts.exclude(emailaddress__verified=True).first()
    return None if user is None or user.has_usable_password() else user


def keep_waiting(session: Any, *, user: User, wishes: Wishes) -> None:
    """Keep the wishes in this browser until the address is proved."""
    session[WAITING] = {"user": str(user.pk), **asdict(wishes)}


def fulfil(session: Any, *, user: User) -> None:
    """The user is signing in here, so the address is theirs: what this browser wished for the account becomes so.

    An account that got its password in the meantime stays as it is.
    """
    waiting = session.pop(WAITING, None)
    if not waiting or waiting.pop("user") != str(user.pk) or user.has_usable_password():
        return
    for name, value in waiting.items():
        setattr(user, name, value)
    user.save(update_fields=list(waiting))
