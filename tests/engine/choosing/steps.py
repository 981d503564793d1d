"""The index by which questions compete, as a log leaves it."""

from datetime import datetime
from random import Random

from quiz import engine
from quiz.engine.choosing.index import Index
from quiz.engine.choosing.moment import Moment
from quiz.engine.memory.laws import LAWS
from tests.engine.cast import DAY, NOW, Cards, fold, plan


def moment(
    bank: dict[str, engine.Question],
    plan: engine.Plan,
    profile: engine.Profile,
    cards: Cards,
    *,
    column: int = 0,
) -> Moment:
    nothing = frozenset[str]()
    return Moment(bank, plan, profile, cards, NOW, (), nothing, 600.0, Random(1), column, LAWS[column])


def index_of(
    bank: dict[str, engine.Question],
    log: list[engine.Review],
    *,
    end: datetime = NOW + 9 * DAY,
    column: int = 0,
    tight: bool = False,
    **facts: object,
) -> Index:
    profile, cards = fold(bank, log)
    return Index(moment(bank, plan(**facts), profile, cards, column=column), end=end, tight=tight)
