"""The order in which new questions are met."""

from collections import Counter
from collections.abc import Sequence

from quiz.engine.moment import Moment


def unmet_in_order(moment: Moment, keys: Sequence[str]) -> list[str]:
    """New questions of `keys`: the sections least met first (ties fall to the dice), each in bank order.

    A question waits for its prerequisites among `keys`, unless all of them wait.
    """
    unmet = moment.unmet(keys)
    if not unmet:
        return []
    reachable = frozenset(unmet)
    ready = [key for key in unmet if not moment.bank[key].prerequisites & reachable]
    rank = _section_ranks(moment)
    return sorted(ready or unmet, key=lambda key: rank[moment.bank[key].section])


def _section_ranks(moment: Moment) -> dict[int, int]:
    met = Counter(moment.bank[key].section for key in moment.met(moment.cards) if key in moment.bank)
    sections = sorted({question.section for question in moment.bank.values()})
    moment.rng.shuffle(sections)
    sections.sort(key=lambda section: met[section])
    return {section: rank for rank, section in enumerate(sections)}
