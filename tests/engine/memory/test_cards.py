from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz import engine
from quiz.engine.memory.cards import FORMAT, STUCK_FROM
from quiz.engine.memory.laws import LAWS
from tests.engine.cast import DAY, NOW, fold, miss, numbered_bank, review

instants = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))
days = st.none() | st.dates(date(1900, 1, 1), date(2200, 1, 1))
cards = st.builds(
    engine.Card,
    stabilities=st.lists(st.floats(0.0, 1e9), min_size=len(LAWS), max_size=len(LAWS)).map(tuple),
    difficulty=st.floats(1.0, 10.0),
    clock=instants,
    last=st.none() | instants,
    asked=st.integers(0, 2**32 - 1),
    streak=st.integers(0, 2**32 - 1),
    unaided_right=st.booleans(),
    right_days=st.integers(0, 2**32 - 1),
    right_on=days,
    lapses=st.integers(0, 2**32 - 1),
    asked_on=days,
    missed_on=days,
)

PACKED = fold(numbered_bank(1), [review("q0", NOW)])[1]["q0"].pack()


@given(cards)
def test_a_packed_card_comes_back_as_it_was(card: engine.Card) -> None:
    packed = card.pack()
    assert engine.Card.unpack(packed) == card
    assert engine.Card.unpack(packed).pack() == packed


def test_the_first_byte_is_the_version_of_the_format() -> None:
    assert PACKED[0] == FORMAT


@pytest.mark.parametrize(
    "packed",
    [b"", bytes([FORMAT - 1]) + PACKED[1:], bytes([FORMAT + 1]) + PACKED[1:], PACKED[:-1], PACKED + b"x"],
)
def test_bytes_of_another_format_are_refused(packed: bytes) -> None:
    with pytest.raises(engine.UnknownFormatError):
        engine.Card.unpack(packed)


def lapsing(times: int) -> list[engine.Review]:
    days = [review("q0", NOW), *(answer("q0") for _ in range(times) for answer in (miss, review))]
    return [replace(each, at=NOW + number * DAY) for number, each in enumerate(days)]


def card_after(log: list[engine.Review]) -> engine.Card:
    return fold(numbered_bank(1), log)[1]["q0"]


def test_a_question_that_was_known_and_lost_four_times_is_stuck_until_it_is_right_twice() -> None:
    often = lapsing(STUCK_FROM)
    assert not engine.is_stuck(card_after(lapsing(STUCK_FROM - 1)))
    assert engine.is_stuck(card_after(often))
    assert not engine.is_stuck(card_after([*often, review("q0", NOW + 90 * DAY)]))


def test_misses_of_what_was_never_known_are_not_lapses() -> None:
    card = card_after([miss("q0", NOW + day * DAY) for day in range(9)])
    assert card.lapses == 0
    assert not engine.is_stuck(card)
