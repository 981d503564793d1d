"""Wrong passwords: counted for an account and a network, or a browser that is known to belong to it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from accounts.limits import counting, devices
from accounts.limits.charging import DAY, MINUTE, Charge, give_back, network_of, spend_all, there_is_room
from accounts.limits.counting import Limit
from accounts.limits.noted import noted_of

WRONG_PASSWORDS = Limit(5, 5 * MINUTE, grows=True)
"""For an account and a network, or a known browser."""
WRONG_PASSWORDS_OF_ACCOUNT = Limit(100, DAY)
"""By unknown browsers, wherever they are. From then on a mailed code is asked for beside the password."""


@dataclass(frozen=True)
class Usage:
    """What allauth holds of something counted, and takes back where it was nothing bad."""

    rollback: Callable[[], None] = lambda: None


def try_password(request: HttpRequest, *, account: str, beside: Sequence[Charge]) -> Usage:
    """A try counts as wrong until allauth, having found the password right, takes it back."""
    noted, own = noted_of(request), own_charge(request, account)
    known = own.whose[1] == "device"
    counted = [] if known else [*beside]
    spend_all([*counted, own])
    everybodys = Charge("password", (account,), WRONG_PASSWORDS_OF_ACCOUNT)
    if not known and there_is_room(everybodys):
        counted.append(everybodys)
    elif not known:
        noted.code_wanted = True

    def found_right() -> None:
        noted.password_given = True
        counting.forget(own.key)
        give_back(counted)

    return Usage(found_right)


def own_charge(request: HttpRequest, account: str, what: str = "password") -> Charge:
    """Wrong passwords count for a known browser, or for the network of an unknown one."""
    device = devices.known_as(request, account)
    where = ("device", device) if device else ("network", network_of(request))
    return Charge(what, (account, *where), WRONG_PASSWORDS)


def forget_wrong_passwords(request: HttpRequest, *, account: str) -> None:
    """Whoever reads the mail to the address chose a new password here, so may type it."""
    device = devices.device_of(request)
    for where in (("network", network_of(request)), ("device", device.id if device else "")):
        counting.forget(Charge("password", (account, *where), WRONG_PASSWORDS).key)
