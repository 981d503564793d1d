from datetime import UTC, datetime, timedelta

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz import engine
from quiz.engine.memory import fsrs as memory
from tests.engine.cast import DAY, NOW, fold, numbered_bank, review

START = datetime(2026, 1, 1, tzinfo=UTC)
SCHEDULER = fsrs.Scheduler(enable_fuzzing=False)

grades = st.integers(1, 4)
stabilities = st.floats(memory.FSRS.floor, 3650.0)
difficulties = st.floats(1.0, 10.0)
days = st.floats(0.0, 3650.0)


def reference_after(stability: float, difficulty: float, elapsed: timedelta, grade: int) -> fsrs.Card:
    card = fsrs.Card(
        card_id=1,
        state=fsrs.State.Review,
        stability=stability,
        difficulty=difficulty,
        due=START,
        last_review=START,
    )
    return SCHEDULER.review_card(card, fsrs.Rating(grade), START + elapsed)[0]


def with_floor(
    stability: float, difficulty: float, elapsed: timedelta, grade: int
) -> tuple[float, float | None]:
    """What the reference says, but that a miss never leaves less than the very first stability."""
    after = reference_after(stability, difficulty, elapsed, grade)
    return max(after.stability or 0.0, memory.FSRS.floor if grade == 1 else 0.0), after.difficulty


def test_the_parameters_are_the_defaults_of_the_reference() -> None:
    assert SCHEDULER.parameters == memory.PARAMETERS


@pytest.mark.parametrize("grade", [1, 2, 3, 4])
def test_a_first_answer_agrees_with_the_reference(grade: int) -> None:
    card, _ = SCHEDULER.review_card(fsrs.Card(card_id=1, due=START), fsrs.Rating(grade), START)
    assert memory.first_stability(grade) == card.stability
    assert memory.first_difficulty(grade) == pytest.approx(card.difficulty, rel=1e-9)


@given(stabilities, difficulties, st.integers(1, 3650), grades)
def test_whole_days_agree_with_the_reference(
    stability: float, difficulty: float, elapsed: int, grade: int
) -> None:
    floored, harder = with_floor(stability, difficulty, timedelta(days=elapsed), grade)
    ours = memory.next_stability(stability, difficulty, float(elapsed), grade)
    assert ours == pytest.approx(floored, rel=1e-9)
    assert memory.next_difficulty(difficulty, grade) == pytest.approx(harder, rel=1e-9)


@given(stabilities, difficulties, st.floats(0.0, 0.499), grades)
def test_within_half_a_day_agrees_with_the_reference(
    stability: float, difficulty: float, elapsed: float, grade: int
) -> None:
    floored, _ = with_floor(stability, difficulty, timedelta(days=elapsed), grade)
    assert memory.next_stability(stability, difficulty, elapsed, grade) == pytest.approx(floored, rel=1e-9)


@given(st.lists(st.tuples(st.one_of(st.integers(1, 400), st.floats(0.0, 0.499)), grades), max_size=12))
def test_the_first_column_of_every_card_is_plain_fsrs(steps: list[tuple[float, int]]) -> None:
    bank, at = numbered_bank(1), NOW
    profile, cards = fold(bank, [review("q0", at)])
    for elapsed, grade in steps:
        before = cards["q0"]
        at += elapsed * DAY
        answer = review("q0", at, correct=grade > 1, grade=grade)
        profile, cards = engine.record(bank, profile, cards, answer)
        expected, difficulty = with_floor(before.stability, before.difficulty, at - before.clock, grade)
        assert cards["q0"].stability == pytest.approx(expected, rel=1e-9)
        assert cards["q0"].difficulty == pytest.approx(difficulty, rel=1e-9)


@given(stabilities, st.integers(0, 3650))
def test_recall_on_whole_days_agrees_with_the_reference(stability: float, elapsed: int) -> None:
    card = fsrs.Card(card_id=1, due=START, stability=stability, difficulty=5.0, last_review=START)
    expected = SCHEDULER.get_card_retrievability(card, START + timedelta(days=elapsed))
    assert memory.recall(elapsed, stability) == pytest.approx(expected, rel=1e-9)


@given(stabilities, days, days)
def test_recall_falls_with_time(stability: float, one: float, other: float) -> None:
    earlier, later = sorted((one, other))
    assert memory.recall(earlier, stability) >= memory.recall(later, stability)


@given(stabilities, stabilities, days)
def test_recall_rises_with_stability(one: float, other: float, elapsed: float) -> None:
    weaker, stronger = sorted((one, other))
    assert memory.recall(elapsed, weaker) <= memory.recall(elapsed, stronger)


def test_recall_is_ninety_percent_after_as_many_days_as_the_stability() -> None:
    assert memory.recall(17.0, 17.0) == pytest.approx(0.9)


@given(stabilities, st.floats(0.3, 0.99))
def test_days_until_a_share_solve_the_curve(stability: float, share: float) -> None:
    assert memory.recall(memory.days_until(share, stability), stability) == pytest.approx(share)


@given(stabilities, difficulties, days)
def test_a_miss_never_leaves_less_than_the_very_first_stability(
    stability: float, difficulty: float, elapsed: float
) -> None:
    assert memory.next_stability(stability, difficulty, elapsed, memory.FORGOT) >= memory.PARAMETERS[0]


def test_thirty_six_hours_are_more_than_a_day() -> None:
    a_day, a_day_and_a_half = (memory.recall(elapsed, 2.0) for elapsed in (1.0, 1.5))
    assert a_day_and_a_half < a_day


def test_ten_years_of_absence_do_not_overflow() -> None:
    after = memory.next_stability(memory.FSRS.floor, 10.0, 3653.0, memory.AT_ONCE)
    assert memory.FSRS.floor < after < 100.0
    assert 0.0 < memory.recall(3653.0, memory.FSRS.floor) < 0.3
