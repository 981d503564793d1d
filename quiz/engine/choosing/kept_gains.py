"""The best questions by the index, without working out again what has not changed since the last pick.

Until another five minutes begin, what a question met before gains changes only with its card or a relative's; with
each answer only the seconds change that asking takes. So gains are kept from one pick to the next. That saves time:
no result depends on what is kept, and `best_by_index` is all that others need of it.
"""

import math
from collections import deque
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from itertools import compress
from operator import is_not
from typing import Final, NamedTuple

from quiz.engine.choosing.gain import Asking
from quiz.engine.choosing.index import Index
from quiz.engine.choosing.moment import Moment
from quiz.engine.choosing.new_questions import first_of_alike
from quiz.engine.given import Question
from quiz.engine.memory.cards import Card

MOST_KEPT: Final = 32
MOST_CHANGED: Final = 32
"""With more cards that differ, gains are worked out anew: the kept ones are probably somebody else's."""
ROUNDING: Final = 1.0 + 1e-9


class Kept(NamedTuple):
    """What asking comes to, by question, and what that was worked out from. Never changed, only replaced."""

    terms: tuple[object, ...]
    bank: Mapping[str, Question]
    cards: Mapping[str, Card]
    askings: Mapping[str, Asking]


KEPT: Final = deque[Kept](maxlen=MOST_KEPT)


def best_by_index(moment: Moment, keys: frozenset[str], *, end: datetime, tight: bool) -> list[str]:
    """The questions of the largest index: more than one only where they are worth the same. Of new questions
    that nothing sets apart, the first in the bank stands for all."""
    index = Index(moment, end=end, tight=tight)
    askings, changed = _kept(moment, index, end)
    anew = keys & depending_on(moment, changed) | keys.difference(askings)
    indices = {key: index.per_second(key) for key in first_of_alike(moment, anew)}
    most = max(indices.values(), default=-math.inf)
    for key, asking in askings.items():
        would_do = most <= 0.0 or asking.gain * ROUNDING >= most * index.least_seconds
        if would_do and key in keys and key not in anew:
            indices[key] = index.per_second_of(asking)
            most = max(most, indices[key])
    return [key for key, each in indices.items() if each == most]


def _kept(moment: Moment, index: Index, end: datetime) -> tuple[Mapping[str, Asking], Collection[str]]:
    """What asking comes to, as kept or else worked out, and the keys of cards that have changed since."""
    plan = moment.plan
    weights = None if plan.weights is None else dict(plan.weights)
    terms = index.as_of, end, moment.column, plan.way, weights
    for kept in reversed(tuple(KEPT)):
        if kept.terms == terms and kept.bank == moment.bank:
            changed = changes(kept.cards, moment.cards)
            if len(changed) <= MOST_CHANGED:
                return kept.askings, changed
    askings = {key: index.asking(key) for key in _settled(moment, index.as_of)}
    KEPT.append(Kept(terms, dict(moment.bank), dict(moment.cards), askings))
    return askings, ()


def _settled(moment: Moment, as_of: datetime) -> Iterator[str]:
    """Questions whose gain depends on cards alone, and on none that was answered since `as_of`."""
    bank, cards = moment.bank, moment.cards
    met = frozenset(moment.met(cards))
    lately, unmet = {key for key in met if cards[key].clock > as_of}, bank.keys() - met
    for key in moment.in_order(met - lately):
        duplicates, overlaps = bank[key].duplicates, bank[key].overlaps
        if unmet.isdisjoint(duplicates) and lately.isdisjoint(duplicates) and lately.isdisjoint(overlaps):
            yield key


def depending_on(moment: Moment, changed: Collection[str]) -> set[str]:
    """The questions whose own card has changed, or a relative's."""
    if not changed:
        return set()
    return {
        key
        for key, each in moment.bank.items()
        if key in changed or not each.duplicates.isdisjoint(changed) or not each.overlaps.isdisjoint(changed)
    }


def changes(before: Mapping[str, Card], after: Mapping[str, Card]) -> set[str]:
    """Keys whose card is another one, is new or has gone."""
    changed = set(compress(after, map(is_not, map(before.get, after), after.values())))
    new = sum(key not in before for key in changed)
    return changed if len(before) + new == len(after) else changed | (before.keys() - after.keys())
