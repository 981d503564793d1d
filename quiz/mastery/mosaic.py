"""The mosaic: one tile for each question, a row for each section.

A hundred tiles are joined here and not by a hundred includes: the page costs half as much.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from html import escape
from typing import NamedTuple

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from quiz import engine
from quiz.bank.markdown import plain
from quiz.bank.published import PublishedQuestion, PublishedSection
from quiz.mastery.dates import day_words
from quiz.mastery.levels import Standing, standings_of
from quiz.practice.levels import LEVEL_WORDS
from quiz.practice.memory import Situation

DUE, ROSE, SLIPPED = "due", "rose", "slipped"


class Mark(NamedTuple):
    """What stands under a tile: one of the three signs, and the same in words."""

    sign: str
    words: str


class Tile(NamedTuple):
    """One question in the mosaic; `words` say what its drawing does."""

    key: str
    number: int
    text: str
    level: engine.Level
    recall: float
    words: str
    mark: str = ""
    dim: bool = False

    @property
    def url(self) -> str:
        return reverse("question", args=[self.key])

    @property
    def label(self) -> str:
        return f"{name_of(self.number, self.text)} {self.words}"

    def html(self, language: str | None) -> str:
        """As `components/tile.html` draws it, named in this language, the active one."""
        start = opening(self.key, self.number, self.text, language)
        return f'{start}{escape(self.words)}">{drawing(self.level, self.mark, self.dim)}'


def name_of(number: int, text: str) -> str:
    """The question with its number, ending in a full stop where it does not ask."""
    words = plain(text)
    end = "" if words.endswith(("?", ".", "!")) else "."
    return _("Question %(number)s: %(text)s") % {"number": number, "text": words + end}


@lru_cache(maxsize=16384)
def opening(key: str, number: int, text: str, language: str | None) -> str:
    """What no answer changes: the link, and its name up to the level. `language` is what the name is in."""
    return f'<li><a href="{reverse("question", args=[key])}" aria-label="{escape(name_of(number, text))} '


@lru_cache(maxsize=64)
def drawing(level: engine.Level, mark: str, dim: bool) -> str:
    sign = f'<use href="#m-{mark}"/>' if mark else ""
    return (
        f'<svg class="tile{" dim" if dim else ""}" data-level="{level:d}" aria-hidden="true">'
        f'<use href="#l{level:d}"/>{sign}</svg></a></li>'
    )


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
        return _("%(some)s of %(all)s") % {"some": round(self.expected), "all": len(self.tiles)}

    @cached_property
    def html(self) -> SafeString:
        language = get_language()
        return mark_safe("".join([tile.html(language) for tile in self.tiles]))

    @property
    def section_html(self) -> str:
        share = f"<p>{escape(self.share)}</p>" if self.share else ""
        title = f"<h3>{escape(self.title)}</h3>"
        return f'<section class="mosaic-row">{title}<ol>{self.html}</ol>{share}</section>'


@dataclass(frozen=True)
class Mosaic:
    """All rows; `counts` holds every level, also those that no question has."""

    rows: Sequence[Row]
    counts: Mapping[engine.Level, int]

    @cached_property
    def tiles(self) -> list[Tile]:
        return [tile for row in self.rows for tile in row.tiles]

    @property
    def levels(self) -> list[int]:
        """In the bank's order, for the thumbnail."""
        return [int(tile.level) for tile in self.tiles]

    @cached_property
    def sentence(self) -> str:
        """The counts in words, the surest first."""
        counted = [(self.counts[level], str(LEVEL_WORDS[level]).lower()) for level in reversed(engine.Level)]
        return ", ".join(f"{count} {word}" for count, word in counted if count)

    @property
    def html(self) -> SafeString:
        """All rows, as `components/mosaic.html` writes them."""
        return mark_safe("".join([row.section_html for row in self.rows]))

    @property
    def has_due(self) -> bool:
        return any(tile.mark == DUE for tile in self.tiles)

    @property
    def legend(self) -> SafeString:
        """What the tiles and marks mean."""
        return legend_in(get_language(), self.has_due)


@lru_cache(maxsize=32)
def legend_in(language: str | None, has_due: bool) -> SafeString:
    """The same for everybody, rendered once in each language."""
    return render_to_string("components/legend.html", {"bar": _("due today") if has_due else ""})


def build_mosaic(
    situation: Situation,
    *,
    at: datetime,
    now: datetime | None = None,
    marks: Mapping[str, Mark] | None = None,
    only: Collection[str] | None = None,
) -> Mosaic:
    """Levels are those on `at`, recall is that of `now` (without it, of `at`).

    `marks` by key replace the mark of what is due today, and dim all other tiles. `only` keeps these keys.
    """
    now = now or at
    return mosaic_of(
        situation,
        standings_of(situation, now=now, at=at),
        today=situation.local_day(now),
        marks=marks,
        only=only,
    )


def mosaic_of(
    situation: Situation,
    standings: Mapping[str, Standing],
    *,
    today: date,
    marks: Mapping[str, Mark] | None = None,
    only: Collection[str] | None = None,
) -> Mosaic:
    """The mosaic of standings that the page has already."""
    rows, language = [], get_language()
    for section in situation.bank.sections:
        keys = [key for key in section.keys if only is None or key in only]
        if keys:
            questions = situation.bank.questions
            tiles = [tile_of(questions[key], standings[key], today, language, marks) for key in keys]
            rows.append(Row(section, tiles, expected([standings[key] for key in keys])))
    return Mosaic(rows, counts_of(rows))


def expected(standings: Collection[Standing]) -> float | None:
    if not any(standing.asked for standing in standings):
        return None
    return sum(standing.recall_on_date for standing in standings)


def counts_of(rows: Collection[Row]) -> dict[engine.Level, int]:
    counts = dict.fromkeys(engine.Level, 0)
    for row in rows:
        for tile in row.tiles:
            counts[tile.level] += 1
    return counts


def words_of(standing: Standing, today: date, language: str | None) -> str:
    """For instance "Familiar, recall 61 %, due today"."""
    if not standing.asked:
        return str(LEVEL_WORDS[standing.level])
    recalled = recalled_words(standing.level, percent(standing.recall), language)
    return f"{recalled}, {back_words(standing.back_on, today, language)}" if standing.back_on else recalled


@lru_cache(maxsize=1024)
def recalled_words(level: engine.Level, recall: int, language: str | None) -> str:
    return _("%(level)s, recall %(recall)s %%") % {"level": LEVEL_WORDS[level], "recall": recall}


@lru_cache(maxsize=1024)
def back_words(day: date, today: date, language: str | None) -> str:
    if day <= today:
        return _("due today")
    return _("back %(day)s") % {"day": day_words(day, today)}


def percent(share: float) -> int:
    """Never nothing, never certain."""
    return min(max(round(share * 100), 1), 99)


def tile_of(
    question: PublishedQuestion,
    standing: Standing,
    today: date,
    language: str | None,
    marks: Mapping[str, Mark] | None,
) -> Tile:
    mark = None if marks is None else marks.get(question.key)
    due = marks is None and standing.is_due(today)
    words = words_of(standing, today, language)
    return Tile(
        key=question.key,
        number=question.number,
        text=question.revision.text,
        level=standing.level,
        recall=standing.recall,
        words=f"{words}, {mark.words}" if mark else words,
        mark=mark.sign if mark else DUE if due else "",
        dim=marks is not None and mark is None,
    )
