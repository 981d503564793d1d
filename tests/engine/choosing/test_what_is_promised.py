"""What a session begins with: missed on the last practised day, unaided, and settled by the log alone."""

from datetime import date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz import engine
from quiz.engine.choosing.reasons import PROMISED
from quiz.engine.memory.owing import MOST
from tests.engine.cast import (
    DAY,
    NOW,
    Bank,
    Cards,
    bank_of,
    choice,
    fold,
    miss,
    numbered_bank,
    pick,
    plan,
    question,
    related_bank,
    review,
    weeks_of_answers,
)

BANK = numbered_bank(40)
TODAY = NOW.date()
AMPLE = 60
"""Minutes that bear as many as there can be."""


def last_time(minute: int = 0) -> datetime:
    return NOW - DAY + timedelta(minutes=minute)


def missing(count: int, bank: Bank = BANK) -> list[engine.Review]:
    return [miss(key, last_time(minute), way="choose") for minute, key in enumerate(list(bank)[:count])]


def promised(log: list[engine.Review], bank: Bank = BANK, day: date = TODAY, **facts: object) -> list[str]:
    return list(engine.promised(bank, plan(**({"minutes": AMPLE} | facts)), *fold(bank, log), day=day))


def opened(log: list[engine.Review], bank: Bank = BANK, **facts: object) -> list[engine.Pick]:
    """What a session asks, one minute after the other, as long as it is promised; everything is missed."""
    (profile, cards), picks = fold(bank, log), list[engine.Pick]()
    for minute in range(MOST + 2):
        at = NOW + timedelta(minutes=minute)
        picked = engine.pick(
            bank,
            plan(**({"minutes": AMPLE} | facts)),
            profile,
            cards,
            now=at,
            seconds_left=600.0,
            recent=[each.key for each in picks],
            rng=Random(1),
        )
        if picked is None or picked.reason != PROMISED:
            break
        picks.append(picked)
        profile, changed = engine.record(bank, profile, cards, miss(picked.key, at, way=picked.way))
        cards |= changed
    return picks


def test_who_has_not_practised_yet_is_promised_nothing() -> None:
    assert promised([]) == []
    assert pick(BANK).reason != PROMISED


def test_the_questions_missed_on_the_last_practised_day_are_promised() -> None:
    log = [
        miss("q9", NOW - 3 * DAY),
        choice("q0", last_time()),
        miss("q1", last_time(1)),
        miss("q2", last_time(2)),
    ]
    assert promised(log) == ["q1", "q2"]
    assert promised(log, day=TODAY + 9 * DAY) == ["q1", "q2"]


def test_the_first_answer_of_the_day_says_whether_it_was_missed() -> None:
    log = [
        miss("q0", last_time()),
        review("q0", last_time(9)),
        review("q1", last_time(1)),
        miss("q1", last_time(9)),
    ]
    assert promised(log) == ["q0"]


def test_six_are_promised_at_most_and_no_duplicate_of_one() -> None:
    assert len(promised(missing(12))) == MOST
    twins = bank_of(
        *(question(key, duplicates=frozenset({"a", "b"} - {key})) for key in ("a", "b")), question("c")
    )
    assert promised(missing(3, twins), twins) == ["a", "c"]


def test_they_are_a_quarter_of_a_days_questions_at_most() -> None:
    log = [miss(key, last_time(minute), seconds=30.0) for minute, key in enumerate(list(BANK)[:12])]
    assert [len(promised(log, minutes=minutes)) for minutes in (5, 10, 20)] == [2, 4, MOST]
    slow = [miss(key, last_time(minute), seconds=100.0) for minute, key in enumerate(list(BANK)[:12])]
    assert len(promised(slow, minutes=10)) < 4


def test_related_questions_are_as_far_apart_as_there_are_others() -> None:
    bank = bank_of(
        *(question(key, overlaps=frozenset({"a", "b"} - {key})) for key in ("a", "b")),
        *(question(key) for key in "cdef"),
    )
    assert promised(missing(6, bank), bank) == ["a", "c", "d", "e", "f", "b"]
    assert promised(missing(2, bank), bank) == ["a", "b"]


@pytest.mark.parametrize("date", [None, NOW + 9 * DAY])
def test_a_session_begins_with_exactly_these_unaided(date: object) -> None:
    log = missing(4)
    picks = opened(log, date=date)
    assert [each.key for each in picks] == promised(log, date=date) == ["q0", "q1", "q2", "q3"]
    assert {each.way for each in picks} == {"recall"}


def test_they_are_typed_where_they_can_be_and_asked_in_the_pinned_way() -> None:
    bank = bank_of(question("a", ways=("choose", "recall", "type")), question("b", ways=("choose",)))
    assert [each.way for each in opened(missing(2, bank), bank)] == ["type", "choose"]
    assert [each.way for each in opened(missing(2, bank), bank, way="choose")] == ["choose", "choose"]


def test_what_was_promised_comes_before_what_is_assigned() -> None:
    log = missing(1)
    assert pick(BANK, log, first=["q5"], plan=plan(minutes=AMPLE)).key == "q0"
    assert pick(BANK, log, first=["q5"], plan=plan(minutes=AMPLE), promised=()).key == "q5"


def test_a_focus_asks_only_what_it_is_about() -> None:
    assert pick(BANK, missing(2), only={"q1", "q7"}, plan=plan(minutes=AMPLE)).key == "q1"
    assert pick(BANK, missing(2), only={"q7"}, plan=plan(minutes=AMPLE)).key == "q7"


def test_what_was_skipped_in_the_session_is_not_asked_in_it_again() -> None:
    assert pick(BANK, missing(2), recent=["q0"], plan=plan(minutes=AMPLE)).key == "q1"


def test_what_left_the_bank_or_has_no_weight_is_not_promised_and_nothing_takes_its_place() -> None:
    log, left = missing(9), {key: each for key, each in BANK.items() if key != "q1"}
    profile, cards = fold(BANK, log)
    assert engine.promised(left, plan(minutes=AMPLE), profile, cards, day=TODAY) == (
        "q0",
        "q2",
        "q3",
        "q4",
        "q5",
    )
    assert promised(log, weights={1: 0.0}) == []


def test_a_second_session_of_the_day_goes_on_with_what_is_left() -> None:
    log = missing(3)
    begun = [*log, miss("q1", NOW - timedelta(hours=1)), miss("q9", NOW - timedelta(hours=1))]
    assert promised(begun) == ["q0", "q2"]
    assert promised(begun, day=TODAY + DAY) == ["q1", "q9"]


def test_the_day_is_the_learners_own_and_never_goes_back() -> None:
    """Who flies west has the same day twice: it is one day of practice."""
    east, west = TODAY, TODAY - DAY
    log = [miss("q0", NOW, day=east), review("q1", NOW + timedelta(hours=2), day=west)]
    assert promised(log, day=east) == promised(log, day=west) == []
    assert promised(log, day=east + DAY) == ["q0"]


def logs(seed: int) -> tuple[Bank, list[engine.Review]]:
    dice = Random(seed)
    bank = related_bank(dice, 12)
    return bank, weeks_of_answers(dice, bank, answers=30)


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.integers(5, 30))
def test_whatever_is_answered_on_a_day_its_promise_only_shrinks_by_what_was_asked(
    seed: int, minutes: int
) -> None:
    bank, log = logs(seed)
    profile, cards = fold(bank, log)
    wanted = plan(minutes=minutes)
    before = engine.promised(bank, wanted, profile, cards, day=TODAY + DAY)
    dice, asked = Random(seed), set[str]()
    for minute in range(8):
        key = dice.choice(sorted(bank))
        answer = dice.choice([review, miss])(
            key, NOW + DAY + timedelta(minutes=minute), seconds=dice.uniform(3, 90)
        )
        profile, changed = engine.record(bank, profile, cards, answer)
        cards, asked = cards | changed, asked | {key}
        after = engine.promised(bank, wanted, profile, cards, day=TODAY + DAY)
        assert after == tuple(each for each in before if each not in asked)


@settings(max_examples=25)
@given(st.integers(0, 10_000))
def test_the_promise_follows_from_the_log_whoever_has_stored_it_in_between(seed: int) -> None:
    bank, log = logs(seed)
    profile, cards = fold(bank, log)
    stored = engine.Profile.unpack(profile.pack())
    read = Cards({key: engine.Card.unpack(card.pack()) for key, card in reversed(cards.items())})
    for day in (TODAY, TODAY + DAY):
        promise = engine.promised(bank, plan(), profile, cards, day=day)
        assert engine.promised(bank, plan(), stored, read, day=day) == promise


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.sampled_from([None, NOW + 20 * DAY]))
def test_a_session_of_whatever_log_begins_with_what_was_promised(seed: int, date: object) -> None:
    bank, log = logs(seed)
    assert [each.key for each in opened(log, bank, date=date)] == promised(log, bank, date=date)
