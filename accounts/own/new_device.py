"""Signing in: the browser's row says since when and where; a browser that was not known is noted, and told by mail.

Not the first one of an account, and no mail to whoever signed in by reading one.
"""

from datetime import datetime
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.limits import devices
from accounts.limits.noted import noted_of
from accounts.models import User
from accounts.own.browsers import device_of
from accounts.own.happened import Kind, note_event
from accounts.own.mails import tell

PASSKEY_ALONE = "passkey alone"
BY_READING_A_MAIL = {"code", "password_reset"}
WAYS: dict[str, Any] = {
    "password": gettext_lazy("with your password"),
    PASSKEY_ALONE: gettext_lazy("with a passkey"),
    "webauthn": gettext_lazy("a passkey"),
    "totp": gettext_lazy("a code from your app"),
    "recovery_codes": gettext_lazy("a recovery code"),
}


def noted(request: HttpRequest, user: User, *, now: datetime) -> None:
    """Before the browser becomes known by it."""
    session: Any = request.session
    device = device_of(request)
    session.begun(device=device, now=now)
    if devices.known_as(request, user.email):
        return
    note_event(user, Kind.SIGNED_IN, device=device, now=now)
    records = get_authentication_records(request, user)
    if noted_of(request).signed_in_before and BY_READING_A_MAIL.isdisjoint(map(way_of, records)):
        how, by_passkey = in_words(records), PASSKEY_ALONE in map(way_of, records)
        tell(user.email, "new_device", when=now, device=device, how=how, by_passkey=by_passkey)


def way_of(record: dict[str, Any]) -> str:
    if record["method"] != "mfa":
        return str(record["method"])
    return PASSKEY_ALONE if record.get("passwordless") else str(record["type"])


def in_words(records: list[dict[str, Any]]) -> str:
    """Such as “with your password and a code from your app”."""
    first, *second = [WAYS[way] for way in map(way_of, records) if way in WAYS] or [""]
    return _("%(first)s and %(second)s") % {"first": first, "second": second[-1]} if second else str(first)
