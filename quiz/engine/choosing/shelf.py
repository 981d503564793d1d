"""What one pick leaves for the next. It saves time: no result depends on what lies there."""

from collections.abc import Iterator, Sized
from itertools import accumulate
from threading import Lock
from typing import Final, Generic, TypeVar

Kept = TypeVar("Kept", bound=Sized)

MOST: Final = 64


class Shelf(Generic[Kept]):
    """The things used last: `room` is for the sum of their lengths. The last one always fits.

    For several threads at once: nothing that lies on it is ever changed, only replaced.
    """

    def __init__(self, *, room: int) -> None:
        self._room = room
        self._kept: tuple[Kept, ...] = ()
        self._lock = Lock()

    def __iter__(self) -> Iterator[Kept]:
        """The last used comes first."""
        return iter(self._kept)

    def put(self, kept: Kept, *, instead_of: Kept | None = None) -> Kept:
        """Put it on top."""
        with self._lock:
            others = [each for each in self._kept if each is not kept and each is not instead_of]
            upto = accumulate(len(each) for each in (kept, *others))
            fitting = [
                each for each, length in zip((kept, *others), upto, strict=True) if length <= self._room
            ]
            self._kept = tuple(fitting[:MOST]) or (kept,)
        return kept

    def clear(self) -> None:
        """Keep nothing."""
        with self._lock:
            self._kept = ()
