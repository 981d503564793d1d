"""The index by which questions compete for the learner's seconds."""

import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz import engine
from quiz.engine.choosing.gain import asking, least_seconds, meeting
from quiz.engine.choosing.index import TIGHT_MOST, Index, bonus_of_second_contact
from quiz.engine.memory import fsrs
from quiz.engine.memory.laws import AFTER_A_MISS, LAWS
from tests.engine.cast import (
    DAY,
    NOW,
    Cards,
    bank_of,
    believing,
    choice,
    fold,
    miss,
    numbered_bank,
    plan,
    question,
    review,
    weeks_of_answers,
)
from tests.engine.choosing.steps import index_of, moment

PROFILE = engine.new_profile()
BANK = numbered_bank(8)
columns = st.integers(0, len(LAWS) - 1)
ways = st.sampled_from(["choose", "recall", "type"])
days = st.floats(0.0, 400.0)


def best_of(index: Index, keys: Iterable[str]) -> str:
    return max(keys, key=index.per_second)


@given(columns, st.floats(1e-4, 3650.0), st.floats(1.0, 10.0), days, days, ways)
def test_a_question_met_before_gains_no_more_than_what_would_be_lost(
    column: int, stability: float, difficulty: float, elapsed: float, horizon: float, way: str
) -> None:
    law = LAWS[column]
    asked = asking(stability, difficulty, elapsed, horizon, way, law)
    gain, seconds = asked.gain, asked.seconds(PROFILE)
    assert gain <= 1.0 - fsrs.recall(elapsed + horizon, stability, law) + 1e-12
    assert seconds >= least_seconds(PROFILE)


@given(columns, st.floats(0.0, 1.0), st.floats(0.0, 1.0), days, ways)
def test_a_first_meeting_gains_at_most_what_was_not_known(
    column: int, known: float, left_alone: float, horizon: float, way: str
) -> None:
    met = meeting(known, left_alone, horizon, way, LAWS[column])
    gain, seconds = met.gain, met.seconds(PROFILE)
    assert 0.0 <= gain <= 1.0 - known
    assert seconds >= least_seconds(PROFILE)


@given(columns, st.floats(0.1, 300.0), st.sampled_from([choice, review, miss]), st.booleans())
def test_what_was_just_read_with_no_time_to_forget_never_comes_before_what_can_gain(
    column: int, days_ago: float, answer: object, is_new: bool
) -> None:
    others = [] if is_new else [answer("q0", NOW - timedelta(days=days_ago))]  # type: ignore[operator]
    index = index_of(numbered_bank(2), [*others, review("q1", NOW)], end=NOW, column=column)
    assert index.per_second("q1") == 0.0 < index.per_second("q0")
    assert best_of(index, ["q1", "q0"]) == "q0"


@given(columns, st.floats(0.001, 60.0), ways)
def test_what_is_known_for_sure_never_comes_before_what_can_gain(
    column: int, horizon: float, way: str
) -> None:
    law = LAWS[column]
    sure, unsure = (meeting(known, 0.0, horizon, way, law) for known in (1.0, 0.99))
    assert sure.gain == 0.0 < unsure.gain


@given(st.integers(0, 10_000), st.floats(0.01, 60.0))
def test_a_section_without_weight_never_comes_before_one_with(seed: int, horizon: float) -> None:
    bank = bank_of(*(question(f"q{number}", section=number % 2) for number in range(8)))
    log = weeks_of_answers(Random(seed), list(bank)[:6], answers=12)
    index = index_of(bank, log, end=NOW + timedelta(days=horizon), weights={0: 0.0})
    assert all(index.per_second(f"q{number}") == 0.0 for number in (0, 2, 4, 6))
    assert bank[best_of(index, bank)].section == 1


RELATED = bank_of(
    *(
        question(
            f"q{number}",
            section=number % 3,
            duplicates=frozenset({f"q{number ^ 1}"}),
            overlaps=frozenset({f"q{(number + 5) % 12}"}),
        )
        for number in range(12)
    )
)


@given(st.integers(0, 10_000), columns, st.floats(0.1, 60.0), st.booleans())
def test_the_best_is_the_largest(seed: int, column: int, horizon: float, tight: bool) -> None:
    log = weeks_of_answers(Random(seed), list(RELATED)[: seed % 13], answers=12) if seed % 13 else []
    facts = {"weights": {0: 3.0, 1: 0.5}, "end": NOW + timedelta(days=horizon)}
    index = index_of(RELATED, log, column=column, tight=tight, **facts)
    assert index.per_second(best_of(index, RELATED)) == max(map(index.per_second, RELATED))


def test_of_equals_the_first_is_best() -> None:
    assert best_of(index_of(BANK, []), ["q7", "q6"]) == "q7"


def test_a_weight_multiplies_the_gain() -> None:
    plain, thrice = (index_of(BANK, [], weights=weights).per_second("q0") for weights in (None, {1: 3.0}))
    assert thrice == pytest.approx(3.0 * plain)


def test_duplicates_profit_by_half_and_overlaps_by_a_tenth_once_they_are_met() -> None:
    bank = bank_of(
        question("alone"),
        question("twin", duplicates=frozenset({"other"})),
        question("near", overlaps=frozenset({"other", "gone"})),
        question("other"),
    )
    unmet, met = index_of(bank, []), index_of(bank, [miss("other", NOW - DAY)])
    assert unmet.per_second("twin") == pytest.approx(1.5 * unmet.per_second("alone"))
    assert unmet.per_second("near") == unmet.per_second("alone")
    assert met.per_second("near") > met.per_second("alone")


def test_what_a_duplicate_taught_leaves_less_to_gain() -> None:
    bank = bank_of(question("a", duplicates=frozenset({"b"})), question("b"), question("c"))
    index = index_of(bank, [miss("a", NOW - timedelta(minutes=5))], end=NOW + timedelta(hours=3))
    assert 0.0 < index.per_second("b") < index.per_second("c")


def test_a_tight_plan_favours_the_second_contact_and_nothing_else() -> None:
    log = [miss("q0", NOW - DAY), *(review("q1", NOW - days * DAY) for days in (3, 2))]
    loose, tight = (index_of(BANK, log, tight=tight) for tight in (False, True))
    bonus = bonus_of_second_contact(fold(BANK, log)[0])
    assert 1.0 < bonus <= TIGHT_MOST
    assert tight.per_second("q0") == pytest.approx(bonus * loose.per_second("q0"))
    assert [tight.per_second(key) for key in ("q1", "q2")] == [loose.per_second(key) for key in ("q1", "q2")]


def test_the_faster_a_learner_forgets_the_more_a_second_contact_counts() -> None:
    ordered = sorted(range(len(LAWS)), key=AFTER_A_MISS.__getitem__)
    bonuses = [bonus_of_second_contact(believing(PROFILE, column)) for column in ordered]
    assert bonuses == sorted(bonuses, reverse=True)
    assert (bonuses[-1], max(bonuses) <= TIGHT_MOST) == (1.0, True)


def test_questions_without_a_way_are_worth_nothing() -> None:
    assert index_of(numbered_bank(1, ways=()), []).per_second("q0") == 0.0


def test_the_slower_a_learner_answers_the_less_a_second_gains() -> None:
    slow = replace(PROFILE, choose_seconds=60.0)
    quick, slowly = (
        Index(moment(BANK, plan(), each, Cards()), end=NOW + DAY).per_second("q0") for each in (PROFILE, slow)
    )
    assert slowly < quick


INDICES = """
from tests.engine.cast import bank_of, question, weeks_of_answers
from tests.engine.choosing.steps import index_of
from random import Random
keys = [f"q{number}" for number in range(12)]
bank = bank_of(*(question(key, duplicates=frozenset(keys) - {key}) for key in keys))
print([index_of(bank, weeks_of_answers(Random(1), keys, answers=12)).per_second(key).hex() for key in keys])
"""


def test_every_process_comes_to_the_same_bits() -> None:
    def printed(seed: str) -> str:
        environment = os.environ | {"PYTHONHASHSEED": seed}
        ran = subprocess.run(
            [sys.executable, "-c", INDICES], env=environment, check=True, capture_output=True, text=True
        )
        return ran.stdout

    assert printed("1") == printed("2")
