"""The first questions of a day: asked on earlier days, they tell how the learner forgets."""

from collections.abc import Sequence
from typing import Final

from quiz.engine.moment import Moment

PROBES: Final = 3


def probes(moment: Moment, met: Sequence[str]) -> list[str]:
    """Questions last asked on an earlier day, while fewer than three were asked today; else none."""
    if len(moment.recent) >= PROBES:
        return []
    midnight, _ = moment.day
    today = [card for card in moment.cards.values() if card.last is not None and card.last >= midnight]
    if len(today) >= PROBES:
        return []
    return [key for key in met if (last := moment.cards[key].last) is not None and last < midnight]
