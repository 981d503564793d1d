"""The form of a note, and what is said of a save."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from quiz.bank.published import PublishedQuestion
from quiz.bank.text.markdown import inline
from quiz.practice.people.noting import OwnNote, TooLong

NO_EDITION = UUID(int=0)


def edition_sent(sent: str) -> UUID | None:
    """The edition that the page showed, None where there was no note; what is none was never saved here."""
    try:
        return UUID(sent) if sent else None
    except ValueError:
        return NO_EDITION


@dataclass(frozen=True)
class NotePage:
    """A note on a page of its own."""

    question: PublishedQuestion
    note: OwnNote
    written: str
    """What stands in the field: what was sent or carried here, else the note."""
    over: str
    back: str
    error: str = ""
    left_out: bool = False
    """Whether the question is asked no more, since they said so."""

    @property
    def title(self) -> SafeString:
        return inline(self.question.revision.text)


def build_note_page(
    question: PublishedQuestion,
    note: OwnNote,
    sent: Any,
    back: str,
    *,
    error: str = "",
    left_out: bool = False,
) -> NotePage:
    """`sent` is a form's data, or None."""
    edition = str(note.edition or "")
    written, over = (note.words, edition) if sent is None else (sent.get("words", ""), sent.get("over", ""))
    return NotePage(question, note, written, over, back, error, left_out)


def said_too_long(refused: TooLong) -> str:
    return _(
        "A note has %(most)s characters at most; this one has %(has)s. It is not saved yet: shorten it."
    ) % {
        "most": f"{refused.most:,}",
        "has": f"{refused.has:,}",
    }


def said_joined() -> str:
    return _(
        "You changed this note somewhere else meanwhile. Both texts are saved, with a line between them."
    )
