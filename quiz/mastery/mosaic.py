"""The mosaic: one tile for each question, a row for each section.

A hundred tiles are joined here and not by a hundred includes: the page costs half as much.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from html import escape
from typing import Any, NamedTuple

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from quiz import engine
from quiz.bank.published import PublishedQuestion, PublishedSection
from quiz.bank.text.markdown import plain
from quiz.mastery.dates import day_words
from quiz.mastery.standings import Standing
from quiz.practice.pages.level_words import LEVEL_WORDS
from quiz.practice.remembering.situation import Situation

DUE, ROSE, SLIPPED = "due", "rose", "slipped"
ACROSS = 20
"""Tiles beside each other in the thumbnail."""


class Mark(NamedTuple):
    """What stands under a tile: one of the three signs, and the same in words."""

    sign: str
    words: Any


LEFT_OUT = _lazy("left out")
FIRST = Mark(DUE, _lazy("first in your next session"))


class Tile(NamedTuple):
    """One question in the mosaic; `words` say what its drawing does."""

    key: str
    number: int
    text: str
    level: engine.Level
    words: str
    mark: str
    dim: bool
    left_out: bool
    html: str
    """Its drawing, a link, as it stands in the list of its row."""

    @property
    def url(self) -> str:
        return url_of(self.key)


@lru_cache(maxsize=16384)
def url_of(key: str) -> str:
    """The address of a question, which never changes."""
    return reverse("question", args=[key])


def name_of(number: int, text: str) -> str:
    """The question with its number, ending in a full stop where it does not ask."""
    words = plain(text)
    end = "" if words.endswith(("?", ".", "!")) else "."
    return _("Question %(number)s: %(text)s") % {"number": number, "text": words + end}


@dataclass(frozen=True)
class Row:
    """A section's tiles."""

    section: PublishedSection
    tiles: Sequence[Tile]
    expected: float | None
    """How many are likely to be recalled on the date; None where none was asked yet."""

    @property
    def title(self) -> str:
        return self.section.title

    @property
    def share(self) -> str:
        if self.expected is None:
            return ""
        return _("%(some)s of %(all)s") % {
            "some": round(self.expected),
            "all": sum(not tile.left_out for tile in self.tiles),
        }

    @cached_property
    def html(self) -> SafeString:
        return mark_safe("".join([tile.html for tile in self.tiles]))

    @property
    def section_html(self) -> str:
        """The row as `components/mosaic.html` draws it."""
        share = f"<p>{escape(self.share)}</p>" if self.share else ""
        return (
            f'<section class="mosaic-row"><h3>{escape(self.title)}</h3><ol>{self.html}</ol>{share}</section>'
        )


@dataclass(frozen=True)
class Mosaic:
    """All rows; `counts` holds every level, also those that no question has. What is left out is in none."""

    rows: Sequence[Row]
    counts: Mapping[engine.Level, int]

    @cached_property
    def tiles(self) -> list[Tile]:
        return [tile for row in self.rows for tile in row.tiles]

    @property
    def levels(self) -> list[int | None]:
        """In the bank's order, for the thumbnail. A section that ends within a row of it leaves the rest blank."""
        levels: list[int | None] = []
        for row in self.rows:
            levels += [None] * (-len(levels) % ACROSS)
            levels += [int(tile.level) for tile in row.tiles]
        return levels

    @cached_property
    def sentence(self) -> str:
        """The counts in words, the surest first."""
        counted = [(self.counts[level], str(LEVEL_WORDS[level]).lower()) for level in reversed(engine.Level)]
        left_out = sum(tile.left_out for tile in self.tiles)
        return ", ".join(f"{count} {word}" for count, word in [*counted, (left_out, LEFT_OUT)] if count)

    @property
    def html(self) -> SafeString:
        """All rows."""
        return mark_safe("".join([row.section_html for row in self.rows]))

    @property
    def head(self) -> str:
        """What the number beside each row is; empty where no row has one."""
        return _("Known on the day") if any(row.share for row in self.rows) else ""

    @property
    def has_first(self) -> bool:
        return any(tile.mark == DUE for tile in self.tiles)

    @property
    def legend(self) -> SafeString:
        """What the tiles and marks mean."""
        return legend_in(get_language(), self.has_first, any(tile.left_out for tile in self.tiles))


@lru_cache(maxsize=32)
def legend_in(language: str | None, has_first: bool, has_left_out: bool) -> SafeString:
    """The same for everybody, rendered once in each language."""
    shown = {"bar": FIRST.words if has_first else "", "left_out": has_left_out}
    return render_to_string("components/legend.html", shown)


def mosaic_of(
    situation: Situation,
    standings: Mapping[str, Standing],
    *,
    today: date,
    marks: Mapping[str, Mark] | None = None,
    only: Collection[str] | None = None,
) -> Mosaic:
    """Levels and recall are those of the standings.

    `marks` by key replace the mark of what the next session begins with, and dim all other tiles.
    `only` keeps these keys.
    """
    rows, language, bank = [], get_language(), situation.bank
    for section in bank.sections:
        keys = [key for key in section.keys if only is None or key in only]
        if keys:
            known = [standings[key] for key in keys]
            pairs = zip(keys, known, strict=True)
            tiles = [tile_of(bank.questions[key], each, today, marks, language) for key, each in pairs]
            rows.append(Row(section, tiles, expected(known)))
    return Mosaic(rows, counts_of(rows))


def expected(standings: Collection[Standing]) -> float | None:
    counted = [standing for standing in standings if not standing.left_out]
    if not any(standing.asked for standing in counted):
        return None
    return sum(standing.recall_on_date for standing in counted)


def counts_of(rows: Collection[Row]) -> dict[engine.Level, int]:
    counts = dict.fromkeys(engine.Level, 0)
    for row in rows:
        for tile in row.tiles:
            counts[tile.level] += not tile.left_out
    return counts


def tile_of(
    question: PublishedQuestion,
    standing: Standing,
    today: date,
    marks: Mapping[str, Mark] | None,
    language: str | None,
) -> Tile:
    mark = marks.get(question.key) if marks is not None else first_mark(standing)
    recall = percent(standing.recall) if standing.asked else None
    return drawn(
        question.key,
        question.number,
        question.revision.text,
        standing.level,
        recall,
        back_words(standing.back_on, standing.is_due, today, language),
        mark,
        standing.left_out or (marks is not None and mark is None),
        standing.left_out,
        language,
    )


def first_mark(standing: Standing) -> Mark | None:
    return FIRST if standing.is_first else None


def percent(share: float) -> int:
    """Never nothing, never certain."""
    return min(max(round(share * 100), 1), 99)


@lru_cache(maxsize=1024)
def back_words(day: date | None, is_due: bool, today: date, language: str | None) -> str:
    """When it comes back; `language` is what that is said in."""
    if day is None:
        return ""
    return _("due today") if is_due else _("back %(day)s") % {"day": day_words(day, today)}


@lru_cache(maxsize=16384)
def drawn(
    key: str,
    number: int,
    text: str,
    level: engine.Level,
    recall: int | None,
    back: str,
    mark: Mark | None,
    dim: bool,
    left_out: bool,
    language: str | None,
) -> Tile:
    """Kept, since of a page's hundred few have changed. `language` is what they are named in."""
    words = words_of(level, recall, str(LEFT_OUT) if left_out else back, mark)
    name = escape(f"{name_of(number, text)} {words}")
    sign = f'<use href="#m-{mark.sign}"/>' if mark else ""
    html = (
        f'<li><a href="{url_of(key)}" aria-label="{name}">'
        f'<svg class="tile{" dim" if dim else ""}" data-level="{level:d}" aria-hidden="true">'
        f'<use href="#l{level:d}"/>{sign}</svg></a></li>'
    )
    return Tile(key, number, text, level, words, mark.sign if mark else "", dim, left_out, html)


def words_of(level: engine.Level, recall: int | None, back: str, mark: Mark | None) -> str:
    """For instance "Familiar, recall 61 %, due today"."""
    recalled = "" if recall is None else _("recall %(recall)s %%") % {"recall": recall}
    parts = (str(LEVEL_WORDS[level]), recalled, back, str(mark.words) if mark else "")
    return ", ".join(part for part in parts if part)
