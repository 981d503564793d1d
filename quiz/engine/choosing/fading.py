"""Questions met before by when their recall falls to the target, the soonest first."""

import math
from collections.abc import Collection, Iterable

from quiz.engine.choosing.order import FEW, Ordering
from quiz.engine.choosing.ways import way_to_ask
from quiz.engine.memory import fsrs
from quiz.engine.memory.cards import DAY
from quiz.engine.memory.evidence import CHOOSE
from quiz.engine.memory.fsrs import LONGEST_DAYS
from quiz.engine.memory.packing import EPOCH
from quiz.engine.memory.profiles import Profile
from quiz.engine.recall.due import held_target

Fall = tuple[float, int, str, float, bool]
"""When a question falls to the target, in days since 1970; its place in the bank and its key; how many answers
a day hold it there (one each time it falls, once a day at most), and whether by choosing."""


class Fading(Ordering[Fall]):
    """By the law to pick by."""

    def of(self, keys: frozenset[str]) -> Iterable[Fall]:
        """Those of `keys` that were met, the soonest to fall first."""
        if len(keys) <= FEW:
            return sorted(self.some(keys, self.moment.profile))
        return (fall for fall in self.order.entries if fall[2] in keys)

    def soonest(self, keys: frozenset[str]) -> str:
        """The first of them; an empty string where none was met."""
        return next((key for _, _, key, *_ in self.of(keys)), "")

    def answers_a_day(self) -> tuple[float, float]:
        """How many choices and how many recalls a day hold all that was met at the target."""
        falls = self.order.entries
        choices = math.fsum([a_day for *_, a_day, chosen in falls if chosen])
        return choices, math.fsum([a_day for *_, a_day, chosen in falls if not chosen])

    @property
    def terms(self) -> tuple[object, ...]:
        return self.catalogue, self.moment.column, self.moment.plan.target, self.moment.plan.way

    def all(self) -> list[Fall]:
        askable = [key for key in self.moment.cards if key in self.catalogue.askable]
        return self.some(askable, self.moment.profile)

    def some(self, keys: Collection[str], _: Profile) -> list[Fall]:
        moment, place, falls = self.moment, self.catalogue.place, list[Fall]()
        stable_days = fsrs.days_until(held_target(moment.plan.target), 1.0, moment.law)
        for key in moment.met(keys):
            card = moment.cards[key]
            days = card.stabilities[moment.column] * stable_days
            day = (card.clock - EPOCH) / DAY + min(days, LONGEST_DAYS)
            chosen = way_to_ask(moment.bank[key], card, moment.plan.way) == CHOOSE
            falls.append((day, place[key], key, 1.0 / max(days, 1.0), chosen))
        return falls

    def affected(self, keys: Iterable[str]) -> frozenset[str]:
        return self.catalogue.askable.intersection(keys)
