"""Questions met before by when their recall falls to the target, by the law to pick by."""

import math
from collections.abc import Collection
from heapq import nsmallest

from quiz.engine.choosing.moment import Moment
from quiz.engine.choosing.ways import way_to_ask
from quiz.engine.memory import fsrs
from quiz.engine.memory.cards import DAY
from quiz.engine.memory.evidence import CHOOSE
from quiz.engine.memory.fsrs import LONGEST_DAYS
from quiz.engine.memory.packing import EPOCH
from quiz.engine.recall.due import held_target


def soonest_to_fall(moment: Moment, keys: Collection[str], number: int) -> list[str]:
    """The first of `keys` to fall to the target, of those that were met; of equals the first in the bank."""
    cards, column, stable_days = moment.cards, moment.column, _stable_days(moment)

    def falls_on(key: str) -> float:
        """In days since 1970."""
        card = cards[key]
        days = card.stabilities[column] * stable_days
        return (card.clock - EPOCH) / DAY + (days if days < LONGEST_DAYS else LONGEST_DAYS)

    return nsmallest(number, moment.met(moment.in_order(keys)), key=falls_on)


def answers_a_day(moment: Moment) -> tuple[float, float]:
    """How many choices and how many recalls a day hold all that was met at the target: one each time that a question
    falls to it, once a day at most."""
    column, stable_days = moment.column, _stable_days(moment)
    choices, recalls = list[float](), list[float]()
    for key in moment.met(moment.bank):
        card = moment.cards[key]
        way = way_to_ask(moment.bank[key], card, moment.plan.way)
        if way is not None:
            days = card.stabilities[column] * stable_days
            (choices if way == CHOOSE else recalls).append(1.0 / days if days > 1.0 else 1.0)
    return math.fsum(choices), math.fsum(recalls)


def _stable_days(moment: Moment) -> float:
    """Days until recall falls to the target, for each day of stability."""
    return fsrs.days_until(held_target(moment.plan.target), 1.0, moment.law)
