import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz import engine
from quiz.engine.memory.beliefs import believed, recall_at
from quiz.engine.memory.laws import LAWS, shares
from quiz.engine.memory.profiles import KNOWN_RECALLED
from quiz.engine.recall.readiness import TAUGHT_BY_A_DUPLICATE
from tests.engine.cast import (
    DAY,
    NOW,
    bank_of,
    believing,
    fold,
    mastering,
    miss,
    numbered_bank,
    question,
    review,
)


def test_an_empty_bank_has_no_readiness() -> None:
    assert engine.readiness({}, engine.new_profile(), {}, NOW) == (0.0, 0.0, 0.0)


def test_nothing_asked_leaves_what_was_known_beforehand() -> None:
    expected, low, high = engine.readiness(numbered_bank(100), engine.new_profile(), {}, NOW)
    assert expected == pytest.approx(0.2 * KNOWN_RECALLED * 100)
    assert 0.0 <= low < expected < high <= 100.0


def test_predictions_cover_every_question() -> None:
    bank = numbered_bank(3)
    profile, cards = fold(bank, [review("q0")])
    predicted = engine.predict(bank, profile, cards, NOW + 5 * DAY)
    assert list(predicted) == list(bank)
    assert predicted["q0"] == recall_at(believed(profile.weights), cards["q0"], NOW + 5 * DAY)
    assert predicted["q1"] == predicted["q2"]


def test_a_duplicates_answer_raises_a_new_question() -> None:
    bank = bank_of(question("a", duplicates=frozenset({"b"})), question("b"), question("c"))
    profile, cards = fold(bank, [miss("a")])
    predicted = engine.predict(bank, profile, cards, NOW + DAY)
    assert predicted["c"] < predicted["b"] < predicted["a"]


def test_of_what_was_not_known_a_duplicate_taught_its_share() -> None:
    bank = bank_of(question("a", duplicates=frozenset({"b"})), question("b"))
    profile, cards = fold(bank, [miss("a")])
    known = KNOWN_RECALLED * profile.known_beforehand(1)
    for at in (NOW, NOW + 3 * DAY, NOW + 3653 * DAY):
        recalled = recall_at(believed(profile.weights), cards["b"], at)
        expected = known + (1.0 - known) * TAUGHT_BY_A_DUPLICATE * recalled
        assert engine.predict(bank, profile, cards, at)["b"] == pytest.approx(expected)


def test_readiness_is_the_sum_of_predictions() -> None:
    bank = numbered_bank(9)
    profile, cards = fold(bank, [review(f"q{n}", grade=n % 3 + 2) for n in range(5)])
    at = NOW + 9 * DAY
    expected, _, _ = engine.readiness(bank, profile, cards, at)
    assert expected == pytest.approx(sum(engine.predict(bank, profile, cards, at).values()))


def test_weights_count_and_sections_without_weight_do_not() -> None:
    bank = bank_of(*(question(f"q{section}", section=section) for section in (1, 2, 3)))
    profile, cards = fold(bank, [*mastering("q1"), miss("q2")])
    even, heavy = (
        engine.readiness(bank, profile, cards, NOW + DAY, weights) for weights in ({3: 0.0}, {1: 3.0, 3: 0.0})
    )
    assert even[0] < heavy[0] <= heavy[2] <= 2.0
    assert engine.readiness(bank, profile, cards, NOW, {1: 0.0, 2: 0.0, 3: 0.0}) == (0.0, 0.0, 0.0)


def test_what_is_expected_is_the_mean_of_the_laws_as_far_as_each_is_believed() -> None:
    bank = numbered_bank(9)
    profile, cards = fold(bank, [miss(key) for key in bank])
    at = NOW + 5 * DAY
    alone = [engine.readiness(bank, believing(profile, each), cards, at)[0] for each in range(len(LAWS))]
    expected, _, _ = engine.readiness(bank, profile, cards, at)
    mean = sum(share * each for share, each in zip(shares(profile.weights), alone, strict=True))
    assert expected == pytest.approx(mean, abs=1e-6)


def test_the_range_is_wider_while_the_laws_disagree() -> None:
    bank = numbered_bank(50)
    profile, cards = fold(bank, [miss(key) for key in bank])
    ranges = [engine.readiness(bank, each, cards, NOW + 2 * DAY) for each in (profile, believing(profile, 0))]
    widths = [high - low for _, low, high in ranges]
    assert widths[0] > widths[1] > 0.0


@given(st.lists(st.integers(0, 19)), st.integers(0, 3653))
def test_the_range_holds_the_expected_number_and_stays_within_the_bank(asked: list[int], days: int) -> None:
    bank = numbered_bank(20)
    profile, cards = fold(bank, [review(f"q{n}", correct=n % 3 > 0, grade=1 + n % 4) for n in asked])
    expected, low, high = engine.readiness(bank, profile, cards, NOW + days * DAY)
    assert 0.0 <= low <= expected <= high <= 20.0
