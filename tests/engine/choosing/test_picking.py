"""What any pick keeps to, with a date or without one."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz import engine
from quiz.engine.choosing.reasons import ASSIGNED, BETWEEN, MISSED, NEW
from tests.engine.cast import (
    DAY,
    NOW,
    bank_of,
    choice,
    fold,
    mastering,
    miss,
    numbered_bank,
    pick,
    plan,
    question,
    review,
    weeks_of_answers,
)

TWO_SECTIONS = bank_of(
    *(question(f"s{section}q{place}", section=section) for section in (1, 2) for place in (1, 2))
)
DATES = [None, NOW + timedelta(hours=3), NOW + 40 * DAY]


def minutes_ago(minutes: int) -> datetime:
    return NOW - timedelta(minutes=minutes)


def test_a_question_without_a_way_is_never_asked() -> None:
    bank = bank_of(question("mute", ways=()), question("said"))
    assert pick(bank).key == "said"
    assert pick(bank, only={"mute"}) is None


@pytest.mark.parametrize("date", DATES)
def test_a_new_learner_meets_the_first_question_by_choosing(date: object) -> None:
    assert pick(numbered_bank(3), plan=plan(date=date)) == engine.Pick("q0", "choose", NEW)


@pytest.mark.parametrize("date", DATES)
def test_the_section_least_met_comes_next(date: object) -> None:
    log, recent = [choice("s1q1")], ["s1q1"]
    for seed in range(6):
        picked = pick(TWO_SECTIONS, log, plan=plan(date=date), recent=recent, rng=Random(seed))
        assert picked.key == "s2q1"


def test_ties_between_sections_fall_to_the_dice() -> None:
    bank = bank_of(question("one", section=1), question("two", section=2))
    assert {pick(bank, rng=Random(seed)).key for seed in range(20)} == {"one", "two"}


@pytest.mark.parametrize("date", DATES)
def test_prerequisites_come_first(date: object) -> None:
    bank = bank_of(question("later", prerequisites=frozenset({"base"})), question("base"))
    assert pick(bank, plan=plan(date=date)).key == "base"
    assert pick(bank, [choice("base")], plan=plan(date=date), recent=["base"]).key == "later"
    assert pick(bank, plan=plan(date=date), only={"later"}).key == "later"


def test_prerequisites_in_a_circle_block_nothing() -> None:
    circle = bank_of(
        question("hen", prerequisites=frozenset({"egg"})), question("egg", prerequisites=frozenset({"hen"}))
    )
    assert pick(circle).key == "hen"


def test_a_miss_returns_in_the_same_session_after_four_others() -> None:
    bank = numbered_bank(20)
    log = [
        miss("q0", minutes_ago(5)),
        *(review(f"q{n}", minutes_ago(5 - n), grade=4) for n in range(1, 5)),
    ]
    recent = [each.key for each in log]
    assert pick(bank, log[:4], recent=recent[:4]).key == "q4"
    returned = pick(bank, log, recent=recent)
    assert (returned.key, returned.reason) == ("q0", MISSED)


def test_a_bank_of_two_alternates_after_misses() -> None:
    bank = numbered_bank(2)
    log = [miss("q0", minutes_ago(2)), miss("q1", minutes_ago(1))]
    assert pick(bank, log, recent=["q0", "q1"]).key == "q0"


@pytest.mark.parametrize("date", DATES)
def test_a_bank_of_one_returns_a_miss_at_once(date: object) -> None:
    log = [miss("q0", minutes_ago(1))]
    assert pick(numbered_bank(1), log, plan=plan(date=date), recent=["q0"]).key == "q0"


@pytest.mark.parametrize("date", DATES)
def test_another_question_is_put_before_the_only_miss(date: object) -> None:
    log = [review("q0", minutes_ago(2)), miss("q1", minutes_ago(1))]
    between = pick(numbered_bank(2), log, plan=plan(date=date), recent=["q0", "q1"])
    assert (between.key, between.reason) == ("q0", BETWEEN)


@pytest.mark.parametrize("date", DATES)
def test_a_session_ends_when_everything_was_answered_right(date: object) -> None:
    bank = numbered_bank(3)
    log = [review(key, minutes_ago(1)) for key in bank]
    assert pick(bank, log, plan=plan(date=date), recent=["q0", "q1", "q2"]) is None
    assert pick(bank, log, plan=plan(date=date), recent=[]) is not None


@pytest.mark.parametrize("date", DATES)
def test_duplicates_are_kept_apart(date: object) -> None:
    bank = bank_of(
        question("a", duplicates=frozenset({"b"})), question("b", duplicates=frozenset({"a"})), question("c")
    )
    log, dated = [miss("a", minutes_ago(1))], plan(date=date)
    assert pick(bank, log, plan=dated, recent=["a"]).key == "c"
    assert pick(bank, log, plan=dated, recent=["a"], only={"a", "b"}).key == "b"


def test_only_restricts_the_choice() -> None:
    bank = numbered_bank(9)
    assert pick(bank, only={"q7"}).key == "q7"
    assert pick(bank, only=set()) is None
    assert pick(bank, only={"unknown"}) is None


@pytest.mark.parametrize("date", [None, NOW + 20 * DAY])
def test_assigned_questions_come_first_until_proficient(date: object) -> None:
    bank = numbered_bank(9)
    overdue = review("q0", NOW - 20 * DAY)
    assigned = pick(bank, [overdue], plan=plan(date=date), first=["q5", "q6"])
    assert (assigned.key, assigned.reason) == ("q5", ASSIGNED)
    log = [overdue, *mastering("q5"), *mastering("q6")]
    assert pick(bank, log, plan=plan(date=date), first=["q5", "q6"]).key not in {"q5", "q6"}


def test_an_assigned_question_comes_back_when_its_level_falls() -> None:
    log = [review("q5", NOW - 60 * DAY)]
    assert pick(numbered_bank(9), log, first=["q5"]).key == "q5"


@pytest.mark.parametrize("date", DATES)
def test_sections_without_weight_are_left_out_unless_assigned_or_alone(date: object) -> None:
    bank = bank_of(question("a", section=1), question("b", section=2))
    unweighted = plan(weights={1: 0.0}, date=date)
    assert pick(bank, plan=unweighted).key == "b"
    assert pick(bank, plan=unweighted, first=["a"]).key == "a"
    assert pick(bank, plan=unweighted, only={"a"}).key == "a"


ALL_WAYS = ("choose", "recall", "type")


@pytest.mark.parametrize(
    ("answers", "ways", "pinned", "expected"),
    [
        ("", ALL_WAYS, None, "choose"),
        ("-", ALL_WAYS, None, "choose"),
        ("----", ALL_WAYS, None, "choose"),
        ("+", ALL_WAYS, None, "type"),
        ("-+-", ALL_WAYS, None, "type"),
        ("+", ("choose", "recall"), None, "recall"),
        ("+", ("choose",), None, "choose"),
        ("", ("recall", "type"), None, "recall"),
        ("", ALL_WAYS, "type", "type"),
        ("", ALL_WAYS, "recall", "recall"),
        ("+++", ALL_WAYS, "choose", "choose"),
        ("", ("choose", "recall"), "type", "choose"),
    ],
)
def test_a_question_is_chosen_until_it_was_right_once(
    answers: str, ways: tuple[str, ...], pinned: str | None, expected: str
) -> None:
    log = [choice("q", NOW - (9 - day) * DAY, correct=each == "+") for day, each in enumerate(answers)]
    bank = bank_of(question("q", ways=ways))
    assert pick(bank, log, plan=plan(way=pinned), promised=()).way == expected


def related(number: int) -> engine.Question:
    duplicates, overlaps = frozenset({f"q{number ^ 1}"}), frozenset({f"q{(number + 5) % 12}"})
    return question(f"q{number}", section=number % 3, duplicates=duplicates, overlaps=overlaps)


BANK = bank_of(*(related(number) for number in range(12)))


def practised(
    dice: Random, log: list[engine.Review], is_right: Callable[[], bool], **facts: object
) -> list[str]:
    """The keys that a session asks, at most thirty."""
    profile, cards = fold(BANK, log)
    recent = list[str]()
    for step in range(30):
        now = NOW + timedelta(minutes=step)
        picked = engine.pick(
            BANK, plan(**facts), profile, cards, now=now, seconds_left=600.0, recent=recent, rng=dice
        )
        if picked is None:
            break
        correct = is_right()
        answer = review(picked.key, now, way=picked.way, correct=correct, grade=3 if correct else 1)
        profile, changed = engine.record(BANK, profile, cards, answer)
        cards |= changed
        recent.append(picked.key)
    return recent


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.sampled_from(DATES), st.booleans())
def test_none_of_the_last_four_is_asked_again_nor_a_duplicate_of_one(
    seed: int, date: object, is_new: bool
) -> None:
    dice = Random(seed)
    log = [] if is_new else weeks_of_answers(dice, BANK, answers=12)
    asked = practised(dice, log, lambda: dice.random() < 0.5, date=date)
    assert len(asked) >= 12
    for place, key in enumerate(asked):
        last = set(asked[max(place - 4, 0) : place])
        assert key not in last
        assert not BANK[key].duplicates & last


@pytest.mark.parametrize("date", DATES)
def test_a_session_of_right_answers_asks_everything_once(date: object) -> None:
    assert sorted(practised(Random(1), [], lambda: True, date=date)) == sorted(BANK)


@settings(max_examples=30)
@given(st.integers(0, 10_000), st.sampled_from(DATES))
def test_a_pick_changes_nothing_and_is_the_same_with_the_same_dice(seed: int, date: object) -> None:
    log = weeks_of_answers(Random(seed), BANK, answers=15)
    assert pick(BANK, log, plan=plan(date=date)) == pick(BANK, log, plan=plan(date=date))
