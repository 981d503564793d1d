"""Searching whatever a learner can read of a question, in what is live and in drafts, and saying where it was found.

It is searched here and not in the database: `LIKE` of SQLite takes ä and Ä for two letters, and JSON is stored with
other signs than are read. See docs/decisions/0047.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any
from unicodedata import normalize

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quiz.bank.models import Revision
from quiz.bank.revisions.content import Content, content_of
from quiz.bank.text.markdown import plain

AROUND = 32
"""Signs shown before the first word found, and twice as many after it."""
MOST_HITS = 3
SAME = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-"}
    | dict.fromkeys("\u00a0\n\r\t", " ")
)
"""Signs that people type otherwise than they are written."""
PHRASE_OR_WORD = re.compile(r'"([^"]+)"|(\S+)')
UNREAD = {"slug", "kind", "tag", "checked"}
"""Parts that name or sort, and are no words."""

FIELDS: Mapping[str, Any] = {
    "text": _("Question"),
    "answer": _("Model answer"),
    "hint": _("Hint"),
    "explanation": _("Why"),
    "common_wrong": _("Common wrong answer"),
    "accepted": _("Accepted form"),
    "references": _("Reference"),
    "currency_notes": _("Note"),
    "follow_up": _("Follow-up"),
    "follow_ups": _("Follow-up"),
    "senior": _("What a senior adds"),
    "options": _("Option"),
    "key_points": _("Key point"),
    "key": _("Key"),
}
PARTS: Mapping[str, Any] = {
    "why": _("why it is wrong"),
    "tempts": _("why it tempts"),
    "synonyms": _("synonym"),
    "since": _("since"),
    "source": _("source"),
    "url": _("address"),
    "reply": _("reply"),
    "good_reply": _("reply"),
    "points": _("point to tick"),
}
"""What is not named here is the words of its field themselves."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One text of a question, and where it is said."""

    text: str
    field: str
    number: int = 0
    """From 1, where there are several."""
    part: str = ""

    @property
    def label(self) -> str:
        """What people call it."""
        name = str(FIELDS.get(self.field, self.field))
        name = f"{name} {self.number}" if self.number else name
        return f"{name}, {PARTS[self.part]}" if self.part in PARTS else name


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a question's words were found."""

    label: str
    is_draft: bool
    parts: Sequence[tuple[str, bool]]
    """The words around them; each with whether it was looked for."""


def hits_of(terms: Sequence[str]) -> dict[int, list[Hit]]:
    """Each question that has every one of these words, by its id. Three queries."""
    found = ((pk, hits(live, drafts, terms)) for pk, live, drafts in searched())
    return {pk: each for pk, each in found if each}


def terms_of(query: str) -> list[str]:
    """Words, and what stands between two quotes as one."""
    pairs = PHRASE_OR_WORD.findall(folded(plain(normalize("NFC", query))))
    return list(dict.fromkeys(filter(None, ((phrase or word).strip() for phrase, word in pairs))))


def searched() -> Iterator[tuple[int, list[Leaf], list[Leaf]]]:
    """Question, what is live of it, what is open of it."""
    shown = Revision.objects.filter(Q(live_for__isnull=False) | Q(status__in=Revision.OPEN))
    live: dict[int, list[Leaf]] = {}
    drafts: dict[int, list[Leaf]] = {}
    for row in shown.select_related("question").prefetch_related("options", "key_points"):
        here = drafts if row.is_open else live
        here[row.question_id] = [*leaves_of(content_of(row)), Leaf(row.question.key, "key")]
    for pk in live | drafts:
        yield pk, live.get(pk, []), drafts.get(pk, [])


def leaves_of(content: Content) -> Iterator[Leaf]:
    """Every text it says, in the order of its fields."""
    for field in names_of(content):
        said = getattr(content, field)
        if isinstance(said, list | tuple):
            for number, row in enumerate(said, start=1):
                yield from texts(row, Leaf("", field, number))
        else:
            yield from texts(said, Leaf("", field))


def names_of(row: Any) -> list[str]:
    return [each.name for each in fields(row)]


def texts(said: Any, at: Leaf) -> Iterator[Leaf]:
    """The texts in a value of a content, whichever shape it has."""
    if isinstance(said, str) and said:
        yield Leaf(normalize("NFC", plain(said)), at.field, at.number, at.part)
    elif isinstance(said, list):
        for each in said:
            yield from texts(each, at)
    elif isinstance(said, Mapping):
        for name, part in said.items():
            if name not in UNREAD:
                yield from texts(part, Leaf("", at.field, at.number, name if name in PARTS else at.part))
    elif is_dataclass(said):
        yield from texts({name: getattr(said, name) for name in names_of(said)}, at)


def hits(live: Sequence[Leaf], drafts: Sequence[Leaf], terms: Sequence[str]) -> list[Hit]:
    """Nothing, unless every word is there: in what is live, else in that and the draft together."""
    return covering(live, len(live), terms) or covering([*live, *drafts], len(live), terms)


def covering(leaves: Sequence[Leaf], of_live: int, terms: Sequence[str]) -> list[Hit]:
    """The fewest texts that have all of the words, the one with most of them first; shown are three at most."""
    everything = folded("\n".join(leaf.text for leaf in leaves))
    if not all(term in everything for term in terms):
        return []
    having = [{term for term in terms if term in folded(leaf.text)} for leaf in leaves]
    missing, found = set(terms), []
    while missing and leaves:
        best = max(range(len(leaves)), key=lambda place: (len(having[place] & missing), -place))
        if not having[best] & missing:
            return []
        missing -= having[best]
        parts = list(excerpt(leaves[best].text, having[best]))
        found.append(Hit(leaves[best].label, best >= of_live, parts))
    return found[:MOST_HITS]


def folded(text: str) -> str:
    """Without what sets capitals and quotes apart; sign for sign, so that places can be found again."""
    return text.casefold().translate(SAME)


def excerpt(text: str, terms: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """The words around the first one found, with all that were looked for marked."""
    places = sorted(place for term in terms for place in places_of(text, term))
    start = max(0, places[0][0] - AROUND) if places else 0
    end = min(len(text), start + 3 * AROUND)
    start, end = whole_words(text, start, end)
    at = start
    yield ("…" if start else "", False)
    for first, last in places:
        if first >= at and last <= end:
            yield from ((text[at:first], False), (text[first:last], True))
            at = last
    yield (text[at:end] + ("…" if end < len(text) else ""), False)


def places_of(text: str, term: str) -> Iterator[tuple[int, int]]:
    """Where a folded term is in a text. ß is folded to ss, so places are counted along."""
    signs = [(place, sign) for place, each in enumerate(text) for sign in folded(each)]
    words = "".join(sign for _, sign in signs)
    at = words.find(term)
    while at >= 0:
        yield signs[at][0], signs[at + len(term) - 1][0] + 1
        at = words.find(term, at + len(term))


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """No half word at either end, unless it is a very long one."""
    if start and (blank := text.find(" ", start, start + AROUND // 2)) >= 0:
        start = blank + 1
    if end < len(text) and (blank := text.rfind(" ", end - AROUND // 2, end)) >= 0:
        end = blank
    return start, end
