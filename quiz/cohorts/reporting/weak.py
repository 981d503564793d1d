"""Which assigned questions are weak: the level of the member in the middle, question by question."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from statistics import median_low

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from quiz import engine
from quiz.bank.published import PublishedBank
from quiz.bank.text.markdown import inline
from quiz.mastery.mosaic.mosaic import DUE, Mark, Mosaic, Row, counts_of, drawn
from quiz.practice.pages.level_words import LEVEL_WORDS

MISLEADS = _lazy("many choose the same wrong answer")


@dataclass(frozen=True)
class WeakPage:
    mosaic: Mosaic
    rows: Sequence[tuple[str, SafeString]]
    """The same as a table, by section."""

    @property
    def legend(self) -> SafeString:
        marked = any(tile.mark for tile in self.mosaic.tiles)
        return render_to_string("components/legend.html", {"bar": MISLEADS if marked else ""})


def weak_of(
    levels: Iterable[Mapping[str, engine.Level]],
    keys: Sequence[str],
    bank: PublishedBank,
    chosen: Mapping[str, tuple[int, int]],
) -> WeakPage:
    """`levels` has each member's levels now, of what is assigned to them; `chosen` the number who chose one wrong
    answer, by question.
    """
    known = list(levels)
    of_each = {key: [own[key] for own in known if key in own] for key in keys}
    middle = {key: median_low(some) for key, some in of_each.items() if some}
    rows, tables, language = [], [], get_language()
    misleads = Mark(DUE, str(MISLEADS))
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
                    misleads if question.key in chosen else None,
                    False,
                    language,
                )
                for question in questions
            ]
            rows.append(Row(section, tiles, None))
            lines = [
                line(each.number, each.revision.text, middle[each.key], chosen.get(each.key), language)
                for each in questions
            ]
            tables.append((section.title, mark_safe("".join(lines))))
    return WeakPage(Mosaic(rows, counts_of(rows)), tables)


@lru_cache(maxsize=4096)
def line(
    number: int, text: str, level: engine.Level, chosen: tuple[int, int] | None, language: str | None
) -> str:
    """A question's row in the table. Kept, since of a page's hundred few have changed."""
    same = _("%(chose)s of %(of)s") % {"chose": chosen[0], "of": chosen[1]} if chosen else "–"
    return (
        f'<tr><td class="number">{number}</td><td>{inline(text)}</td>'
        f"<td>{escape(str(LEVEL_WORDS[level]))}</td><td>{escape(same)}</td></tr>"
    )
