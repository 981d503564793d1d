"""Which assigned questions are weak: the level of the member in the middle, question by question."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median_low
from typing import Any, NamedTuple

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _lazy

from quiz import engine
from quiz.bank.published import PublishedBank, PublishedQuestion
from quiz.mastery.mosaic import DUE, Mark, Mosaic, Row, counts_of, drawn
from quiz.practice.pages.level_words import LEVEL_WORDS

MISLEADS = Mark(DUE, _lazy("many choose the same wrong answer"))


class Weak(NamedTuple):
    """A question in the table that says the same."""

    question: PublishedQuestion
    word: Any
    """The level of the member in the middle."""
    chose: int
    """How many chose the same wrong answer, if many did; of so many."""
    of: int


@dataclass(frozen=True)
class WeakPage:
    mosaic: Mosaic
    rows: Sequence[tuple[str, Sequence[Weak]]]
    """By section."""

    @property
    def legend(self) -> SafeString:
        marked = any(tile.mark for tile in self.mosaic.tiles)
        return render_to_string("components/legend.html", {"bar": MISLEADS.words if marked else ""})


def weak_of(
    levels: Iterable[Mapping[str, engine.Level]],
    keys: Sequence[str],
    bank: PublishedBank,
    chosen: Mapping[str, tuple[int, int]],
) -> WeakPage:
    """`levels` has each member's levels now; `chosen` the number who chose one wrong answer, by question."""
    known = list(levels)
    middle = {key: median_low([own[key] for own in known]) for key in keys}
    rows, tables, language = [], [], get_language()
    for section in bank.sections:
        questions = [bank.questions[key] for key in section.keys if key in middle]
        if questions:
            tiles = [
                drawn(
                    question.key,
                    question.number,
                    question.revision.text,
                    middle[question.key],
                    None,
                    "",
                    MISLEADS if question.key in chosen else None,
                    False,
                    language,
                )
                for question in questions
            ]
            rows.append(Row(section, tiles, None))
            tables.append(
                (section.title, [weak_in(each, middle[each.key], chosen.get(each.key)) for each in questions])
            )
    return WeakPage(Mosaic(rows, counts_of(rows)), tables)


def weak_in(question: PublishedQuestion, level: engine.Level, chosen: tuple[int, int] | None) -> Weak:
    return Weak(question, LEVEL_WORDS[level], *(chosen or (0, 0)))
