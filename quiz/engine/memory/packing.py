"""Instants, days and records as fixed little-endian bytes, so that what is stored is exact to the bit."""

import struct
from datetime import UTC, date, datetime, timedelta
from typing import Final

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND: Final = timedelta(microseconds=1)
NOTHING: Final = -(2**63)


class UnknownFormatError(ValueError):
    """The bytes were written by a version of the engine that this one cannot read: fold the log again."""


def microseconds(instant: datetime | None) -> int:
    """Microseconds since 1970 in UTC; a value of its own for no instant."""
    return NOTHING if instant is None else (instant - EPOCH) // MICROSECOND


def instant(since_1970: int) -> datetime | None:
    """The aware UTC instant that `microseconds` gave."""
    return None if since_1970 == NOTHING else EPOCH + timedelta(microseconds=since_1970)


def ordinal(day: date | None) -> int:
    """Days since the year 1, 0 for no day."""
    return 0 if day is None else day.toordinal()


def day(since_year_one: int) -> date | None:
    """The day that `ordinal` gave."""
    return date.fromordinal(since_year_one) if since_year_one else None


def check_format(packed: bytes, expected: int) -> None:
    """Raise `UnknownFormatError` unless the first byte is the `expected` format version."""
    if not packed or packed[0] != expected:
        raise UnknownFormatError(f"format {packed[0] if packed else 'empty'}, expected {expected}")


def unpack(layout: struct.Struct, packed: bytes) -> tuple[int | float, ...]:
    """The numbers in `packed`; raises `UnknownFormatError` where its length is not the layout's."""
    if len(packed) != layout.size:
        raise UnknownFormatError(f"{len(packed)} bytes, expected {layout.size}")
    return layout.unpack(packed)
