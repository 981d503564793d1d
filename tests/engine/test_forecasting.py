from datetime import timedelta
from random import Random

import pytest

from quiz import engine

from .cast import DAY, NOW, Cards, fold, mastering, numbered_bank, plan, review


def forecast(
    bank: dict[str, engine.Question], log: list[engine.Review] | None = None, **facts: object
) -> tuple[float, float, float]:
    profile, cards = fold(bank, log or [])
    return engine.forecast(bank, plan(**facts), profile, cards, now=NOW, rng=Random(3))


def test_practice_ahead_raises_readiness() -> None:
    bank, date = numbered_bank(40), NOW + 14 * DAY
    stopped, _, _ = engine.readiness(bank, engine.new_profile(), Cards(), date)
    expected, low, high = forecast(bank, date=date)
    assert stopped < expected
    assert 0.0 <= low <= expected <= high <= 40.0


def test_more_minutes_forecast_more() -> None:
    bank, date = numbered_bank(100), NOW + 7 * DAY
    assert forecast(bank, date=date, minutes=5)[0] < forecast(bank, date=date, minutes=20)[0]


def test_without_a_date_a_week_is_forecast() -> None:
    bank = numbered_bank(20)
    assert forecast(bank) == forecast(bank, date=NOW + 7 * DAY) == forecast(bank, date=NOW - DAY, minutes=10)


def test_no_day_left_is_what_stopping_now_gives() -> None:
    bank, date = numbered_bank(20), NOW + timedelta(hours=5)
    profile, cards = fold(bank, [review("q0")])
    assert forecast(bank, [review("q0")], date=date) == engine.readiness(bank, profile, cards, date)


def test_days_off_are_not_practised() -> None:
    bank, date = numbered_bank(20), NOW + 6 * DAY
    every_day = frozenset(range(7))
    idle, _, _ = engine.readiness(bank, engine.new_profile(), Cards(), date)
    assert forecast(bank, date=date, days_off=every_day)[0] == pytest.approx(idle)
    assert idle < forecast(bank, date=date, days_off=frozenset({5, 6}))[0]


def test_the_same_dice_give_the_same_forecast_and_change_no_card() -> None:
    bank = numbered_bank(20)
    profile, cards = fold(bank, mastering("q0"))
    before = dict(cards)
    dated = plan(date=NOW + 20 * DAY)
    twice = [engine.forecast(bank, dated, profile, cards, now=NOW, rng=Random(5)) for _ in range(2)]
    assert twice[0] == twice[1]
    assert cards == before


def test_an_empty_bank_has_no_forecast() -> None:
    assert forecast({}, date=NOW + 9 * DAY) == (0.0, 0.0, 0.0)


def test_questions_that_cannot_be_asked_do_not_stop_it() -> None:
    assert forecast(numbered_bank(5, ways=()), date=NOW + 9 * DAY)[0] == pytest.approx(5 * 0.2 * 0.92)


def test_a_date_ten_years_away_is_forecast_too() -> None:
    assert 0.0 < forecast(numbered_bank(10), date=NOW + 3653 * DAY)[0] <= 10.0
