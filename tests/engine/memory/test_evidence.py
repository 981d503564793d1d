import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz import engine
from quiz.engine.memory import evidence, fsrs
from quiz.engine.memory.laws import LAWS
from tests.engine.cast import DAY, NOW, choice, fold, miss, numbered_bank, review

CARD = fold(numbered_bank(1), [review("q0")])[1]["q0"]


def after(answer: engine.Review) -> tuple[float, ...]:
    return evidence.next_stabilities(CARD, CARD.elapsed_days(answer.at), answer, LAWS)


def test_only_choosing_can_be_guessed() -> None:
    assert [engine.guess_chance(way) for way in ("choose", "recall", "type")] == [0.25, 0.0, 0.0]


@given(st.floats(0.001, 0.999))
def test_recognising_is_easier_than_recalling(recalled: float) -> None:
    assert recalled < evidence.recognition(recalled) < 1.0


def test_a_right_choice_moves_stability_by_half_times_the_chance_that_it_was_known() -> None:
    recalled, chosen = after(review("q0", NOW + 6 * DAY)), after(choice("q0", NOW + 6 * DAY))
    for column, law in enumerate(LAWS):
        stability = CARD.stabilities[column]
        recognised = evidence.recognition(fsrs.recall(6.0, stability, law))
        share = evidence.RECOGNITION_SHARE * recognised / (recognised + evidence.GUESS * (1.0 - recognised))
        assert math.log(chosen[column] / stability) == pytest.approx(
            share * math.log(recalled[column] / stability)
        )


def test_a_wrong_choice_is_a_miss_in_full() -> None:
    at = NOW + 6 * DAY
    assert after(choice("q0", at, correct=False)) == after(miss("q0", at))


def test_a_first_right_choice_lies_between_a_miss_and_a_recall() -> None:
    missed, chosen, recalled = (
        evidence.first_stabilities(answer, 0.2, LAWS) for answer in (miss("q"), choice("q"), review("q"))
    )
    assert all(low < middle < high for low, middle, high in zip(missed, chosen, recalled, strict=True))


def test_a_choice_is_right_more_often_than_a_recall_under_every_law() -> None:
    recalled, chosen = (evidence.chances_of_right(CARD, 9.0, way) for way in ("recall", "choose"))
    assert evidence.chances_of_right(CARD, 9.0, "type") == recalled
    assert all(one < other <= 1.0 for one, other in zip(recalled, chosen, strict=True))


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


@pytest.mark.parametrize("alone", [choice("q0", NOW + 6 * DAY), review("q0", NOW + 6 * DAY, grade=2)])
def test_a_hint_halves_what_a_right_answer_moves(alone: engine.Review) -> None:
    for was, full, half in zip(
        CARD.stabilities, after(alone), after(replace(alone, hinted=True)), strict=True
    ):
        assert math.log(half / was) == pytest.approx(math.log(full / was) / 2.0)


def test_a_first_choice_after_a_hint_counts_half_too() -> None:
    hinted = replace(choice("q"), hinted=True)
    alone, half = (evidence.first_stabilities(answer, 0.2, LAWS) for answer in (choice("q"), hinted))
    for law, one, other in zip(LAWS, alone, half, strict=True):
        assert math.log(other / law.floor) == pytest.approx(math.log(one / law.floor) / 2.0)


def test_a_miss_after_a_hint_counts_in_full() -> None:
    at = NOW + 6 * DAY
    assert after(miss("q0", at, hinted=True)) == after(miss("q0", at))
