"""The order in which new questions are met: the sections least met first, each in the bank's order."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from quiz.engine.choosing.moment import Moment
from quiz.engine.given import Question


def unmet_in_order(moment: Moment, keys: Collection[str]) -> list[str]:
    """New questions of `keys` that may be met now; ties between sections fall to the dice."""
    unmet = moment.unmet(keys)
    if not unmet:
        return []
    rank = ranks(moment, shuffled_sections(moment))
    waiting = waiting_of(moment, unmet)
    ready = [key for key in unmet if key not in waiting]
    return sorted(ready, key=lambda key: rank[moment.bank[key].section])


def waiting_of(moment: Moment, unmet: Collection[str]) -> frozenset[str]:
    """The new questions that wait for prerequisites among them; none where all would wait."""
    bank, among = moment.bank, frozenset(unmet)
    needing = [key for key in unmet if bank[key].prerequisites]
    waiting = frozenset(key for key in needing if not among.isdisjoint(bank[key].prerequisites))
    return waiting if waiting < among else frozenset()


def shuffled_sections(moment: Moment) -> list[int]:
    """The bank's sections, shuffled by the dice of the moment."""
    sections = sorted({question.section for question in moment.bank.values()})
    moment.rng.shuffle(sections)
    return sections


def ranks(moment: Moment, shuffled: Sequence[int]) -> dict[int, int]:
    """The place of each section: the less of it was met the earlier; of equals as the dice have them."""
    bank = moment.bank
    met = Counter(bank[key].section for key in moment.met(moment.cards) if key in bank)
    return {section: rank for rank, section in enumerate(sorted(shuffled, key=met.__getitem__))}


def first_of_alike(moment: Moment, keys: Collection[str]) -> Iterator[str]:
    """`keys` in the bank's order, but of new questions that are alike in all that counts only the first."""
    bank, known, seen = moment.bank, moment.cards.keys(), set[tuple[object, ...]]()
    for key in moment.in_order(keys):
        question = bank[key]
        if key in known or not (
            known.isdisjoint(question.duplicates) and known.isdisjoint(question.overlaps)
        ):
            yield key
        elif (marks := _marks(bank, question)) not in seen:
            seen.add(marks)
            yield key


def _marks(bank: Mapping[str, Question], question: Question) -> tuple[object, ...]:
    """What a gain depends on where nothing is known of the question nor of any relative."""
    if not question.duplicates:
        return question.section, question.ways
    others = [bank[key] for key in question.duplicates if key in bank]
    return question.section, question.ways, *sorted((each.section, each.ways) for each in others)
