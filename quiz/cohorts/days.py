"""The days of a cohort, whose people live in many zones: a day is over when it is over everywhere on Earth.

So nobody is late before their own day has ended, and everybody who looks at a figure sees the same one.
"""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

BEHIND_UTC = timedelta(hours=12)
"""The zone in which a day ends last."""
AHEAD_OF_UTC = timedelta(hours=14)
"""The zone in which a day begins first."""
EDGE = timedelta(days=2)
"""What the calendar's first and last instant keep to themselves, so that each is a day in every zone."""


def day_at(now: datetime) -> date:
    """The earliest day that is not over everywhere."""
    return (now.astimezone(UTC) - BEHIND_UTC).date()


def has_begun(day: date, now: datetime) -> bool:
    """Anywhere on Earth."""
    return day <= (now.astimezone(UTC) + AHEAD_OF_UTC).date()


def end_of(day: date) -> datetime:
    """When the day is over everywhere."""
    within = min(max(day, date.min + EDGE), date.max - EDGE)
    return datetime.combine(within + timedelta(days=1), time(), UTC) + BEHIND_UTC


def within_calendar(instant: datetime) -> datetime:
    """The instant, or the nearest that has a day in every zone."""
    first, last = (edge.replace(tzinfo=UTC) for edge in (datetime.min, datetime.max))
    return min(max(instant, first + EDGE), last - EDGE)


def end_in_words(day: date, zone: tzinfo) -> str:
    """When the day is over, for somebody in this zone: “Mon 7 Dec, 12:00 UTC, 13:00 where you are”."""
    return instant_in_words(end_of(day), zone)


def instant_in_words(instant: datetime, zone: tzinfo) -> str:
    """An instant that counts for everybody, in UTC and where the reader is, if that is another time."""
    world, here = instant.astimezone(UTC), instant.astimezone(zone)
    words = {"day": date_format(world, "D j M"), "time": date_format(world, "H:i")}
    if here.replace(tzinfo=None) == world.replace(tzinfo=None):
        return _("%(day)s, %(time)s UTC") % words
    form = "H:i" if here.date() == world.date() else "D j M, H:i"
    words["here"] = date_format(here, form)
    return _("%(day)s, %(time)s UTC, %(here)s where you are") % words
