"""A bank, and what follows from it alone."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import Final, TypeVar

from quiz.engine.choosing.shelf import Shelf
from quiz.engine.choosing.ways import has_way
from quiz.engine.given import Question

QUESTIONS_KEPT: Final = 40_000

Group = TypeVar("Group", bound=Hashable)
Ways = tuple[str, ...]
Kind = tuple[int, Ways, tuple[tuple[int, Ways], ...]]


class Catalogue:
    """The questions of a bank, by what a choice wants to know of them."""

    def __init__(self, bank: Mapping[str, Question]) -> None:
        self._keys, self._questions = list(bank), list(bank.values())
        self.bank = dict(bank)
        self.place = {key: place for place, key in enumerate(self._keys)}
        self.askable = frozenset(key for key, question in bank.items() if has_way(question))
        self.prerequisites = {key: each.prerequisites for key, each in bank.items() if each.prerequisites}
        self.by_section = _grouped((question.section, key) for key, question in bank.items())
        self._profiting = _grouped((other, key) for key in bank for other in self.with_relatives(key)[1:])
        kinds = _grouped((self._kind(bank[key]), key) for key in self._keys if key in self.askable).values()
        self.alike = [tuple(keys) for keys in kinds]
        """Questions that are worth the same while neither they nor any of their relatives has a card."""

    def __len__(self) -> int:
        return len(self._keys)

    def is_of(self, bank: Mapping[str, Question]) -> bool:
        """Whether the bank holds the same questions in the same order."""
        return list(bank) == self._keys and list(bank.values()) == self._questions

    def around(self, keys: Iterable[str]) -> frozenset[str]:
        """What can be asked of `keys`, and of the questions that have one of them as a relative."""
        around = set(keys)
        around.update(*(self._profiting[key] for key in around & self._profiting.keys()))
        return self.askable & around

    def with_relatives(self, key: str) -> tuple[str, ...]:
        question = self.bank[key]
        return key, *question.duplicates, *question.overlaps

    def _kind(self, question: Question) -> Kind:
        duplicates = [self.bank[key] for key in question.duplicates if key in self.bank]
        return (
            question.section,
            question.ways,
            tuple(sorted((each.section, each.ways) for each in duplicates)),
        )


def catalogue_of(bank: Mapping[str, Question]) -> Catalogue:
    """The bank's catalogue: the kept one, if nothing has changed."""
    found = next((kept for kept in CATALOGUES if kept.is_of(bank)), None)
    return CATALOGUES.put(Catalogue(bank) if found is None else found)


CATALOGUES: Final = Shelf[Catalogue](room=QUESTIONS_KEPT)


def _grouped(pairs: Iterable[tuple[Group, str]]) -> dict[Group, list[str]]:
    groups: dict[Group, list[str]] = defaultdict(list)
    for group, key in pairs:
        groups[group].append(key)
    return dict(groups)
