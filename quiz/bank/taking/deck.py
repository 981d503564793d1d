"""The bank as a deck for Anki, made in memory.

Deck, note type and notes have permanent ids, so that a second import updates what the first brought. A note counts as
changed when its words were made live: an import leaves alone what a learner wrote into a note since.
"""

import itertools
import re
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import genanki
from django.db.models import Max, Q
from django.db.models.functions import Coalesce
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from quiz.bank.models import Revision
from quiz.bank.publication_log import Publication
from quiz.bank.published import PublishedQuestion, PublishedRevision
from quiz.bank.taking.file import zipped
from quiz.bank.text.markdown import inline, prose

WHOLE, WEAK = 1_764_500_001, 1_764_500_002
"""Ids of the decks. They never change, nor does that of the note type, nor its fields."""
NOTE_TYPE = 1_764_500_011
FIELDS = ("Question", "Answer", "Key points", "Options", "Why", "Then", "Sources", "Key")
LAID_OUT = datetime(2026, 11, 30, tzinfo=UTC)
"""When the cards' layout was last changed: a later day brings the new one to those who have the deck."""
ACTING = re.compile(r"\\(?=[(\[])|\x1f")
"""What Anki reads as the beginning of a formula, and what parts its fields."""
FRONT = '<div class="question">{{Question}}</div>'
SHEET = """
.card { font: 18px/1.5 Charter, Georgia, serif; text-align: start; max-width: 40rem; margin: 0 auto; padding: 1rem; }
.question { font-size: 1.25em; }
h4 { font: 600 .8em system-ui, sans-serif; margin: 1.25em 0 .25em; }
code, pre { font-family: ui-monospace, Consolas, monospace; font-size: .9em; }
pre { overflow-x: auto; }
"""


class Note(genanki.Note):  # type: ignore[misc]
    """One question, changed when its words were made live."""

    changed: datetime

    def write_to_db(self, cursor: Any, timestamp: float, deck_id: int, id_gen: Any) -> None:
        super().write_to_db(cursor, self.changed.timestamp(), deck_id, id_gen)


def deck_of(questions: Iterable[PublishedQuestion], *, id: int, name: str) -> bytes:
    """An `.apkg`; the same questions always give the same bytes. One query."""
    chosen = list(questions)
    deck, model, live_since = genanki.Deck(id, name), note_type(), times_of(chosen)
    for question in chosen:
        deck.add_note(note_of(question, model, live_since[question.revision.id]))
    return packed(deck)


def times_of(questions: Iterable[PublishedQuestion]) -> Mapping[int, datetime]:
    """Revision to when it was last made live."""
    rows = Revision.objects.filter(pk__in=[question.revision.id for question in questions])
    published = Max("publications__at", filter=Q(publications__act=Publication.Act.PUBLISHED))
    return dict(rows.annotate(at=Coalesce(published, "created_at")).values_list("pk", "at"))


def note_type() -> Any:
    headings = {
        "Answer": _("A good answer"),
        "Key points": _("Key points"),
        "Options": _("Wrong, and why"),
        "Why": _("Why"),
        "Then": _("Then they may ask"),
        "Sources": _("Sources"),
    }
    back = "".join(
        f"{{{{#{name}}}}}<h4>{heading}</h4>{{{{{name}}}}}{{{{/{name}}}}}"
        for name, heading in headings.items()
    )
    return genanki.Model(
        NOTE_TYPE,
        "mlopsprep",
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Recall", "qfmt": FRONT, "afmt": f"{{{{FrontSide}}}}<hr id=answer>{back}"}],
        css=SHEET,
    )


def note_of(question: PublishedQuestion, model: Any, changed: datetime) -> Note:
    note = Note(
        model=model,
        fields=list(fields_of(question.revision)),
        guid=genanki.guid_for("mlopsprep", question.key),
    )
    note.tags = [f"mlopsprep::{question.section.slug}", f"mlopsprep::{question.revision.kind}"]
    note.changed = changed
    return note


@lru_cache(maxsize=512)
def fields_of(said: PublishedRevision) -> tuple[str, ...]:
    """In the order of `FIELDS`. Kept, since words that are published never change."""
    parts = ("points", "options", "why", "then", "sources")
    return tuple(
        still(words)
        for words in (
            inline(said.text),
            prose(said.answer),
            *(render_to_string(f"taking/{part}.html", {"revision": said}).strip() for part in parts),
            said.key,
        )
    )


def still(html: str) -> str:
    """Words that Anki shows and nothing else: no sound, no formula, no program of theirs is called."""
    return ACTING.sub(lambda found: "\\<span></span>" if found[0] == "\\" else "", html).replace("[", "&#91;")


def packed(deck: Any) -> bytes:
    """As `genanki` does it, without the file that it leaves behind."""
    at = LAID_OUT.timestamp()
    with closing(sqlite3.connect(":memory:")) as connection:
        package = genanki.Package(deck)
        package.write_to_db(connection.cursor(), at, itertools.count(int(at * 1000)))
        connection.commit()
        return zipped({"collection.anki2": connection.serialize(), "media": "{}"})
