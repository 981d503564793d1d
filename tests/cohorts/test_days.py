"""The days of people in many zones."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.cohorts.days import day_at, end_in_words, end_of


def test_a_day_is_over_when_it_is_over_everywhere() -> None:
    assert end_of(date(2026, 11, 27)) == datetime(2026, 11, 28, 12, tzinfo=UTC)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_the_day_goes_on_until_its_end_and_no_longer(day: date) -> None:
    end = end_of(day)
    assert [day_at(end - timedelta(microseconds=1)), day_at(end)] == [day, day + timedelta(days=1)]


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("Europe/Berlin", "Mon 7 Dec, 12:00 UTC, 13:00 where you are"),
        ("UTC", "Mon 7 Dec, 12:00 UTC"),
        ("Europe/London", "Mon 7 Dec, 12:00 UTC"),
        ("Pacific/Auckland", "Mon 7 Dec, 12:00 UTC, Tue 8 Dec, 01:00 where you are"),
        ("Pacific/Pago_Pago", "Mon 7 Dec, 12:00 UTC, 01:00 where you are"),
        ("Asia/Kathmandu", "Mon 7 Dec, 12:00 UTC, 17:45 where you are"),
    ],
)
def test_the_end_of_a_day_is_told_in_utc_and_where_the_reader_is(zone: str, words: str) -> None:
    assert end_in_words(date(2026, 12, 6), ZoneInfo(zone)) == words
