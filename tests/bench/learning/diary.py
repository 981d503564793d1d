"""What one learner's sessions were like: what was asked again and how, what was missed, what was promised."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from tests.bench.learning.learner import CHOOSE


class Asked(NamedTuple):
    item: int
    way: str
    correct: bool
    is_new: bool


@dataclass
class Sitting:
    """One session on one day, and what was said when it ended."""

    day: int
    asked: list[Asked] = field(default_factory=list)
    promised: Sequence[int] = ()
    """What the next session begins with."""
    named: Mapping[int, int] = field(default_factory=dict)
    """The day on which each question asked in it is due, where days may be named."""

    @property
    def items(self) -> set[int]:
        return {each.item for each in self.asked}

    @property
    def missed(self) -> set[int]:
        """Questions whose first answer was a miss."""
        first = {each.item: each.correct for each in reversed(self.asked)}
        return {item for item, correct in first.items() if not correct}


class Share(NamedTuple):
    """So many of so many."""

    part: int
    whole: int


class Felt(NamedTuple):
    """Counts of one learner's sessions."""

    again_by_choosing: Share
    """Prompts with options, of those that ask a question again."""
    new: Share
    """New questions, of the prompts from the second session on."""
    next_day: Share
    """Missed, and asked by the end of the next practised day."""
    in_two_days: Share
    """Missed, and asked by the end of the one after."""
    promises_kept: Share
    """Promised, and asked on the next practised day before all that was not promised."""
    days_kept: Share
    """Due on a day that may be named, and asked on it or on the first practised day after it, not before."""


def felt_of(sittings: Sequence[Sitting]) -> Felt:
    again = [each for sitting in sittings for each in sitting.asked if not each.is_new]
    later = [each for sitting in sittings[1:] for each in sitting.asked]
    return Felt(
        again_by_choosing=Share(sum(each.way == CHOOSE for each in again), len(again)),
        new=Share(sum(each.is_new for each in later), len(later)),
        next_day=_asked_within(sittings, 1),
        in_two_days=_asked_within(sittings, 2),
        promises_kept=_promises_kept(sittings),
        days_kept=_days_kept(sittings),
    )


def _asked_within(sittings: Sequence[Sitting], days: int) -> Share:
    """Of what was missed on days with so many practised ones after them."""
    part = whole = 0
    for number, sitting in enumerate(sittings[:-days]):
        following = sittings[number + 1 : number + 1 + days]
        part += len(sitting.missed & set[int]().union(*(each.items for each in following)))
        whole += len(sitting.missed)
    return Share(part, whole)


def _promises_kept(sittings: Sequence[Sitting]) -> Share:
    part = whole = 0
    for sitting, following in pairwise(sittings):
        opening = {each.item for each in following.asked[: len(sitting.promised)]}
        part += len(opening.intersection(sitting.promised))
        whole += len(sitting.promised)
    return Share(part, whole)


def _days_kept(sittings: Sequence[Sitting]) -> Share:
    part = whole = 0
    for number, sitting in enumerate(sittings):
        following = sittings[number + 1 :]
        for item, day in sitting.named.items():
            asked = next((each.day for each in following if item in each.items), None)
            first = next((each.day for each in following if each.day >= day), None)
            if first is not None:
                part += asked == first
                whole += 1
    return Share(part, whole)
