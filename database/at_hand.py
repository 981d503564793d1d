"""What a process keeps beyond one request: the values that were used last, as many as there is room for.

For what can go stale or differs in size; what a pure function gives is kept by `functools.lru_cache`. Each one is a
constant of a module and has its line in docs/decisions/0028-what-a-process-keeps.md.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class AtHand(Generic[Key, Value]):
    """Values by key, for any number of threads. Whoever takes one says whether it still holds."""

    def __init__(self, most: int, *, size: Callable[[Value], int] = lambda value: 1) -> None:
        self.most = most
        """What the sizes come to at most, each at least 1. What is larger alone is not kept."""
        self.size = size
        self._values: OrderedDict[Key, tuple[Value, int]] = OrderedDict()
        self._taken = 0
        self._lock = Lock()

    def get(self, key: Key) -> Value | None:
        with self._lock:
            if key not in self._values:
                return None
            self._values.move_to_end(key)
            return self._values[key][0]

    def keep(self, key: Key, value: Value) -> Value:
        """In place of what was kept for the key; what was not used for longest makes room."""
        size = max(1, self.size(value))
        with self._lock:
            self._drop(key)
            if size <= self.most:
                self._values[key] = value, size
                self._taken += size
            while self._taken > self.most:
                self._drop(next(iter(self._values)))
        return value

    def clear(self) -> None:
        with self._lock:
            self._values.clear()
            self._taken = 0

    def __len__(self) -> int:
        return len(self._values)

    def _drop(self, key: Key) -> None:
        _, size = self._values.pop(key, (None, 0))
        self._taken -= size
