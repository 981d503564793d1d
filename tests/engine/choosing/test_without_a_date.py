"""Picks without a date: recall is held at the learner's target."""

from datetime import timedelta
from random import Random

import pytest

from quiz import engine
from quiz.engine.choosing.reasons import FADING, MISSED, NEW
from tests.engine.cast import (
    DAY,
    NOW,
    bank_of,
    fold,
    miss,
    numbered_bank,
    pick,
    plan,
    predict,
    question,
    review,
    weeks_of_answers,
)

BANK = numbered_bank(6)


def test_the_most_overdue_comes_before_new_ones_and_the_reason_says_how_far() -> None:
    log = [review("q1", NOW - 6 * DAY), review("q2", NOW - 9 * DAY), review("q3", NOW - DAY, grade=4)]
    picked = pick(BANK, log)
    assert picked.key == "q2"
    assert str(round(100 * predict(BANK, log, NOW)["q2"])) in picked.reason


def test_a_date_that_is_past_or_now_is_no_date() -> None:
    log = [review("q1", NOW - 12 * DAY)]
    without = pick(BANK, log)
    assert without.key == "q1"
    assert [pick(BANK, log, plan=plan(date=date)) for date in (NOW, NOW - DAY)] == [without, without]


def hours_until_due_later_today() -> int:
    """How long ago a recall must be to fall to the target today, but not yet."""
    for hours in range(240):
        log = [review("q1", NOW - timedelta(hours=hours))]
        profile, cards = fold(BANK, log)
        if engine.due(BANK, plan(), profile, cards, now=NOW)["q1"] == NOW.date():
            return hours
    raise AssertionError("never due")


def test_what_falls_to_the_target_today_is_due_today() -> None:
    hours = hours_until_due_later_today()
    asked = [review("q1", NOW - timedelta(hours=hours))]
    assert hours > NOW.hour
    assert predict(BANK, asked, NOW)["q1"] > plan().target
    assert pick(BANK, asked).key == "q1"


def test_what_was_asked_today_is_not_due_before_it_has_fallen_to_the_target() -> None:
    assert pick(BANK, [review("q1", NOW - timedelta(hours=2))]).reason == NEW


def test_a_lower_target_lets_new_ones_come_first() -> None:
    log = [review("q1", NOW - 6 * DAY)]
    assert pick(BANK, log, plan=plan(target=0.9)).key == "q1"
    assert pick(BANK, log, plan=plan(target=0.5)).reason == NEW


def test_new_questions_wait_while_the_minutes_are_full() -> None:
    bank = numbered_bank(100)
    log = [review(f"q{number}", NOW - timedelta(minutes=30)) for number in range(50)]
    assert pick(bank, log, plan=plan(minutes=60)).reason == NEW
    assert pick(bank, log, plan=plan(minutes=5)).reason == FADING


def test_what_was_missed_in_the_session_comes_before_new_ones() -> None:
    log = [miss("q0", NOW - timedelta(minutes=5))]
    log += [review(f"q{n}", NOW - timedelta(minutes=5 - n), grade=4) for n in range(1, 5)]
    assert pick(BANK, log, recent=[each.key for each in log]).reason == MISSED


def test_what_was_only_seen_beside_its_duplicate_was_not_missed() -> None:
    bank = bank_of(question("a", duplicates=frozenset({"b"})), question("b"))
    assert pick(bank, [review("a")], recent=["b"], only={"b"}).reason == NEW


@pytest.mark.parametrize("seed", range(12))
def test_what_pages_call_due_today_comes_before_what_is_not(seed: int) -> None:
    bank = numbered_bank(24)
    log = [each for each in weeks_of_answers(Random(seed), bank, answers=90) if each.at.date() < NOW.date()]
    profile, cards = fold(bank, log)
    due = engine.due(bank, plan(target=0.7), profile, cards, now=NOW)
    later = {key for key, day in due.items() if day > NOW.date()}
    for key in due.keys() - later:
        facts = {"plan": plan(target=0.7), "only": later | {key}, "promised": ()}
        assert pick(bank, log, **facts).key == key
