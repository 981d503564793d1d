from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz import engine
from quiz.engine.memory.laws import LAWS, PRIOR
from quiz.engine.memory.profiles import FORMAT, Owed
from tests.engine.cast import bank_of, choice, fold, miss, numbered_bank, question, review

SECTIONS = bank_of(*(question(f"q{number}", section=number % 2) for number in range(20)))


def test_nothing_known_of_a_learner_means_a_fifth_known_beforehand() -> None:
    assert engine.new_profile().known_beforehand(1) == pytest.approx(0.2)
    assert engine.new_profile().weights == PRIOR


def test_recalls_at_the_first_asking_raise_their_section_most() -> None:
    profile, _ = fold(SECTIONS, [review(f"q{number}") for number in range(0, 10, 2)])
    assert 0.2 < profile.known_beforehand(1) < profile.known_beforehand(0) < 1.0


def test_misses_lower_what_is_thought_known() -> None:
    profile, _ = fold(SECTIONS, [miss(f"q{number}") for number in range(0, 10, 2)])
    assert profile.known_beforehand(0) < profile.known_beforehand(1) < 0.2


def test_a_right_choice_says_less_than_a_recall() -> None:
    chosen, _ = fold(SECTIONS, [choice("q0")])
    recalled, _ = fold(SECTIONS, [review("q0")])
    assert 0.2 < chosen.known_beforehand(0) < recalled.known_beforehand(0)


def test_only_the_first_answer_shows_what_was_known_beforehand() -> None:
    once, _ = fold(SECTIONS, [miss("q0")])
    again, _ = fold(SECTIONS, [miss("q0"), review("q0")])
    assert again.known_beforehand(0) == once.known_beforehand(0)


def test_what_a_duplicate_taught_was_not_known_beforehand() -> None:
    bank = bank_of(question("a", duplicates=frozenset({"b"})), question("b", duplicates=frozenset({"a"})))
    one, _ = fold(bank, [miss("a")])
    both, _ = fold(bank, [miss("a"), review("b")])
    assert both.known_beforehand(1) == one.known_beforehand(1)


def test_times_follow_the_learner_and_outliers_are_held() -> None:
    profile, _ = fold(numbered_bank(1), [review("q0", seconds=10.0), review("q0", seconds=9000.0)])
    assert profile.seconds("recall") == pytest.approx((30 + 10 + 120) / 3)
    assert profile.seconds("choose") == 13.0


sections = st.lists(st.integers(-(2**31), 2**31 - 1), unique=True, max_size=6).map(sorted)


weights = st.lists(st.floats(-1e6, 0.0), min_size=len(LAWS), max_size=len(LAWS)).map(tuple)
PACKED = engine.new_profile().pack()


@given(sections, st.floats(0.0, 1e6), weights)
def test_a_packed_profile_comes_back_as_it_was(
    numbers: list[int], number: float, weights: tuple[float, ...]
) -> None:
    owed = Owed(tuple(f"q{number}" for number in numbers), number)
    profile = replace(engine.new_profile(), weights=weights, practised_on=date(2026, 3, 1), owed=owed)
    for section in numbers:
        profile = profile.with_first_answer(section, number).with_answer("choose", number)
    packed = profile.pack()
    assert engine.Profile.unpack(packed) == profile
    assert engine.Profile.unpack(packed).pack() == packed


def test_the_first_byte_is_the_version_of_the_format() -> None:
    assert PACKED[0] == FORMAT


@pytest.mark.parametrize(
    "packed",
    [
        b"",
        PACKED[:1],
        bytes([FORMAT - 1]) + PACKED[1:],
        bytes([FORMAT + 1]) + PACKED[1:],
        PACKED[:-1],
        PACKED + b"x",
    ],
)
def test_bytes_of_another_format_are_refused(packed: bytes) -> None:
    with pytest.raises(engine.UnknownFormatError):
        engine.Profile.unpack(packed)
