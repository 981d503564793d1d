"""How often somebody may try, and for whom that counts: put under allauth in the place of its own counting.

Nobody must be able to shut others out by trying often. So nothing is refused for an account as a whole: wrong passwords
count for it and the network they come from, and a browser that is known to belong to it (`accounts.devices`) counts for
itself. Mails with codes count for all unknown browsers together, lest a mailbox fill; but the first that a network
asks for, whoever gave the password, and known browsers count apart.
"""

import ipaddress
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from allauth.account.adapter import get_adapter
from allauth.core.exceptions import ImmediateHttpResponse, RateLimited
from allauth.core.internal import ratelimit
from django.db import transaction
from django.http import HttpRequest

from accounts.limits import counting, devices
from accounts.limits.counting import Limit, Spent
from accounts.limits.too_many import too_many

MINUTE, DAY = 60, 24 * 60 * 60
WRONG_PASSWORDS = Limit(5, 5 * MINUTE, grows=True)
"""For an account and a network, or a known browser."""
WRONG_PASSWORDS_OF_ACCOUNT = Limit(100, DAY)
"""By unknown browsers, wherever they are. From then on a mailed code is asked for beside the password."""
MAILS = (Limit(1, MINUTE), Limit(10, DAY))
"""To an address: for all unknown browsers together, for a known one, and for whoever gave the password."""
FIRST_MAIL = Limit(1, DAY)
"""To an address, for a network: the first of a day is there even if others have used up the rest."""
FIRST_MAILS = Limit(50, DAY)
"""To an address, so many of those."""
MAILS_BEFORE_A_LINK = 3
"""After so many for unknown browsers on a day, a mail has the link that makes a browser known."""
STARTED = {"visitors": Limit(120, MINUTE), "cohorts": Limit(30, MINUTE)}
"""What a network can start in a minute: a class of sixty, each with a second try."""
PASSWORD_ACTION = "login_failed"  # noqa: S105  (allauth's word)
MAIL_ACTIONS = {"confirm_email", "request_login_code", "reset_password"}


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


@dataclass
class Noted:
    """What is known of a request."""

    mailed: dict[str, Sequence[Charge]] = field(default_factory=dict)
    """Addresses to which a mail goes, and what was counted for it."""
    password_given: bool = False
    code_wanted: bool = False
    """Is a mailed code asked for beside the password?"""
    crowded: bool = False
    """Did unknown browsers ask for many mails today?"""
    signed_in_before: bool = False
    """Had the account signed in before this request?"""


@dataclass(frozen=True)
class Usage:
    """What allauth holds of something counted, and takes back where it was nothing bad."""

    rollback: Callable[[], None] = lambda: None


def put_under_allauth() -> None:
    """All of allauth asks this one function of its whether something may be done."""
    ratelimit.consume = consume


def is_under_allauth() -> bool:
    return bool(ratelimit.consume is consume)


def consume(
    request: HttpRequest,
    *,
    app: str,
    action: str,
    config: dict[str, str] | None = None,
    key: str | None = None,
    user: Any = None,
    dry_run: bool = False,
    limit_get: bool = False,
    raise_exception: bool = False,
) -> Usage:
    """allauth's function, with our counting. What is too much is answered with 429 at once.

    To look ahead (`dry_run`) counts too: what was looked for is done next, and a mail counts once in a request.
    """
    if request.method in {"GET", "HEAD"} and not limit_get:
        return Usage()
    rates = ratelimit.get_rates(app=app, action=action, config=config)
    try:
        return count(request, action, [charge_of(request, action, rate, key, user) for rate in rates], key)
    except TooMany as refused:
        if raise_exception:
            raise RateLimited from refused
        raise answer_of(request, refused) from refused


def answer_of(request: HttpRequest, refused: TooMany) -> ImmediateHttpResponse:
    return ImmediateHttpResponse(too_many(request, what=refused.what, seconds=refused.seconds))


def charge_of(request: HttpRequest, action: str, rate: Any, key: str | None, user: Any) -> Charge:
    """A rate of the settings, as allauth reads it: of a network (`ip`), of who is signed in, of what is named."""
    whose = {"ip": network_of(request), "user": str((user or request.user).pk), "key": key or ""}[rate.per]
    return Charge("network", (action, rate.per, whose), Limit(rate.amount, int(rate.duration)))


def count(request: HttpRequest, action: str, charges: Sequence[Charge], key: str | None) -> Usage:
    account = (key or "").lower()
    if action == PASSWORD_ACTION:
        return try_password(request, account=account, beside=charges)
    if action in MAIL_ACTIONS:
        mail(request, account=account, beside=charges)
    else:
        spend_all(charges)
    return Usage()


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


def mail(request: HttpRequest, *, account: str, beside: Sequence[Charge] = ()) -> None:
    """Count that a mail with a code goes to this address: once in a request, whoever asks."""
    noted = noted_of(request)
    if account in noted.mailed:
        return
    if device := devices.known_as(request, account):
        counted = mails_to(account, "device", device)
        spend_all(counted)
    elif noted.password_given:
        counted = mails_to(account, "password given")
        spend_all(counted)
    else:
        counted = mail_to_unknown(request, account, beside)
    noted.mailed[account] = counted


def mail_to_unknown(request: HttpRequest, account: str, beside: Sequence[Charge]) -> list[Charge]:
    """What was counted for a mail that an unknown browser asked for."""
    common = [*beside, *mails_to(account, "unknown")]
    first = Charge("mail", (account, "network", network_of(request)), FIRST_MAIL)
    apart = [*beside, first, Charge("mail", (account, "networks"), FIRST_MAILS)]
    try:
        look_at(common)
        with transaction.atomic():  # a twin of this request waits here, and then finds both counted
            noted_of(request).crowded = spend_all(common) > MAILS_BEFORE_A_LINK
            return [*common, first] if there_is_room(first) else common
    except TooMany as refused:
        try:
            spend_all(apart)
        except TooMany as also:
            raise min(refused, also, key=lambda each: each.seconds) from None
        noted_of(request).crowded = True
        return apart


def mails_to(account: str, *whose: str) -> list[Charge]:
    return [Charge("mail", (account, *whose), limit) for limit in MAILS]


def mail_or_429(request: HttpRequest, *, email: str, action: str) -> None:
    """Where allauth does not ask whether it may mail a code, or asks too late."""
    consume(request, app="allauth.account", action=action, key=email)


def mail_was_not_sent(request: HttpRequest) -> None:
    """It does not count then, and can be asked for again at once."""
    for counted in noted_of(request).mailed.values():
        give_back(counted)
    noted_of(request).mailed.clear()


def guess(*, door: str, email: str, asked_at: float, most: int) -> int:
    """Count a guess at the codes that were asked for at that time, and tell which it is: one too many at most.

    Not for a browser's session, which changes its key when somebody signs in.
    """
    try:
        return counting.spend(guess_key(door, email, asked_at), Limit(most, DAY))
    except Spent:
        return most + 1


def guesses(*, door: str, email: str, asked_at: float) -> int:
    """How many guesses were counted."""
    return counting.times(guess_key(door, email, asked_at))


def guess_key(door: str, email: str, asked_at: float) -> str:
    return counting.key_of("guess", door, email, repr(asked_at))


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


def noted_of(request: Any) -> Noted:
    if not hasattr(request, "noted"):
        request.noted = Noted()
    noted: Noted = request.noted
    return noted


def network_of(request: HttpRequest) -> str:
    """Where somebody comes from: the address; of IPv6 the /64, which one household has."""
    said = str(get_adapter().get_client_ip(request))
    try:
        address: Any = ipaddress.ip_address(said)
    except ValueError:
        return said
    address = getattr(address, "ipv4_mapped", None) or address
    return str(address) if address.version == 4 else f"{int(address) >> 64:x}"
