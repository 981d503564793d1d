"""Time zones: the account's own, else the one the browser named in a cookie, else UTC."""

from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.http import HttpRequest


@cache
def zone_names() -> frozenset[str]:
    return frozenset(available_timezones())


def is_zone(name: str) -> bool:
    return name in zone_names()


def zone_of(request: HttpRequest) -> ZoneInfo:
    """The zone whose days this person lives by."""
    for name in (getattr(request.user, "time_zone", ""), request.COOKIES.get("zone", "").replace("%2F", "/")):
        if name and is_zone(name):
            return ZoneInfo(name)
    return ZoneInfo("UTC")
