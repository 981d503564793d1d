"""Browsers that are known to belong to an account, and so are counted apart from everybody else's.

A browser is known once somebody signed in with it, or opened the link that a mail to the address holds. It keeps a
signed cookie, which opens nothing: it says for which accounts the browser is known, each as it was protected then, so
that a new password makes every browser unknown but the one in which it was chosen.
"""

from dataclasses import asdict, dataclass, field
from uuid import uuid4

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.models import User

SALT = "accounts.devices"
LINK_SALT = "accounts.devices.link"
COOKIE_SECONDS = 365 * 24 * 60 * 60
LINK_SECONDS = 24 * 60 * 60
ACCOUNTS_KEPT = 5
"""More people than these do not share a browser; who comes next takes the place of who came first."""
UNPROTECTED = "no account"
LETTERS = 32
"""Of an HMAC: enough to tell accounts apart, too few to be of use elsewhere."""


@dataclass(frozen=True)
class Device:
    """A browser: a name of its own, and for each of its accounts what protected it."""

    id: str = field(default_factory=lambda: uuid4().hex)
    accounts: dict[str, str] = field(default_factory=dict)

    def with_account(self, name: str, seal: str) -> "Device":
        others = [each for each in self.accounts.items() if each[0] != name]
        return Device(self.id, dict([*others[1 - ACCOUNTS_KEPT :], (name, seal)]))

    def belongs_to(self, email: str) -> bool:
        seal = next((self.accounts[name] for name in names_of(email) if name in self.accounts), None)
        return seal is not None and any(constant_time_compare(seal, valid) for valid in seals_of(email))


def names_of(email: str) -> list[str]:
    """An account in the cookie, which does not tell the address: by the secret key of today, and by those before."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [short_hmac(email.lower(), secret) for secret in secrets]


def seals_of(email: str) -> list[str]:
    """What protects the account, its password, in the same way."""
    user = User.objects.filter(email=email.lower()).first()
    if user is None:
        return [UNPROTECTED]
    return [
        user.get_session_auth_hash()[:LETTERS],
        *(old[:LETTERS] for old in user.get_session_auth_fallback_hash()),
    ]


def short_hmac(value: str, secret: str) -> str:
    return salted_hmac(SALT, value, secret=secret, algorithm="sha256").hexdigest()[:LETTERS]


def device_of(request: HttpRequest) -> Device | None:
    """The device that the browser says it is, if we said so before."""
    try:
        held = signing.loads(
            request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""), salt=SALT, max_age=COOKIE_SECONDS
        )
    except signing.BadSignature:
        return None
    return Device(**held)


def known_as(request: HttpRequest, email: str) -> str | None:
    """The name of this browser if it is known to belong to the account with this address."""
    device = device_of(request)
    return device.id if device and device.belongs_to(email) else None


def remember(request: HttpRequest, response: HttpResponseBase, email: str) -> None:
    """Make the browser known for this account from now on."""
    keep(request, response, names_of(email)[0], seals_of(email)[0])


def keep(request: HttpRequest, response: HttpResponseBase, name: str, seal: str) -> None:
    device = (device_of(request) or Device()).with_account(name, seal)
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps(asdict(device), salt=SALT),
        max_age=COOKIE_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def pass_for(email: str) -> str:
    """For a link in a mail: whoever opens it in a browser reads what is mailed to this address."""
    return signing.dumps([names_of(email)[0], seals_of(email)[0]], salt=LINK_SALT)


def is_pass(link: str) -> bool:
    return bool(what_passes(link))


def admit(request: HttpRequest, response: HttpResponseBase, link: str) -> None:
    """Make the browser known for the account that the pass is for."""
    name, seal = what_passes(link)
    keep(request, response, name, seal)


def what_passes(link: str) -> list[str]:
    """The name and the seal of an account that a pass holds; nothing where it is none, or too old."""
    try:
        held: list[str] = signing.loads(link, salt=LINK_SALT, max_age=LINK_SECONDS)
    except signing.BadSignature:
        return []
    return held
