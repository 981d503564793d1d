"""Picks before a date: gain per second, probes, tight plans."""

import re
from datetime import datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz import engine
from quiz.engine.choosing.for_a_date import PROBES
from quiz.engine.choosing.reasons import PROBE
from quiz.engine.memory.laws import shares
from tests.engine.cast import (
    DAY,
    NOW,
    bank_of,
    believing,
    choice,
    fold,
    mastering,
    miss,
    numbered_bank,
    pick,
    plan,
    predict,
    question,
    review,
    weeks_of_answers,
)

NO_PROBES = ["gone", "left", "retired"]
"""As many were asked in this session as there are probes in a day."""
SOON, LATER = plan(date=NOW + 9 * DAY), plan(date=NOW + 40 * DAY)
EARLIER = [review(f"q{n}", NOW - 3 * DAY + timedelta(minutes=n), grade=4) for n in range(5)]


def minutes_ago(minutes: int) -> datetime:
    return NOW - timedelta(minutes=minutes)


def test_the_weightier_section_comes_first() -> None:
    bank = bank_of(question("a", section=1), question("b", section=2))
    assert pick(bank, plan=plan(date=NOW + 9 * DAY, weights={2: 3.0})).key == "b"


def test_a_question_that_a_duplicate_profits_from_comes_first() -> None:
    bank = bank_of(
        question("alone"),
        question("a", duplicates=frozenset({"b"})),
        question("b", duplicates=frozenset({"a"})),
    )
    assert pick(bank, plan=SOON).key == "a"


def test_what_slips_comes_before_what_lasts() -> None:
    bank, log = numbered_bank(2), [*mastering("q0"), review("q1", NOW - 12 * DAY)]
    for recent in ([], NO_PROBES):
        assert pick(bank, log, plan=SOON, recent=recent).key == "q1"


@pytest.mark.parametrize("days_ago", [5, 15, 30])
def test_the_reason_says_the_day_and_from_where_to_where_asking_raises_recall(days_ago: int) -> None:
    bank, end = numbered_bank(1), NOW + 9 * DAY
    log = [review("q0", NOW - days * DAY) for days in (days_ago + 9, days_ago + 4, days_ago)]
    picked = pick(bank, log, plan=SOON, recent=NO_PROBES)
    said = re.fullmatch(
        r"Your chance of knowing this on 11 March is (\d+) %\. Answering now makes it (\d+) %\.",
        picked.reason,
    )
    assert said and picked.way == "recall"
    assert int(said[1]) == round(100 * predict(bank, log, end)["q0"])
    assert int(said[2]) == pytest.approx(100 * after_asking(bank, log, end), abs=1.0)


def test_of_what_asking_now_hardly_raises_no_rise_is_told() -> None:
    log = [review("q0", NOW - days * DAY) for days in (10, 5, 1)]
    reason = pick(numbered_bank(1), log, plan=SOON, recent=NO_PROBES).reason
    assert reason.endswith("Answering now keeps it there.")


def after_asking(bank: dict[str, engine.Question], log: list[engine.Review], end: datetime) -> float:
    """Recall of the only question at the end if it is asked now, over what each law expects."""
    profile, cards = fold(bank, log)
    right, missed = (engine.record(bank, profile, cards, answer("q0"))[1] for answer in (review, miss))
    total = 0.0
    for column, share in enumerate(shares(profile.weights)):
        alone = believing(profile, column)
        now, held, lost = (
            engine.predict(bank, alone, known, at)["q0"]
            for known, at in ((cards, NOW), (right, end), (missed, end))
        )
        total += share * (now * held + (1.0 - now) * lost)
    return total


def test_a_probe_says_what_it_is_for() -> None:
    assert pick(numbered_bank(9), EARLIER, plan=SOON).reason == PROBE


def test_the_day_of_the_reason_is_the_learners_own() -> None:
    """Nine in the evening in UTC is the next morning in Auckland."""
    late = plan(date=NOW + 9.5 * DAY, zone="Pacific/Auckland")
    assert "on 12 March" in pick(numbered_bank(5), EARLIER, plan=late, recent=NO_PROBES).reason


def test_the_first_questions_of_a_day_were_asked_on_earlier_days() -> None:
    bank = numbered_bank(30)
    recent, log = list[str](), list(EARLIER)
    for step in range(PROBES + 1):
        now = NOW + timedelta(minutes=step)
        key = pick(bank, log, plan=LATER, recent=recent, now=now).key
        recent.append(key)
        log.append(review(key, now))
    assert set(recent[:PROBES]) < {each.key for each in EARLIER}
    assert recent[PROBES:] == ["q5"]


def test_a_second_session_of_the_day_goes_on_without_probes() -> None:
    bank = numbered_bank(30)
    today = [review(f"q{n}", minutes_ago(60 - n), grade=4) for n in range(PROBES)]
    assert pick(bank, [*EARLIER, *today[:-1]], plan=LATER).key in {"q2", "q3", "q4"}
    assert pick(bank, [*EARLIER, *today], plan=LATER).key == "q5"


def test_without_earlier_days_there_are_no_probes() -> None:
    assert pick(numbered_bank(9), [review("q0", minutes_ago(90), grade=4)], plan=LATER).key == "q1"


def test_the_probe_is_the_best_of_those_of_earlier_days() -> None:
    log = [*mastering("q3"), miss("q4", NOW - 2 * DAY)]
    assert pick(numbered_bank(9), log, plan=LATER).key == "q4"


@pytest.mark.parametrize(("zone", "is_probe"), [("UTC", False), ("Asia/Tokyo", True)])
def test_the_day_begins_at_the_learners_own_midnight(zone: str, is_probe: bool) -> None:
    """Asked at 14:00 UTC, it is 16:00 UTC now: in Tokyo that is one o'clock of the next morning."""
    now = NOW.replace(hour=16)
    log = [review("q0", NOW.replace(hour=14), grade=4)]
    picked = pick(numbered_bank(9), log, now=now, plan=plan(date=NOW + 40 * DAY, zone=zone))
    assert (picked.key == "q0") is is_probe


def test_focus_leaves_probes_out_of_what_it_does_not_name() -> None:
    assert pick(numbered_bank(9), EARLIER, plan=LATER, only={"q7", "q8"}).key == "q7"


ONCE_AND_TWICE = [miss("once", NOW - DAY), *(miss("twice", NOW - days * DAY) for days in (6, 5))]


def once_or_twice(others: int, **facts: object) -> str:
    """Which is asked: what was missed once a day ago, or, as such worth more, what was missed twice."""
    bank = bank_of(question("once"), question("twice"), *numbered_bank(others).values())
    keys = {"once", "twice"}
    return str(pick(bank, ONCE_AND_TWICE, plan=plan(**facts), only=keys, promised=()).key)


def test_a_tight_plan_favours_the_second_contact() -> None:
    """For a dozen questions the ten minutes of today are enough, for sixty they are not."""
    tomorrow = NOW + DAY
    assert once_or_twice(10, date=tomorrow) == "twice"
    assert once_or_twice(58, date=tomorrow) == "once"


def test_days_off_make_a_plan_tight() -> None:
    in_a_week, weekdays = NOW + 8 * DAY, frozenset({0, 1, 2, 3, 4})
    assert once_or_twice(98, date=in_a_week, minutes=20) == "twice"
    assert once_or_twice(98, date=in_a_week, minutes=20, days_off=weekdays) == "once"


def test_what_can_still_be_won_by_the_date_comes_before_what_lasts_anyway() -> None:
    log = [*mastering("q0", NOW + 0.9 * DAY), review("q1", minutes_ago(90)), miss("q2", minutes_ago(80))]
    assert pick(numbered_bank(3), log, plan=plan(date=NOW + DAY)).key == "q2"


@given(st.integers(0, 10_000), st.integers(0, 60))
def test_any_law_that_is_believed_leads_to_a_pick(seed: int, column: int) -> None:
    bank = numbered_bank(12)
    profile, cards = fold(bank, weeks_of_answers(Random(seed), list(bank)[:8], answers=12))
    picked = engine.pick(
        bank,
        LATER,
        believing(profile, column),
        cards,
        now=NOW,
        seconds_left=60.0,
        recent=["q0"],
        rng=Random(1),
    )
    assert picked is not None and picked.key != "q0"


def test_choices_missed_in_the_session_come_back_before_the_date() -> None:
    bank = numbered_bank(6)
    log = [choice(f"q{n}", minutes_ago(6 - n), correct=n > 0) for n in range(6)]
    assert pick(bank, log, plan=plan(date=NOW + 5 * DAY), recent=list(bank)).key == "q0"
