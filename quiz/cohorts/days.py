"""The days of a cohort, whose people live in many zones: a day is over when it is over everywhere on Earth.

So nobody is late before their own day has ended, and everybody who looks at a figure sees the same one.
"""

from datetime import UTC, date, datetime, time, timedelta

BEHIND_UTC = timedelta(hours=12)
"""The zone in which a day ends last."""
EDGE = timedelta(days=2)
"""What the calendar's first and last instant keep to themselves, so that each is a day in every zone."""


def day_at(now: datetime) -> date:
    """The earliest day that is not over everywhere."""
    return (now.astimezone(UTC) - BEHIND_UTC).date()


def end_of(day: date) -> datetime:
    """When the day is over everywhere."""
    within = min(max(day, date.min + EDGE), date.max - EDGE)
    return datetime.combine(within + timedelta(days=1), time(), UTC) + BEHIND_UTC


def within_calendar(instant: datetime) -> datetime:
    """The instant, or the nearest that has a day in every zone."""
    first, last = (edge.replace(tzinfo=UTC) for edge in (datetime.min, datetime.max))
    return min(max(instant, first + EDGE), last - EDGE)
