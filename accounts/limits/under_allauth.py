"""How often somebody may try, and for whom that counts: put under allauth in the place of its own counting.

Nobody must be able to shut others out by trying often. So nothing is refused for an account as a whole: wrong passwords
count for it and the network they come from, and a browser that is known to belong to it (`devices`) counts for itself.
Mails with codes count for all unknown browsers together, lest a mailbox fill; but the first that a network asks for,
whoever gave the password, and known browsers count apart.
"""

from collections.abc import Sequence
from typing import Any

from allauth.core.exceptions import RateLimited
from allauth.core.internal import ratelimit
from django.http import HttpRequest

from accounts.limits.charging import Charge, TooMany, answer_of, network_of, spend_all
from accounts.limits.counting import Limit
from accounts.limits.mails import mail
from accounts.limits.passwords import Usage, try_password

PASSWORD_ACTION = "login_failed"  # noqa: S105  (allauth's word)
MAIL_ACTIONS = {"confirm_email", "request_login_code", "reset_password"}


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


def mail_or_429(request: HttpRequest, *, email: str, action: str) -> None:
    """Where allauth does not ask whether it may mail a code, or asks too late."""
    consume(request, app="allauth.account", action=action, key=email)
