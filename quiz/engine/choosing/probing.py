"""The first questions of a day: asked on earlier days, they tell how the learner forgets."""

from typing import Final

from quiz.engine.choosing.moment import Moment

PROBES: Final = 3


def probes(moment: Moment, keys: frozenset[str]) -> frozenset[str]:
    """Questions last asked on an earlier day, while fewer than three were asked today; else none."""
    if len(moment.recent) >= PROBES:
        return frozenset()
    midnight, _ = moment.day
    asked = {key: card.last for key, card in moment.cards.items() if card.last is not None}
    if sum(last >= midnight for last in asked.values()) >= PROBES:
        return frozenset()
    return frozenset(key for key, last in asked.items() if last < midnight and key in keys)
