import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz import engine
from quiz.engine import evidence, memory

from .cast import choice, miss, review


def test_only_choosing_can_be_guessed() -> None:
    assert [engine.guess_chance(way) for way in ("choose", "recall", "type")] == [0.25, 0.0, 0.0]


@given(st.floats(0.001, 0.999))
def test_recognising_is_easier_than_recalling(recalled: float) -> None:
    assert recalled < evidence.recognition(recalled) < 1.0


def test_a_right_choice_moves_stability_by_half_times_the_chance_that_it_was_known() -> None:
    stability, difficulty, elapsed = 4.0, 5.0, 6.0
    recalled = evidence.next_stability(stability, difficulty, elapsed, review("q"))
    chosen = evidence.next_stability(stability, difficulty, elapsed, choice("q"))
    recognised = evidence.recognition(memory.recall(elapsed, stability))
    share = 0.5 * recognised / (recognised + 0.25 * (1.0 - recognised))
    assert math.log(chosen / stability) == pytest.approx(share * math.log(recalled / stability))


def test_a_wrong_choice_is_a_miss_in_full() -> None:
    by_choice = evidence.next_stability(4.0, 5.0, 6.0, choice("q", correct=False))
    assert by_choice == evidence.next_stability(4.0, 5.0, 6.0, miss("q"))


def test_a_first_right_choice_lies_between_a_miss_and_a_recall() -> None:
    chosen = evidence.first_stability(choice("q"), known_beforehand=0.2)
    assert memory.first_stability(1) < chosen < memory.first_stability(3)


@pytest.mark.parametrize(
    ("answer", "grade"),
    [
        (miss("q"), 1),
        (review("q", correct=False, grade=4), 1),
        (review("q", grade=1), 2),
        (review("q", grade=4), 4),
        (review("q", grade=4, hinted=True), 2),
        (choice("q"), 3),
    ],
)
def test_memory_goes_by_what_happened(answer: engine.Review, grade: int) -> None:
    assert evidence.grade_of(answer) == grade
