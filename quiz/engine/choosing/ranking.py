"""Questions by what asking them gains before a date for its seconds, the largest index first."""

import math
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from quiz.engine.choosing.catalogue import Catalogue
from quiz.engine.choosing.index import Index, growth
from quiz.engine.choosing.moment import Moment
from quiz.engine.choosing.order import FEW, Ordering
from quiz.engine.memory.profiles import Profile

Promise = tuple[float, int, str | None, tuple[str, ...]]
"""What an index is at most, times −1, so that the largest comes first; a place that no other entry has; the
question, or else several that are worth the same, of which the first speaks for all."""


class Ranking(Ordering[Promise]):
    """The kept order says where to look; what may be the best is worked out as of now."""

    def __init__(self, moment: Moment, catalogue: Catalogue, *, end: datetime, tight: bool) -> None:
        super().__init__(moment, catalogue)
        self._end, self._tight = end, tight
        self._index = Index(moment, end=end, tight=tight)

    def best(self, keys: frozenset[str]) -> list[str]:
        """The questions of the largest index: more than one only where they are worth the same."""
        most, best = -math.inf, list[str]()
        for promised, key in self.promising(keys):
            if promised < most:
                break
            index = self._index.per_second(key)
            if index >= most:
                best = [*best, key] if index == most else [key]
                most = index
        return best

    def promising(self, keys: frozenset[str]) -> Iterator[tuple[float, str]]:
        """The questions of `keys`, the most promising first, with what their index is at most."""
        if len(keys) <= FEW:
            yield from ((math.inf, key) for key in keys)
            return
        order = self.order
        times = growth(order.profile, self.moment.profile, self.catalogue.by_section, tight=self._tight)
        for rank, _, key, alike in order.entries:
            found = key or next((each for each in alike if each in keys and self._is_untouched(each)), None)
            if found in keys:
                yield -rank * times, found

    def _is_untouched(self, key: str) -> bool:
        """Whether nothing was learned of the question so far, nor of one that it is related to."""
        return not any(other in self.moment.cards for other in self.catalogue.with_relatives(key))

    @property
    def terms(self) -> tuple[object, ...]:
        plan, weights = self.moment.plan, self.moment.plan.weights
        by_section = None if weights is None else dict(weights)
        as_of = self._index.as_of
        return self.catalogue, self.moment.column, as_of, self._end, self._tight, plan.way, by_section

    def all(self) -> list[Promise]:
        cards, index = self.moment.cards, self._index
        touched = self.affected(cards)
        lately = self.affected(key for key, card in cards.items() if index.changes_with_the_clock(card))
        in_order = [key for key in self.moment.bank if key in touched]
        return [*self._promises(in_order, lately, index), *self._untouched(touched)]

    def some(self, keys: Collection[str], profile: Profile) -> list[Promise]:
        cards, index = self.moment.cards, self._index
        if profile is not self.moment.profile:
            index = Index(replace(self.moment, profile=profile), end=self._end, tight=self._tight)
        lately = frozenset(
            key
            for key in keys
            if any(
                index.changes_with_the_clock(cards.get(other)) for other in self.catalogue.with_relatives(key)
            )
        )
        return self._promises(keys, lately, index)

    def affected(self, keys: Iterable[str]) -> frozenset[str]:
        return self.catalogue.around(keys)

    def _promises(self, keys: Iterable[str], lately: frozenset[str], index: Index) -> list[Promise]:
        place = self.catalogue.place
        return [(-math.inf if key in lately else -index.at_most(key), place[key], key, ()) for key in keys]

    def _untouched(self, touched: Collection[str]) -> Iterator[Promise]:
        for number, keys in enumerate(self.catalogue.alike, 1):
            left = tuple(key for key in keys if key not in touched)
            if left:
                yield -self._index.at_most(left[0]), -number, None, left
