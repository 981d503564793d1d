"""Who is behind: fewer questions at the level than the share of days gone by would have."""

from datetime import date


def expected_by(day: date, *, start: date, due_on: date, total: int) -> int:
    """How many of `total` questions would be there on `day`, as many on each day from `start` to `due_on`.

    Whole days gone by count, so none are expected on the first day. Nothing is expected of whoever starts
    after the due day.
    """
    days = (due_on - start).days + 1
    if days <= 0:
        return 0
    gone = min(max((day - start).days, 0), days)
    return total * gone // days
