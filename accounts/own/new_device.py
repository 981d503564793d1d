"""Signing in: the browser's row says since when and where; a browser that was not known is noted, and told by mail.

Not the first one of an account, and no mail to whoever signed in by reading one.
"""

from datetime import datetime
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest

from accounts import limits
from accounts.limits import devices
from accounts.models import User
from accounts.own.browsers import device_of
from accounts.own.happened import Kind, note_event
from accounts.own.mails import tell


def noted(request: HttpRequest, user: User, *, now: datetime) -> None:
    """Before the browser becomes known by it."""
    session: Any = request.session
    device = device_of(request)
    session.begun(device=device, now=now)
    if devices.known_as(request, user.email):
        return
    note_event(user, Kind.SIGNED_IN, device=device, now=now)
    methods = [record["method"] for record in get_authentication_records(request, user)]
    if limits.noted_of(request).signed_in_before and "code" not in methods:
        tell(user.email, "new_device", when=now, device=device)
