"""The days of practice that a plan still holds, and whether they are few for the bank."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz import engine
from quiz.engine.choosing.time_left import TIGHT_SECONDS, is_tight, practice_days
from tests.engine.cast import DAY, NOW, fold, numbered_bank, plan, review

BERLIN = ZoneInfo("Europe/Berlin")
SUNDAY = frozenset({6})


def local_days(at: datetime, until: datetime, zone: str = "UTC", **facts: object) -> list[datetime]:
    """Practice days in the learner's own time."""
    return [
        each.astimezone(ZoneInfo(zone)) for each in practice_days(plan(date=until, zone=zone, **facts), at)
    ]


def tight(
    questions: int, log: list[engine.Review] | None = None, left: float = 600.0, **facts: object
) -> bool:
    bank = numbered_bank(questions)
    return is_tight(bank, plan(**facts), fold(bank, log or [])[0], NOW, left)


def test_from_tomorrow_to_the_day_before_the_date_at_this_time_of_day() -> None:
    assert local_days(NOW, NOW + 4 * DAY) == [NOW + DAY, NOW + 2 * DAY, NOW + 3 * DAY]
    assert local_days(NOW, datetime(2026, 3, 6, 0, 1, tzinfo=UTC)) == [NOW + n * DAY for n in (1, 2, 3)]


@pytest.mark.parametrize("date", [None, NOW - DAY, NOW, NOW + timedelta(hours=5), NOW + DAY])
def test_no_day_is_left_without_a_date_or_until_tomorrow(date: datetime | None) -> None:
    assert list(practice_days(plan(date=date), NOW)) == []


def test_days_off_are_left_out() -> None:
    """The 2nd of March 2026 is a Monday."""
    days = local_days(NOW, NOW + 8 * DAY, days_off=frozenset({2, 6}))
    assert [each.date().day for each in days] == [3, 5, 6, 7, 9]
    assert local_days(NOW, NOW + 8 * DAY, days_off=frozenset(range(7))) == []


@pytest.mark.parametrize(
    ("changes_on", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25)], ids=["spring", "autumn"]
)
def test_the_time_of_day_stays_when_the_clocks_change(changes_on: date, hours: int) -> None:
    before = datetime(changes_on.year, changes_on.month, changes_on.day, 9, tzinfo=BERLIN) - DAY
    days = local_days(before.astimezone(UTC), before + 5 * DAY, "Europe/Berlin")
    assert [each.date() - before.date() for each in days] == [DAY, 2 * DAY, 3 * DAY, 4 * DAY]
    assert {each.hour for each in days} == {9}
    assert (days[0].astimezone(UTC) - before.astimezone(UTC)) == timedelta(hours=hours)


def test_an_hour_that_the_spring_leaves_out_does_not_lose_its_day() -> None:
    before = datetime(2026, 3, 28, 2, 30, tzinfo=BERLIN)
    days = local_days(before.astimezone(UTC), before + 4 * DAY, "Europe/Berlin")
    assert [each.day for each in days] == [29, 30, 31]


def test_the_hour_that_the_autumn_has_twice_counts_once() -> None:
    for fold_of_night in (0, 1):
        before = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=fold_of_night)
        days = local_days(before.astimezone(UTC), before + 3 * DAY, "Europe/Berlin")
        assert [each.day for each in days] == [26, 27]


def test_days_are_the_learners_own() -> None:
    """At 23:00 UTC it is the next morning in Auckland already."""
    late = NOW.replace(hour=23)
    until = NOW + 3 * DAY
    assert len(local_days(late, until, "UTC")) == 2
    assert len(local_days(late, until, "Pacific/Auckland")) == 1


def test_a_plan_is_tight_where_the_seconds_are_short_for_the_bank() -> None:
    assert tight(100, date=NOW + 2 * DAY)
    assert not tight(100, date=NOW + 60 * DAY)
    assert not tight(10, date=NOW + 2 * DAY)
    assert not tight(100, date=None)


def test_today_counts_with_what_is_left_of_it() -> None:
    enough = TIGHT_SECONDS * 50
    assert tight(50, left=enough - 1.0, date=NOW + timedelta(hours=9))
    assert not tight(50, left=enough, date=NOW + timedelta(hours=9))


def test_what_was_practised_before_counts() -> None:
    log = [review(f"q{n}", NOW - n * timedelta(minutes=1)) for n in range(40)]
    facts = {"date": NOW + 3 * DAY, "left": 0.0}
    assert tight(60, **facts)
    assert not tight(60, log, **facts)


def test_days_off_can_make_a_plan_tight() -> None:
    facts = {"date": NOW + 12 * DAY, "minutes": 10}
    assert not tight(100, **facts)
    assert tight(100, days_off=frozenset({0, 1, 2, 3, 4}), **facts)


@given(st.integers(1, 5), st.integers(1, 30), st.integers(10, 200))
def test_a_day_off_that_does_not_come_before_the_date_changes_nothing(
    days: int, minutes: int, questions: int
) -> None:
    facts = {"date": NOW + days * DAY, "minutes": minutes, "left": 60.0}
    assert tight(questions, **facts) == tight(questions, days_off=SUNDAY, **facts)
