"""The days of a cohort, whose people live in many zones: a day is over when it is over everywhere on Earth.

So nobody is late before their own day has ended, and everybody who looks at a figure sees the same one.
"""

from datetime import UTC, date, datetime, time, timedelta

BEHIND_UTC = timedelta(hours=12)
"""The zone in which a day ends last."""


def day_at(now: datetime) -> date:
    """The earliest day that is not over everywhere."""
    return (now.astimezone(UTC) - BEHIND_UTC).date()


def end_of(day: date) -> datetime:
    """When the day is over everywhere."""
    return datetime.combine(day + timedelta(days=1), time(), UTC) + BEHIND_UTC
