"""The library: every question by section, found by its words, one's own note, its number or its state.

Answers are searched, since anybody may read them, and never shown: a hit is the question alone.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quiz.bank.models import Question
from quiz.bank.published import PublishedQuestion, PublishedSection
from quiz.bank.text.markdown import inline, plain
from quiz.mastery.dates import day_words
from quiz.mastery.library.claiming import unmet
from quiz.mastery.mosaic.mosaic import LEFT_OUT, Mosaic, Row, mosaic_of, url_of
from quiz.mastery.standings import Standing, standings_of
from quiz.practice.asked_lately.shares import asked_lately
from quiz.practice.models import Mark
from quiz.practice.pages.level_words import LEVEL_WORDS
from quiz.practice.people.noting import own_notes
from quiz.practice.remembering.situation import Situation

LONGEST_SEARCH = 100
ALL = "all"
STATES = {
    ALL: gettext_lazy("All"),
    "due": gettext_lazy("Due"),
    "weak": gettext_lazy("Weak"),
    "new": gettext_lazy("New"),
    "starred": gettext_lazy("Starred"),
    "left-out": gettext_lazy("Left out"),
}
NONE = {
    "due": gettext_lazy("No question is due."),
    "weak": gettext_lazy("You have no weak question."),
    "new": gettext_lazy("No question is new to you."),
    "starred": gettext_lazy("You have starred no question."),
    "left-out": gettext_lazy("You have left no question out."),
}
NONE_HERE = gettext_lazy("No question here is in that state.")


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for."""

    words: str = ""
    state: str = ""

    @classmethod
    def sent(cls, words: str, state: str) -> "Search":
        """As it came in the address; a state that does not exist is none."""
        return cls(words[:LONGEST_SEARCH].strip(), state if state in STATES else "")

    def __bool__(self) -> bool:
        return bool(self.words or self.state)

    def finds(self, question: PublishedQuestion, note: str) -> bool:
        """Whether every word, in any order, is in what may be read of it or in one's own note, or is its number."""
        return self._all_in(question, f"{searchable(question)} {note.casefold()}")

    def names(self, question: PublishedQuestion) -> bool:
        """Whether the question itself has them all: such come first."""
        return self._all_in(question, plain(question.revision.text).casefold())

    def _all_in(self, question: PublishedQuestion, text: str) -> bool:
        return all(word in text or word == str(question.number) for word in self.words.casefold().split())


def searchable(question: PublishedQuestion) -> str:
    """All that anybody may read of it, without the options."""
    revision = question.revision
    points = tuple(point.text for point in revision.points)
    return folded((revision.text, question.section.title, revision.answer, revision.explanation, *points))


@lru_cache(maxsize=512)
def folded(texts: tuple[str, ...]) -> str:
    """Kept, since a search reads all questions at each key."""
    return plain(" ".join(texts)).casefold()


@dataclass(frozen=True, slots=True)
class Item:
    """A question as a list shows it."""

    key: str
    title: SafeString
    url: str
    quiet: str
    level: int
    word: str
    side: str


@dataclass(frozen=True)
class Library:
    """The whole library, or one section of it."""

    sections: Sequence[PublishedSection]
    section: PublishedSection | None
    search: Search
    mosaic: Mosaic
    items: Sequence[Item]
    total: int
    unmet: int
    """How many of the section's questions were never asked."""
    names_days: bool
    """Whether questions come back on days: not before an interview."""

    @property
    def title(self) -> str:
        return self.section.title if self.section else _("Library")

    @property
    def share(self) -> str:
        """How many of a section's questions are likely to be recalled on the date; empty where none was asked."""
        return self.mosaic.rows[0].share

    @property
    def row(self) -> list[Row]:
        """A section's own tiles, without the share."""
        return [replace(row, expected=None) for row in self.mosaic.rows]

    @property
    def states(self) -> list[tuple[str, str, bool]]:
        """Value, word, and whether it is chosen."""
        offered = {value: word for value, word in STATES.items() if value != "due" or self.names_days}
        chosen = self.search.state or (ALL if self.shows_list else "")
        return [(value, str(word), value == chosen) for value, word in offered.items()]

    @property
    def shows_list(self) -> bool:
        """The whole library opens with its sections; a section, or a search, with questions."""
        return bool(self.section or self.search)

    @property
    def found(self) -> str:
        """How many there are, as a sentence for whoever cannot see the list change."""
        if not self.items:
            return self.none
        return ngettext("%d question.", "%d questions.", len(self.items)) % len(self.items)

    @property
    def none(self) -> str:
        """Why the list is empty."""
        if self.search.words or self.search.state not in NONE:
            return _("No question matches.")
        return str(NONE_HERE if self.section else NONE[self.search.state])


def build_library(
    situation: Situation, search: Search, now: datetime, section: PublishedSection | None = None
) -> Library:
    bank, today = situation.bank, situation.local_day(now)
    names_days = situation.interview_ahead(now) is None
    if search.state == "due" and not names_days:
        search = replace(search, state=ALL)
    standings = standings_of(situation, now=now)
    keys = section.keys if section else tuple(bank.questions)
    in_state = state_of(situation, search.state, standings)
    notes = notes_by_key(situation) if search.words else {}
    found = [
        bank.questions[key]
        for key in keys
        if in_state(key) and search.finds(bank.questions[key], notes.get(key, ""))
    ]
    found.sort(key=lambda question: not search.names(question))
    asked = asked_lately(bank) if found and (section or search) else {}
    return Library(
        sections=bank.sections,
        section=section,
        search=search,
        mosaic=mosaic_of(situation, standings, today=today, only=keys),
        items=items_of(found, standings, today, asked),
        total=len(bank.questions),
        unmet=len(unmet(situation, section)) if section else 0,
        names_days=names_days,
    )


def notes_by_key(situation: Situation) -> dict[str, str]:
    notes = own_notes(situation.learner)
    return {situation.bank.key_of[question]: words for question, words in notes.items()}


def state_of(situation: Situation, state: str, standings: Mapping[str, Standing]) -> Callable[[str], bool]:
    """Tells whether a question is in this state."""
    if state == "starred":
        starred = starred_keys(situation)
        return lambda key: key in starred
    tests: dict[str, Callable[[Standing], bool]] = {
        "": lambda standing: True,
        ALL: lambda standing: True,
        "due": lambda standing: standing.is_due,
        "weak": lambda standing: standing.is_weak,
        "new": lambda standing: not standing.asked,
        "left-out": lambda standing: standing.left_out,
    }
    return lambda key: tests[state](standings[key])


def starred_keys(situation: Situation) -> Collection[str]:
    if not situation.learner.exists:
        return ()
    rows = Mark.objects.filter(learner=situation.learner, starred=True).values_list("question_id", flat=True)
    return {situation.bank.key_of[question] for question in rows}


def items_of(
    found: Sequence[PublishedQuestion],
    standings: Mapping[str, Standing],
    today: date,
    asked: Collection[str],
) -> list[Item]:
    return [item_of(each, standings[each.key], today, is_asked=each.key in asked) for each in found]


def item_of(question: PublishedQuestion, standing: Standing, today: date, *, is_asked: bool = False) -> Item:
    kind = Question.Kind(question.revision.kind).label
    badge = [_("asked lately")] if is_asked else []
    return Item(
        key=question.key,
        title=inline(question.revision.text),
        url=url_of(question.key),
        quiet=" · ".join([str(question.number), str(kind), *badge]),
        level=int(standing.level),
        word=str(LEVEL_WORDS[standing.level]),
        side=returns(standing, today),
    )


def returns(standing: Standing, today: date) -> str:
    if standing.left_out:
        return str(LEFT_OUT)
    if standing.back_on is None:
        return ""
    return _("due today") if standing.is_due else day_words(standing.back_on, today)
