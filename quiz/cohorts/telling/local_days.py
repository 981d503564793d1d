"""The days of the people who are mailed: each lives by their own zone."""

from datetime import datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from accounts.models import User
from accounts.zones import is_zone

MORNING: Final = time(8)
"""Before it nobody is mailed of what the site found out by itself."""


def zone_of(user: User) -> ZoneInfo:
    """The account's own: nobody's browser asks for a mail."""
    return ZoneInfo(user.time_zone if is_zone(user.time_zone) else "UTC")


def where_they_are(user: User, now: datetime) -> datetime:
    return now.astimezone(zone_of(user))
