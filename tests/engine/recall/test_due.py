from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz import engine
from quiz.engine.memory import fsrs
from quiz.engine.memory.beliefs import believed, recall_after
from quiz.engine.memory.fsrs import LONGEST_DAYS
from quiz.engine.memory.laws import LAWS
from quiz.engine.recall.due import days_until
from tests.engine.cast import (
    DAY,
    NOW,
    bank_of,
    believing,
    fold,
    miss,
    numbered_bank,
    plan,
    question,
    review,
    weeks_of_answers,
)


def due(bank: dict[str, engine.Question], log: list[engine.Review], **facts: object) -> dict[str, date]:
    profile, cards = fold(bank, log)
    return engine.due(bank, plan(**facts), profile, cards, now=NOW)


def test_nothing_asked_means_nothing_due() -> None:
    assert due(numbered_bank(3), []) == {}


@pytest.mark.parametrize("grade", [2, 3, 4])
def test_by_one_law_a_question_is_back_when_its_stability_has_passed(grade: int) -> None:
    bank = numbered_bank(2)
    profile, cards = fold(bank, [review("q0", grade=grade)])
    passed = NOW + fsrs.first_stability(grade) * DAY
    assert engine.due(bank, plan(), believing(profile, 0), cards, now=NOW) == {"q0": passed.date()}


def test_a_lower_target_is_reached_later() -> None:
    bank, log = numbered_bank(1), [review("q0", grade=3)]
    days = [due(bank, log, target=target)["q0"] for target in (0.95, 0.9, 0.8, 0.6)]
    assert days == sorted(days)
    assert len(set(days)) == 4


@given(st.integers(0, 10_000), st.floats(0.1, 0.99))
def test_recall_by_all_laws_is_at_the_target_after_the_days_that_are_told(seed: int, target: float) -> None:
    bank = numbered_bank(4)
    profile, cards = fold(bank, weeks_of_answers(Random(seed), bank, answers=12))
    laws = believed(profile.weights)
    for card in cards.values():
        days = days_until(laws, card, target)
        if days < LONGEST_DAYS:
            assert recall_after(laws, card, days) == pytest.approx(target, abs=1e-5)


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
    """A fall at 22:30 UTC lies on the next day in Berlin's summer, and on the same day in its winter."""
    bank, zones = numbered_bank(1), ("UTC", "Europe/Berlin")
    for month, day, in_berlin in ((3, 28, 28), (3, 29, 30), (10, 24, 25), (10, 25, 25)):
        falls = datetime(2026, month, day, 22, 30, tzinfo=UTC)
        profile, cards = fold(bank, [review("q0", falls - 2 * DAY)])
        cards = {"q0": replace(cards["q0"], stabilities=(2.0,) * len(LAWS))}
        days = [
            engine.due(bank, plan(zone=zone), believing(profile, 0), cards, now=NOW)["q0"] for zone in zones
        ]
        assert days == [date(2026, month, day), date(2026, month, in_berlin)]


@pytest.mark.parametrize("target", [0.0, 1.0])
def test_targets_at_the_ends_do_not_overflow(target: float) -> None:
    assert due(numbered_bank(1), [review("q0", grade=4)], target=target)["q0"] >= NOW.date()


def test_an_unknown_zone_is_an_error() -> None:
    with pytest.raises(ZoneInfoNotFoundError):
        due(numbered_bank(1), [review("q0")], zone="Nowhere/Land")
