"""The laws of memory, each a variant of FSRS-6."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.engine.memory import fsrs
from quiz.engine.memory.fsrs import FSRS, law_of
from quiz.engine.memory.laws import (
    AFTER_A_DAY,
    AFTER_A_MISS,
    GROWTH,
    KEPT,
    LAWS,
    PRIOR,
    STEEP,
    STEEPNESS,
    shares,
)

laws = st.sampled_from(LAWS)
stabilities = st.floats(1e-4, 3650.0)
difficulties = st.floats(1.0, 10.0)
days = st.floats(0.0, 3650.0)


def test_the_first_law_is_plain_fsrs_and_no_two_are_the_same() -> None:
    assert LAWS[0] == FSRS
    assert len(set(LAWS)) == len(LAWS) == len(PRIOR) == 61


def test_the_prior_is_spread_over_recall_after_a_day_as_it_says() -> None:
    held = shares(PRIOR)
    for after_a_day, weight in AFTER_A_DAY.items():
        alike = [number for number, after in enumerate(AFTER_A_MISS) if after == pytest.approx(after_a_day)]
        assert sum(held[number] for number in alike) / sum(held[1:]) == pytest.approx(weight)


@given(st.sampled_from(list(AFTER_A_DAY)), st.sampled_from(list(STEEPNESS)))
def test_a_law_recalls_the_answer_to_a_first_miss_a_day_later_with_its_chance(
    after_a_day: float, steepness: float
) -> None:
    law = law_of(after_a_day, steepness, min(GROWTH), min(KEPT))
    assert fsrs.recall(1.0, law.floor, law) == pytest.approx(after_a_day, rel=1e-9)
    assert fsrs.first_stability(fsrs.FORGOT, law) == law.floor


def test_steep_laws_forget_to_the_end() -> None:
    assert len(STEEP) == 20
    lasting = fsrs.recall(365.0, 1.0, FSRS)
    assert all(fsrs.recall(365.0, 1.0, LAWS[column]) < 0.2 * lasting for column in STEEP)


@given(laws, stabilities)
def test_recall_is_whole_at_once_and_ninety_percent_after_as_many_days_as_the_stability(
    law: fsrs.Law, stability: float
) -> None:
    assert fsrs.recall(0.0, stability, law) == 1.0
    assert fsrs.recall(stability, stability, law) == pytest.approx(0.9)


@given(laws, stabilities, days, days)
def test_recall_falls_with_time(law: fsrs.Law, stability: float, one: float, other: float) -> None:
    earlier, later = sorted((one, other))
    assert fsrs.recall(earlier, stability, law) >= fsrs.recall(later, stability, law) > 0.0


@given(laws, stabilities, stabilities, days)
def test_recall_rises_with_stability(law: fsrs.Law, one: float, other: float, elapsed: float) -> None:
    weaker, stronger = sorted((one, other))
    assert fsrs.recall(elapsed, weaker, law) <= fsrs.recall(elapsed, stronger, law)


@given(laws, stabilities, st.floats(0.05, 0.99))
def test_days_until_a_share_solve_the_curve(law: fsrs.Law, stability: float, share: float) -> None:
    assert fsrs.recall(fsrs.days_until(share, stability, law), stability, law) == pytest.approx(share)


@given(laws, stabilities, difficulties, days)
def test_successors_are_what_a_right_answer_and_a_miss_leave(
    law: fsrs.Law, stability: float, difficulty: float, elapsed: float
) -> None:
    recalled = fsrs.recall(elapsed, stability, law)
    right, missed = (
        fsrs.next_stability(stability, difficulty, elapsed, grade, law) for grade in (fsrs.GOOD, fsrs.FORGOT)
    )
    assert fsrs.successors(stability, difficulty, elapsed, recalled, law) == (right, missed)


@given(laws, stabilities, difficulties, days)
def test_right_answers_never_weaken_and_misses_keep_what_the_law_says(
    law: fsrs.Law, stability: float, difficulty: float, elapsed: float
) -> None:
    right, missed = (
        fsrs.next_stability(stability, difficulty, elapsed, grade, law) for grade in (fsrs.GOOD, fsrs.FORGOT)
    )
    assert right >= stability
    assert missed >= law.floor
    if elapsed >= fsrs.SAME_DAY:
        assert missed >= law.kept * stability
