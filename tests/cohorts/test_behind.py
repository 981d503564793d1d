"""The rule of who is behind."""

from datetime import date

import pytest

from quiz.cohorts.behind import expected_by


@pytest.mark.parametrize(
    ("day", "start", "due_on", "total", "expected"),
    [
        (date(2026, 11, 20), date(2026, 11, 24), date(2026, 12, 3), 20, 0),  # before it opens
        (date(2026, 11, 24), date(2026, 11, 24), date(2026, 12, 3), 20, 0),  # on the first of ten days
        (date(2026, 11, 25), date(2026, 11, 24), date(2026, 12, 3), 20, 2),
        (date(2026, 11, 29), date(2026, 11, 24), date(2026, 12, 3), 20, 10),
        (
            date(2026, 12, 3),
            date(2026, 11, 24),
            date(2026, 12, 3),
            20,
            18,
        ),  # on the due day, which is not over
        (date(2026, 12, 4), date(2026, 11, 24), date(2026, 12, 3), 20, 20),  # after it
        (date(2027, 1, 4), date(2026, 11, 24), date(2026, 12, 3), 20, 20),
        (date(2026, 11, 26), date(2026, 11, 24), date(2026, 11, 30), 20, 5),  # 5.7, rounded down
        (date(2026, 11, 24), date(2026, 11, 24), date(2026, 11, 24), 20, 0),  # a single day
        (date(2026, 11, 25), date(2026, 11, 24), date(2026, 11, 24), 20, 20),
        (date(2026, 12, 9), date(2026, 12, 5), date(2026, 12, 3), 20, 0),  # who joins after the due day
    ],
)
def test_as_many_are_expected_as_the_days_gone_by_would_have(
    day: date, start: date, due_on: date, total: int, expected: int
) -> None:
    assert expected_by(day, start=start, due_on=due_on, total=total) == expected
