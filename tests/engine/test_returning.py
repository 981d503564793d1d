from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz import engine

from .cast import DAY, NOW, Cards, bank_of, fold, miss, numbered_bank, plan, question, review


def due(bank: dict[str, engine.Question], log: list[engine.Review], **facts: object) -> dict[str, date]:
    profile, cards = fold(bank, log)
    return engine.due(bank, plan(**facts), profile, cards, now=NOW)


def test_nothing_asked_means_nothing_due() -> None:
    assert due(numbered_bank(3), []) == {}


def test_a_recall_is_back_when_its_stability_has_passed() -> None:
    assert due(numbered_bank(2), [review("q0", grade=3)]) == {"q0": date(2026, 3, 4)}


def test_a_lower_target_is_reached_later() -> None:
    assert due(numbered_bank(1), [review("q0", grade=3)], target=0.8)["q0"] > date(2026, 3, 8)


def test_what_is_overdue_is_due_today() -> None:
    assert due(numbered_bank(1), [miss("q0", NOW - 3653 * DAY)]) == {"q0": date(2026, 3, 2)}


def test_cards_of_new_and_retired_questions_are_left_out() -> None:
    bank = bank_of(question("a", duplicates=frozenset({"b"})), question("b"))
    assert due(bank, [review("a"), review("gone")]).keys() == {"a"}


@given(st.floats(0.0, 90.0), st.integers(1, 4), st.floats(0.5, 0.97))
def test_recall_is_at_the_target_when_the_day_begins_and_below_when_it_ends(
    days_ago: float, grade: int, target: float
) -> None:
    zone = ZoneInfo("Pacific/Auckland")
    bank = numbered_bank(1)
    profile, cards = fold(
        bank, [review("q0", NOW - timedelta(days=days_ago), correct=grade > 1, grade=grade)]
    )
    day = engine.due(bank, plan(target=target, zone=str(zone)), profile, cards, now=NOW)["q0"]
    starts, ends = (datetime(each.year, each.month, each.day, tzinfo=zone) for each in (day, day + DAY))
    assert engine.predict(bank, profile, cards, ends)["q0"] < target + 1e-9
    if starts > NOW:
        assert engine.predict(bank, profile, cards, starts)["q0"] >= target - 1e-9


def test_days_are_the_learners_own_across_a_change_of_clocks() -> None:
    """In Berlin the 29th of March 2026 has 23 hours: a fall at 22:30 UTC lies in its night, on the 30th."""
    falls = datetime(2026, 3, 29, 22, 30, tzinfo=UTC)
    asked = falls - 2 * DAY
    cards: Cards = {"q0": engine.Card(2.0, 5.0, asked, asked, 1, 1, True, 1, None)}
    days = [
        engine.due(numbered_bank(1), plan(zone=zone), engine.new_profile(), cards, now=NOW)["q0"]
        for zone in ("UTC", "Europe/Berlin")
    ]
    assert days == [date(2026, 3, 29), date(2026, 3, 30)]


@pytest.mark.parametrize("target", [0.0, 1.0])
def test_targets_at_the_ends_do_not_overflow(target: float) -> None:
    assert due(numbered_bank(1), [review("q0", grade=4)], target=target)["q0"] >= NOW.date()


def test_an_unknown_zone_is_an_error() -> None:
    with pytest.raises(ZoneInfoNotFoundError):
        due(numbered_bank(1), [review("q0")], zone="Nowhere/Land")
