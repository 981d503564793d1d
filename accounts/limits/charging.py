"""What a limit counts for, and counting it: all of several charges, or none."""

import ipaddress
from collections.abc import Sequence
from typing import Any, NamedTuple

from allauth.account.adapter import get_adapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.http import HttpRequest

from accounts.limits import counting
from accounts.limits.counting import Limit, Spent
from accounts.limits.too_many import too_many

MINUTE, DAY = 60, 24 * 60 * 60
STARTED = {"visitors": Limit(120, MINUTE), "cohorts": Limit(30, MINUTE)}
"""What a network can start in a minute: a class of sixty, each with a second try."""


class Charge(NamedTuple):
    """A limit that counts for what is done: what it is, and whose."""

    what: str
    whose: tuple[str, ...]
    limit: Limit

    @property
    def key(self) -> str:
        return counting.key_of(self.what, *self.whose, f"{self.limit.times} in {self.limit.seconds} s")


class TooMany(Exception):
    """Refused, and nothing was counted: what there was too much of, and in how many seconds there may be more."""

    def __init__(self, what: str, seconds: float) -> None:
        super().__init__(what, seconds)
        self.what = what
        self.seconds = seconds


def answer_of(request: HttpRequest, refused: TooMany) -> ImmediateHttpResponse:
    return ImmediateHttpResponse(too_many(request, what=refused.what, seconds=refused.seconds))


def start_or_429(request: HttpRequest, what: str) -> None:
    """Count that a network starts one more of what leaves rows behind (`STARTED`). One statement."""
    charge = Charge(what, ("network", network_of(request)), STARTED[what])
    try:
        counting.spend(charge.key, charge.limit)
    except Spent as spent:
        raise answer_of(request, TooMany(what, spent.seconds)) from None


def look_at(charges: Sequence[Charge]) -> None:
    """Raises `TooMany` where one of them is closed.

    Nothing is written or locked for it, whoever hammers at the door.
    """
    waits = counting.waits([(charge.key, charge.limit) for charge in charges])
    for wait, charge in sorted(zip(waits, charges, strict=True), key=lambda each: -each[0])[:1]:
        if wait:
            raise TooMany(charge.what, wait)


def spend_all(charges: Sequence[Charge]) -> int:
    """Count all of them, and tell how many times that makes of the last; else none, and `TooMany`."""
    look_at(charges)
    times = 0
    for place, charge in enumerate(charges):
        try:
            times = counting.spend(charge.key, charge.limit)
        except Spent as spent:
            give_back(charges[:place])
            raise TooMany(charge.what, spent.seconds) from None
    return times


def there_is_room(charge: Charge) -> bool:
    """Count it, if there is."""
    try:
        counting.spend(charge.key, charge.limit)
    except Spent:
        return False
    return True


def give_back(charges: Sequence[Charge]) -> None:
    for charge in charges:
        counting.give_back(charge.key)


def network_of(request: HttpRequest) -> str:
    """Where somebody comes from: the address; of IPv6 the /64, which one household has."""
    said = str(get_adapter().get_client_ip(request))
    try:
        address: Any = ipaddress.ip_address(said)
    except ValueError:
        return said
    address = getattr(address, "ipv4_mapped", None) or address
    return str(address) if address.version == 4 else f"{int(address) >> 64:x}"
