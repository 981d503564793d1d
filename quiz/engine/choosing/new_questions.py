"""The order in which new questions are met: the sections least met first, each in the bank's order."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from quiz.engine.choosing.catalogue import Catalogue
from quiz.engine.choosing.moment import Moment


def unmet_in_order(moment: Moment, catalogue: Catalogue, keys: frozenset[str]) -> Iterator[str]:
    """New questions of `keys` that may be met now; ties between sections fall to the dice."""
    if not has_unmet(moment, keys):
        return
    ready = without_waiting(moment, catalogue, keys)
    sections = ranks(moment, shuffled_sections(moment, catalogue))
    in_order = chain.from_iterable(catalogue.by_section[section] for section in sections)
    yield from (key for key in in_order if key in ready and moment.is_unmet(key))


def has_unmet(moment: Moment, keys: frozenset[str]) -> bool:
    """Whether any of `keys` was never asked."""
    cards = moment.cards
    return any(key not in cards or not cards[key].asked for key in keys)


def without_waiting(moment: Moment, catalogue: Catalogue, keys: frozenset[str]) -> frozenset[str]:
    """`keys` without the new questions that wait for prerequisites among them, unless all the new wait."""

    def is_open(key: str) -> bool:
        return key in keys and moment.is_unmet(key)

    waiting = {
        key for key, needed in catalogue.prerequisites.items() if is_open(key) and any(map(is_open, needed))
    }
    ready = keys - waiting
    return ready if has_unmet(moment, ready) else keys


def shuffled_sections(moment: Moment, catalogue: Catalogue) -> list[int]:
    """The bank's sections, shuffled by the dice of the moment."""
    sections = sorted(catalogue.by_section)
    moment.rng.shuffle(sections)
    return sections


def ranks(moment: Moment, shuffled: Sequence[int]) -> dict[int, int]:
    """The place of each section: the less of it was met the earlier; of equals as the dice have them."""
    bank = moment.bank
    met = Counter(bank[key].section for key in moment.met(moment.cards) if key in bank)
    return {section: rank for rank, section in enumerate(sorted(shuffled, key=met.__getitem__))}
