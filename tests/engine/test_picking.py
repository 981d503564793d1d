from datetime import datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz import engine
from quiz.engine.index import Index

from .cast import (
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
)

NEW = "New: you have not met this question yet."
MISSED = "You missed it when you last answered it."
FADING = "Not due yet, but among the next to fade."
BETWEEN = "Asked again, to put a question before one that you missed."
ASSIGNED = "Assigned, and not yet proficient."
TWO_SECTIONS = bank_of(
    *(question(f"s{section}q{place}", section=section) for section in (1, 2) for place in (1, 2))
)


def minutes_ago(minutes: int) -> datetime:
    return NOW - timedelta(minutes=minutes)


def test_an_empty_bank_offers_nothing() -> None:
    assert pick({}) is None


def test_no_time_left_offers_nothing() -> None:
    assert pick(numbered_bank(3), seconds_left=0.0) is None
    assert pick(numbered_bank(3), seconds_left=60.0) is not None


def test_a_question_without_a_way_is_never_asked() -> None:
    bank = bank_of(question("mute", ways=()), question("said"))
    assert pick(bank).key == "said"
    assert pick(bank, only={"mute"}) is None


@pytest.mark.parametrize("date", [None, NOW + 30 * DAY])
def test_a_new_learner_meets_the_first_question_by_choosing(date: object) -> None:
    assert pick(numbered_bank(3), plan=plan(date=date)) == engine.Pick("q0", "choose", NEW)


@pytest.mark.parametrize("date", [None, NOW + 30 * DAY])
def test_the_section_least_met_comes_next(date: object) -> None:
    assert pick(TWO_SECTIONS, [choice("s1q1")], plan=plan(date=date), recent=["s1q1"]).key == "s2q1"


def test_ties_between_sections_fall_to_the_dice() -> None:
    bank = bank_of(question("one", section=1), question("two", section=2))
    assert {pick(bank, rng=Random(seed)).key for seed in range(20)} == {"one", "two"}


def test_prerequisites_come_first() -> None:
    bank = bank_of(question("later", prerequisites=frozenset({"base"})), question("base"))
    assert pick(bank).key == "base"
    assert pick(bank, [choice("base")], recent=["base"]).key == "later"
    assert pick(bank, only={"later"}).key == "later"


def test_prerequisites_in_a_circle_block_nothing() -> None:
    circle = bank_of(
        question("hen", prerequisites=frozenset({"egg"})), question("egg", prerequisites=frozenset({"hen"}))
    )
    assert pick(circle).key == "hen"


def test_the_most_overdue_comes_before_new_ones() -> None:
    log = [review("q1", NOW - 6 * DAY), review("q2", NOW - 9 * DAY), review("q3", NOW - DAY, grade=4)]
    picked = pick(numbered_bank(6), log)
    assert (picked.key, picked.reason) == ("q2", "Due: about 78 % likely to be recalled now.")


def test_what_falls_to_the_target_today_is_due_today_unless_asked_today() -> None:
    bank = numbered_bank(3)
    yesterday = review("q1", NOW - timedelta(days=2.2))
    assert pick(bank, [yesterday]).key == "q1"
    assert pick(bank, [miss("q1", NOW - timedelta(hours=2))]).key == "q0"


def test_new_questions_wait_while_the_minutes_are_full() -> None:
    bank = numbered_bank(100)
    log = [miss(f"q{number}", NOW - timedelta(hours=1)) for number in range(50)]
    assert pick(bank, log, plan=plan(minutes=60)).reason == NEW
    assert pick(bank, log, plan=plan(minutes=5)).reason == FADING


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


def test_a_bank_of_one_returns_a_miss_at_once() -> None:
    assert pick(numbered_bank(1), [miss("q0", minutes_ago(1))], recent=["q0"]).key == "q0"


def test_another_question_is_put_before_the_only_miss() -> None:
    bank = numbered_bank(2)
    log = [review("q0", minutes_ago(2)), miss("q1", minutes_ago(1))]
    between = pick(bank, log, recent=["q0", "q1"])
    assert (between.key, between.reason) == (
        "q0",
        BETWEEN,
    )


def test_a_session_ends_when_everything_was_answered_right() -> None:
    bank = numbered_bank(3)
    log = [review(key, minutes_ago(1)) for key in bank]
    assert pick(bank, log, recent=["q0", "q1", "q2"]) is None
    assert pick(bank, log, recent=[]) is not None


def test_duplicates_are_kept_apart() -> None:
    bank = bank_of(
        question("a", duplicates=frozenset({"b"})), question("b", duplicates=frozenset({"a"})), question("c")
    )
    assert pick(bank, [miss("a", minutes_ago(1))], recent=["a"]).key == "c"
    assert pick(bank, [miss("a", minutes_ago(1))], recent=["a"], only={"a", "b"}).key == "b"


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


def test_sections_without_weight_are_left_out_unless_assigned_or_alone() -> None:
    bank = bank_of(question("a", section=1), question("b", section=2))
    unweighted = plan(weights={1: 0.0})
    assert pick(bank, plan=unweighted).key == "b"
    assert pick(bank, plan=unweighted, first=["a"]).key == "a"
    assert pick(bank, plan=unweighted, only={"a"}).key == "a"


def test_before_a_date_the_weightier_section_comes_first() -> None:
    bank = bank_of(question("a", section=1), question("b", section=2))
    assert pick(bank, plan=plan(date=NOW + 9 * DAY, weights={2: 3.0})).key == "b"


def test_before_a_date_a_question_that_a_duplicate_profits_from_comes_first() -> None:
    bank = bank_of(
        question("alone"),
        question("a", duplicates=frozenset({"b"})),
        question("b", duplicates=frozenset({"a"})),
    )
    assert pick(bank, plan=plan(date=NOW + 9 * DAY)).key == "a"


def test_before_a_date_what_slips_comes_before_what_lasts() -> None:
    log = [*mastering("q0"), review("q1", NOW - 12 * DAY)]
    picked = pick(numbered_bank(2), log, plan=plan(date=NOW + 9 * DAY))
    assert picked.key == "q1"
    assert picked.reason == "For your date: about 70 % likely to be recalled on it without more practice."


def test_a_date_that_is_past_is_no_date() -> None:
    log = [review("q1", NOW - 12 * DAY)]
    assert pick(numbered_bank(3), log, plan=plan(date=NOW - DAY)).reason.startswith("Due:")


def test_everything_mastered_still_gives_a_session() -> None:
    bank = numbered_bank(3)
    log = [each for key in bank for each in mastering(key)]
    assert pick(bank, log).reason == FADING
    assert pick(bank, log, plan=plan(date=NOW + DAY)).reason.startswith("For your date:")


ALL_WAYS = ("choose", "recall", "type")


@pytest.mark.parametrize(
    ("asked", "ways", "pinned", "expected"),
    [
        (0, ALL_WAYS, None, "choose"),
        (2, ALL_WAYS, None, "choose"),
        (3, ALL_WAYS, None, "type"),
        (3, ("choose", "recall"), None, "recall"),
        (3, ("choose",), None, "choose"),
        (0, ("recall", "type"), None, "recall"),
        (0, ALL_WAYS, "type", "type"),
        (9, ALL_WAYS, "choose", "choose"),
        (0, ("choose", "recall"), "type", "choose"),
    ],
)
def test_the_way_climbs_from_choosing(
    asked: int, ways: tuple[str, ...], pinned: str | None, expected: str
) -> None:
    log = [choice("q", NOW - (9 - day) * DAY) for day in range(asked)]
    assert pick(bank_of(question("q", ways=ways)), log, plan=plan(way=pinned)).way == expected


def related(number: int) -> engine.Question:
    duplicates, overlaps = frozenset({f"q{number ^ 1}"}), frozenset({f"q{(number + 5) % 12}"})
    return question(f"q{number}", section=number % 3, duplicates=duplicates, overlaps=overlaps)


BANK = bank_of(*(related(number) for number in range(12)))


@given(st.integers(0, 10_000), st.sampled_from([None, NOW + timedelta(hours=3), NOW + 40 * DAY]))
def test_a_whole_session_never_repeats_one_of_the_last_four(seed: int, date: object) -> None:
    dice, log, recent = Random(seed), list[engine.Review](), list[str]()
    for step in range(25):
        picked = pick(
            BANK, log, plan=plan(date=date), now=NOW + timedelta(minutes=step), recent=recent, rng=dice
        )
        if picked is None:
            break
        assert picked.key not in recent[-4:]
        at, correct = NOW + timedelta(minutes=step, seconds=30), dice.random() < 0.5
        log.append(review(picked.key, at, way=picked.way, correct=correct, grade=3 if correct else 1))
        recent.append(picked.key)
    assert len(recent) >= 12


def test_the_best_question_is_found_without_looking_at_all() -> None:
    dice = Random(7)
    log = [
        review(f"q{n}", NOW - timedelta(days=dice.uniform(0, 30)), correct=dice.random() < 0.7, grade=3)
        for _ in range(4)
        for n in range(12)
    ]
    profile, cards = fold(BANK, log)
    index = Index(BANK, plan(), profile, cards, now=NOW, end=NOW + 14 * DAY)
    assert index.per_second(index.best(BANK, [])) == max(index.per_second(key) for key in BANK)
