"""The days of people in many zones."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from quiz.cohorts.days import day_at, end_of


def test_a_day_is_over_when_it_is_over_everywhere() -> None:
    assert end_of(date(2026, 11, 27)) == datetime(2026, 11, 28, 12, tzinfo=UTC)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_the_day_goes_on_until_its_end_and_no_longer(day: date) -> None:
    end = end_of(day)
    assert [day_at(end - timedelta(microseconds=1)), day_at(end)] == [day, day + timedelta(days=1)]
