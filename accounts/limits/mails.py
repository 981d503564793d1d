"""Mails with codes: how many go to an address, and who asked for them."""

from collections.abc import Sequence

from django.db import transaction
from django.http import HttpRequest

from accounts.limits import devices
from accounts.limits.charging import (
    DAY,
    MINUTE,
    Charge,
    TooMany,
    give_back,
    look_at,
    network_of,
    spend_all,
    there_is_room,
)
from accounts.limits.counting import Limit
from accounts.limits.noted import noted_of

MAILS = (Limit(1, MINUTE), Limit(10, DAY))
"""To an address: for all unknown browsers together, for a known one, and for whoever gave the password."""
FIRST_MAIL = Limit(1, DAY)
"""To an address, for a network: the first of a day is there even if others have used up the rest."""
FIRST_MAILS = Limit(50, DAY)
"""To an address, so many of those."""
MAILS_BEFORE_A_LINK = 3
"""After so many for unknown browsers on a day, a mail has the link that makes a browser known."""


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


def mail_was_not_sent(request: HttpRequest) -> None:
    """It does not count then, and can be asked for again at once."""
    for counted in noted_of(request).mailed.values():
        give_back(counted)
    noted_of(request).mailed.clear()
