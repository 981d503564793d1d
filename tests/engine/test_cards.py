from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz import engine

from .cast import NOW, fold, numbered_bank, review

instants = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))
cards = st.builds(
    engine.Card,
    stability=st.floats(0.0, 1e9),
    difficulty=st.floats(1.0, 10.0),
    clock=instants,
    last=st.none() | instants,
    asked=st.integers(0, 2**32 - 1),
    streak=st.integers(0, 2**32 - 1),
    unaided_right=st.booleans(),
    right_days=st.integers(0, 2**32 - 1),
    right_on=st.none() | st.dates(date(1900, 1, 1), date(2200, 1, 1)),
)


@given(cards)
def test_a_packed_card_comes_back_as_it_was(card: engine.Card) -> None:
    assert engine.Card.unpack(card.pack()) == card


def test_the_first_byte_is_the_version_of_the_format() -> None:
    card = fold(numbered_bank(1), [review("q0", NOW)])[1]["q0"]
    assert card.pack()[0] == 1


@pytest.mark.parametrize("packed", [b"", b"\x63" + bytes(50), b"\x01" + bytes(3)])
def test_bytes_of_another_format_are_refused(packed: bytes) -> None:
    with pytest.raises(engine.UnknownFormatError):
        engine.Card.unpack(packed)
