"""Notes: what a learner writes to themself about a question. Nobody else sees them."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.safestring import SafeString

from database.identifiers import uuid7
from quiz.bank.models import Question
from quiz.bank.published import PublishedQuestion
from quiz.bank.text.markdown import own_prose
from quiz.practice.log.step import make, until_fresh
from quiz.practice.models import Card, Learner, Note

LONGEST: Final = 4_000
LONGEST_JOINED: Final = 20_000
"""Characters of what was written in several windows and is not cleared up yet."""
BETWEEN: Final = "\n\n---\n\n"
"""A rule between two texts."""


class TooLong(Exception):
    """It has so many characters, of so many; nothing was saved."""

    def __init__(self, has: int, most: int) -> None:
        super().__init__(has, most)
        self.has, self.most = has, most


@dataclass(frozen=True, slots=True)
class OwnNote:
    """A learner's note on the question of this key, or that there is none."""

    key: str
    words: str = ""
    edition: UUID | None = None

    @property
    def address(self) -> str:
        return reverse("note", args=[self.key])

    @property
    def shown(self) -> SafeString:
        return own_prose(self.words)


@dataclass(frozen=True, slots=True)
class Saved:
    """`joined`: somewhere else another text was saved meanwhile, and the note has both now."""

    learner: Learner
    note: OwnNote
    joined: bool = False


def save_note(*, learner: Learner, question: Question, words: str, over: UUID | None) -> Saved:
    """Save these words over the edition that the page showed; over a newer one both are saved, one below the other.

    Owns its transaction; a visitor's learner is made here. Raises `TooLong` and `log.Busy`.
    """
    sent = words.replace("\r\n", "\n") if words.strip() else ""
    return until_fresh(learner, lambda fresh: save_once(fresh, question, sent, over))


@transaction.atomic
def save_once(learner: Learner, question: Question, words: str, over: UUID | None) -> Saved:
    if not learner.exists and not words:
        return Saved(learner, OwnNote(question.key))
    make(learner)
    Learner.objects.select_for_update(no_key=True).get(pk=learner.pk)
    stored = Note.objects.filter(learner=learner, question=question).first()
    before, edition = (stored.words, stored.edition) if stored else ("", None)
    refuse_too_long(words, max(LONGEST, len(before)))
    after = words if over == edition else joined(before, words)
    refuse_too_long(after, max(LONGEST_JOINED, len(words)))
    if after != before:
        edition = write(learner, question, after)
    return Saved(learner, OwnNote(question.key, after, edition), joined=after != words)


def refuse_too_long(words: str, most: int) -> None:
    """What two windows made longer than a note may be can be saved shorter, bit by bit."""
    if len(words) > most:
        raise TooLong(len(words), LONGEST)


def write(learner: Learner, question: Question, words: str) -> UUID | None:
    if not words:
        Note.objects.filter(learner=learner, question=question).delete()
        return None
    edition = uuid7()
    written = {"words": words, "edition": edition}
    Note.objects.update_or_create(learner=learner, question=question, defaults=written)
    return edition


def joined(first: str, second: str) -> str:
    """Both, with a rule between; one where it has the other in it."""
    if second in first:
        return first
    return second if first in second else f"{first.rstrip()}{BETWEEN}{second.lstrip(chr(10))}"


def is_left_out(learner: Learner, question: PublishedQuestion) -> bool:
    """Whether the learner said that they would not be asked it. One query."""
    return Card.objects.filter(learner=learner.pk, question=question.id, left_out=True).exists()


def note_of(learner: Learner, question: PublishedQuestion) -> OwnNote:
    """One query; none for who never did anything."""
    rows = (
        Note.objects.filter(learner=learner, question=question.id) if learner.exists else Note.objects.none()
    )
    note = rows.first()
    return OwnNote(question.key, note.words, note.edition) if note else OwnNote(question.key)


def own_notes(learner: Learner) -> dict[int, str]:
    """Words of all, by the question's id."""
    if not learner.exists:
        return {}
    return dict(Note.objects.filter(learner=learner).values_list("question_id", "words"))


def take_over_notes(account: Learner, visitor: Learner) -> None:
    """A visitor's become the account's, in the caller's transaction; of two on one question, the account's first."""
    for note in Note.objects.filter(learner=visitor).select_related("question"):
        own = Note.objects.filter(learner=account, question=note.question_id).first()
        write(account, note.question, joined(own.words, note.words) if own else note.words)
    Note.objects.filter(learner=visitor).delete()
