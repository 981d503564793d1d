"""Time zones: the account's own, else the one the browser named in a cookie, else UTC."""

from functools import cache
from urllib.parse import unquote
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.http import HttpRequest, parse_cookie

PLACES = (
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)


@cache
def zone_names() -> frozenset[str]:
    return frozenset(available_timezones())


@cache
def zones_of_places() -> tuple[str, ...]:
    """What a person chooses among: places, and UTC. Other names (such as `Etc/GMT+5`) are zones too."""
    return ("UTC", *sorted(name for name in zone_names() if name.partition("/")[0] in PLACES))


def is_zone(name: str) -> bool:
    return name in zone_names()


def zone_of_browser(request: HttpRequest) -> str:
    """The name of the zone that the browser says it is in, or nothing."""
    return zone_in_cookie(request, settings.ZONE_COOKIE_NAME)


def zone_in_cookie(request: HttpRequest, cookie: str) -> str:
    """The zone that a cookie of this name holds. Another site on our host may have set one too, for something else."""
    sent = (parse_cookie(each).get(cookie, "") for each in request.META.get("HTTP_COOKIE", "").split(";"))
    names = [unquote(value) for value in (request.COOKIES.get(cookie, ""), *sent)]
    return next((name for name in reversed(names) if is_zone(name)), "")


def zone_of(request: HttpRequest) -> ZoneInfo:
    """The zone whose days this person lives by."""
    own = getattr(request.user, "time_zone", "")
    return ZoneInfo(own if is_zone(own) else zone_of_browser(request) or "UTC")
