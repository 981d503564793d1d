"""An order of questions that is kept from one pick to the next.

Between two picks of a learner one answer changes a few cards, and nothing else that the order depends on.
"""

from abc import ABC, abstractmethod
from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from operator import is_not
from typing import Any, Final, Generic, TypeVar

from quiz.engine.choosing.catalogue import Catalogue
from quiz.engine.choosing.moment import Moment
from quiz.engine.choosing.shelf import Shelf
from quiz.engine.memory.cards import Card
from quiz.engine.memory.profiles import Profile

FEW: Final = 32
"""So few questions are looked at one by one, without an order of all."""
CARDS_KEPT: Final = 20_000
MOST_CHANGED: Final = 16
"""With more cards that differ, the order is made anew: it is probably somebody else's."""

Entry = TypeVar("Entry", bound=tuple[float, int, str | None, *tuple[object, ...]])
"""What it is ordered by, a place for equals, and the question (none where several share the entry)."""


@dataclass(frozen=True, slots=True)
class Order(Generic[Entry]):
    """Questions in order, and what it was made from."""

    terms: tuple[object, ...]
    profile: Profile
    cards: Mapping[str, Card]
    entries: list[Entry]
    by_key: dict[str | None, Entry]

    def __len__(self) -> int:
        return len(self.cards)


class Ordering(ABC, Generic[Entry]):
    """A way to order a bank's questions at a moment."""

    def __init__(self, moment: Moment, catalogue: Catalogue) -> None:
        self.moment = moment
        self.catalogue = catalogue

    @property
    @abstractmethod
    def terms(self) -> tuple[object, ...]:
        """What besides cards and profile the order depends on."""

    @abstractmethod
    def all(self) -> list[Entry]:
        """The entries of all questions."""

    @abstractmethod
    def some(self, keys: Collection[str], profile: Profile) -> list[Entry]:
        """The entries of some, by the profile of this moment or an earlier one."""

    @abstractmethod
    def affected(self, keys: Iterable[str]) -> frozenset[str]:
        """The questions whose entries depend on these cards."""

    @cached_property
    def order(self) -> Order[Entry]:
        """The order by these cards. Where one is kept that differs little, only that is looked at again."""
        terms, cards = self.terms, self.moment.cards
        for kept in ORDERS:
            if kept.terms == terms and len(changed := changes(kept.cards, cards)) <= MOST_CHANGED:
                return ORDERS.put(self._changed(kept, changed) if changed else kept, instead_of=kept)
        entries = sorted(self.all())
        by_key = {entry[2]: entry for entry in entries}
        return ORDERS.put(Order(terms, self.moment.profile, dict(cards), entries, by_key))

    def _changed(self, kept: Order[Entry], changed: Collection[str]) -> Order[Entry]:
        """By the profile of the kept order, so that all its entries can be compared."""
        again, entries, by_key = self.affected(changed), list(kept.entries), dict(kept.by_key)
        for key in again & by_key.keys():
            del entries[bisect_left(entries, by_key.pop(key))]
        for entry in self.some(again, kept.profile):
            by_key[entry[2]] = entry
            insort(entries, entry)
        return Order(kept.terms, kept.profile, dict(self.moment.cards), entries, by_key)


ORDERS: Final = Shelf[Order[Any]](room=CARDS_KEPT)


def changes(before: Mapping[str, Card], after: Mapping[str, Card]) -> set[str]:
    """Keys whose card is another one, is new or has gone."""
    changed = set(compress(after, map(is_not, map(before.get, after), after.values())))
    new = sum(key not in before for key in changed)
    return changed if len(before) + new == len(after) else changed | (before.keys() - after.keys())
