from datetime import timedelta
from itertools import accumulate
from random import Random
from statistics import mean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz import engine
from quiz.engine.foresight import forecasting
from quiz.engine.memory.laws import AFTER_A_MISS
from quiz.engine.memory.profiles import KNOWN_RECALLED
from tests.engine.cast import (
    DAY,
    NOW,
    Cards,
    bank_of,
    believing,
    fold,
    mastering,
    miss,
    numbered_bank,
    plan,
    question,
    weeks_of_answers,
)


def forecast(
    bank: dict[str, engine.Question],
    log: list[engine.Review] | None = None,
    *,
    seed: int = 3,
    **facts: object,
) -> tuple[float, float, float]:
    profile, cards = fold(bank, log or [])
    return engine.forecast(bank, plan(**facts), profile, cards, now=NOW, rng=Random(seed))


def test_practice_ahead_raises_readiness() -> None:
    bank, date = numbered_bank(40), NOW + 14 * DAY
    stopped, _, _ = engine.readiness(bank, engine.new_profile(), Cards(), date)
    expected, low, high = forecast(bank, date=date)
    assert stopped < expected
    assert 0.0 <= low <= expected <= high <= 40.0


def test_more_minutes_forecast_more() -> None:
    bank, date = numbered_bank(100), NOW + 7 * DAY
    assert forecast(bank, date=date, minutes=5)[0] < forecast(bank, date=date, minutes=20)[0]


@pytest.mark.parametrize("days", [2, 4, 10])
@pytest.mark.parametrize("seed", range(3))
def test_more_minutes_never_forecast_clearly_less(days: int, seed: int) -> None:
    bank = numbered_bank(60)
    log = weeks_of_answers(Random(seed), list(bank)[:20])
    expected = [
        forecast(bank, log, seed=seed, date=NOW + days * DAY, minutes=minutes)[0]
        for minutes in (0, 3, 10, 30, 90)
    ]
    most = list(accumulate(expected, max))
    assert all(each > best - 3.0 for each, best in zip(expected, most, strict=True)), expected


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.integers(0, 12), st.integers(0, 30))
def test_the_range_holds_what_is_expected_and_stays_within_the_bank(
    seed: int, days: int, minutes: int
) -> None:
    bank = bank_of(*(question(f"q{number}", section=number % 3) for number in range(12)))
    log = weeks_of_answers(Random(seed), list(bank)[:8], answers=10)
    facts = {"date": NOW + days * DAY, "minutes": minutes, "weights": {0: 0.0, 1: 3.0}}
    expected, low, high = forecast(bank, log, seed=seed, **facts)
    assert 0.0 <= low <= expected <= high <= 8.0


def test_no_minutes_are_what_stopping_now_gives() -> None:
    bank, date = numbered_bank(20), NOW + 9 * DAY
    stopped, _, _ = engine.readiness(bank, engine.new_profile(), Cards(), date)
    assert forecast(bank, date=date, minutes=0)[0] == pytest.approx(stopped)


def test_missed_days_are_reckoned_with(monkeypatch: pytest.MonkeyPatch) -> None:
    bank, date = numbered_bank(60), NOW + 9 * DAY
    expected = []
    for missed in (0.0, forecasting.MISSED_DAYS, 0.6):
        monkeypatch.setattr(forecasting, "MISSED_DAYS", missed)
        expected.append(mean(forecast(bank, seed=seed, date=date)[0] for seed in range(4)))
    assert expected[0] > expected[1] > expected[2]


@pytest.mark.parametrize("column", [0, 3, 20, 40, 60])
@pytest.mark.parametrize("weights", [None, {0: 0.0, 1: 3.0}])
def test_by_one_law_and_without_a_sitting_it_is_what_readiness_says(
    column: int, weights: dict[int, float] | None
) -> None:
    bank = bank_of(*(question(f"q{number}", section=number % 3) for number in range(12)))
    profile, cards = fold(bank, weeks_of_answers(Random(4), list(bank)[:9]))
    alone, date = believing(profile, column), NOW + timedelta(hours=9)
    dated = plan(date=date, weights=weights)
    expected, _, _ = engine.forecast(bank, dated, alone, cards, now=NOW, rng=Random(1))
    assert expected == pytest.approx(engine.readiness(bank, alone, cards, date, weights)[0])


def test_runs_follow_laws_as_often_as_they_are_believed() -> None:
    """Somebody who forgets fast is forecast less than somebody who does not, with the same cards."""
    bank, date = numbered_bank(60), NOW + 9 * DAY
    fast, slow = (
        engine.forecast(
            bank, plan(date=date), believing(engine.new_profile(), column), {}, now=NOW, rng=Random(1)
        )[0]
        for column in (AFTER_A_MISS.index(min(AFTER_A_MISS)), 0)
    )
    assert fast < slow


def test_without_a_date_a_week_is_forecast() -> None:
    bank = numbered_bank(20)
    assert forecast(bank) == forecast(bank, date=NOW + 7 * DAY) == forecast(bank, date=NOW - DAY, minutes=10)


def test_no_day_left_is_what_stopping_now_gives() -> None:
    bank, date = numbered_bank(20), NOW + timedelta(hours=5)
    log = weeks_of_answers(Random(1), bank)
    stopped = engine.readiness(bank, *fold(bank, log), date)
    for seed in range(5):
        expected, low, high = forecast(bank, log, seed=seed, date=date)
        assert expected == pytest.approx(stopped[0], abs=1.0)
        assert (low, high) == pytest.approx(stopped[1:], abs=3.0)


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
    assert forecast(numbered_bank(5, ways=()), date=NOW + 9 * DAY)[0] == pytest.approx(
        5 * 0.2 * KNOWN_RECALLED
    )


def test_a_date_ten_years_away_is_forecast_too() -> None:
    assert 0.0 < forecast(numbered_bank(10), date=NOW + 3653 * DAY)[0] <= 10.0


def test_today_counts_while_nothing_was_answered_today() -> None:
    bank, tomorrow = numbered_bank(40), NOW + DAY
    waiting, begun = [miss("q0", NOW - DAY)], [miss("q0", NOW - timedelta(hours=1))]
    for log, is_practised in ((waiting, True), (begun, False)):
        stopped, _, _ = engine.readiness(bank, *fold(bank, log), tomorrow)
        assert (forecast(bank, log, date=tomorrow)[0] > stopped + 1.0) is is_practised
    off = frozenset({NOW.weekday()})
    stopped = engine.readiness(bank, *fold(bank, waiting), tomorrow)
    assert forecast(bank, waiting, date=tomorrow, days_off=off) == stopped
