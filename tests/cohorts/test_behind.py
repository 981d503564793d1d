"""The rule of who is behind."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.cohorts.measuring.behind import Pace, expected_by, pace_of
from tests.bench.behind import LEAST_OF_THE_STOPPED, MOST_OF_THE_DILIGENT, share_called_behind


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


OPENS, DUE = date(2026, 11, 24), date(2026, 12, 3)


def pace(counted: int, *, day: date, last: date | None = None, target: int = 2) -> Pace:
    """Of twenty questions due in ten days, ten minutes a day at most."""
    return pace_of(
        counted=counted, total=20, target=target, most_minutes=10, start=OPENS, due_on=DUE, last=last, day=day
    )


def test_who_has_few_answers_but_enough_time_and_answered_lately_is_not_behind() -> None:
    assert not pace(3, day=date(2026, 11, 28), last=date(2026, 11, 26)).is_behind


def test_who_has_not_answered_for_three_days_is_behind() -> None:
    silent = pace(3, day=date(2026, 11, 28), last=date(2026, 11, 25))
    assert (silent.is_behind, silent.silent, silent.behind_by) == (True, 3, 5)


def test_who_needs_more_than_the_minutes_a_day_is_behind() -> None:
    short = pace(6, day=DUE, last=DUE)
    assert (short.is_behind, short.minutes) == (True, 14)
    assert not pace(10, day=DUE, last=DUE).is_behind


def test_a_higher_level_takes_more_minutes() -> None:
    day = date(2026, 12, 2)
    assert [pace(4, day=day, target=target).minutes for target in (2, 3, 4)] == [8, 12, 16]


def test_who_did_all_on_the_first_day_is_never_behind() -> None:
    days = [OPENS + timedelta(days=number) for number in range(30)]
    assert not any(pace(20, day=day, last=OPENS).is_behind for day in days)


@given(st.integers(0, 19), st.integers(0, 9), st.integers(0, 9), st.sampled_from([2, 3, 4]))
def test_one_answer_more_never_makes_anyone_more_behind(
    counted: int, day: int, last: int, target: int
) -> None:
    on, answered = OPENS + timedelta(days=day), OPENS + timedelta(days=min(last, day))
    before = pace(counted, day=on, last=answered, target=target)
    after = pace(counted + 1, day=on, last=on, target=target)
    assert after.behind_by <= before.behind_by


def test_who_does_what_is_due_is_not_called_behind_and_who_stops_soon_is() -> None:
    """The short form of `python -m tests.bench.behind`, which prints both."""
    assert share_called_behind(100, stops=False) <= MOST_OF_THE_DILIGENT
    assert share_called_behind(100, stops=True) >= LEAST_OF_THE_STOPPED
