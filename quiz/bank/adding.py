"""A new question: its key and place, and how long both may still change."""

from collections.abc import Iterator
from datetime import datetime
from itertools import count
from typing import TYPE_CHECKING

from django.db import IntegrityError, models, transaction
from django.db.models import Max, Q
from django.utils.text import slugify

from accounts.audit.models import Act
from accounts.audit.noting import note as note_act
from quiz.bank.editing.publishing import add_draft, lock, refuse_if_moved
from quiz.bank.last_shipped import Shipped
from quiz.bank.models import Question, Relation, Revision, Section
from quiz.bank.publication_log import Publication
from quiz.bank.revisions.content import Content

if TYPE_CHECKING:
    from accounts.models import User

LONGEST_KEY = 60
WITHOUT_WORDS = "question"


class KeyTaken(Exception):
    """Another question has the key; `by` is that one."""

    def __init__(self, by: Question | None) -> None:
        self.by = by
        super().__init__()


class PointedTo(Exception):
    """Something points to the question: its key and the question itself stay for good."""


@transaction.atomic
def add_question(
    *, section: Section, kind: str, text: str, key: str, by: "User | None", now: datetime
) -> Question:
    """A question at its section's end, with a first draft. Without a key it gets one made of its words.

    One transaction. The same sent twice by the same curator is made once. Raises `KeyTaken`.
    """
    section = Section.objects.select_for_update().get(pk=section.pk)
    for wanted in [key] if key else keys_for(text):
        taken = Question.objects.filter(key=wanted).first()
        if taken is None:
            return make(section, kind, text, wanted, by, now)
        if is_this(taken, section, kind, text, by):
            return taken
    raise KeyTaken(taken)


def make(section: Section, kind: str, text: str, key: str, by: "User | None", now: datetime) -> Question:
    """A key that someone takes in another section at this moment is found by the database."""
    place = {"section": section, "position": next_position(section), "kind": kind}
    try:
        with transaction.atomic():
            question = Question.objects.create(key=key, **place)
    except IntegrityError:
        raise KeyTaken(Question.objects.filter(key=key).first()) from None
    add_draft(question, Content(text=text, answer=""), by=by, now=now)
    note_act(Act.ADDED, question, by=by, now=now, after=key)
    return question


def next_position(section: Section) -> int:
    """After all that the section has, retired and unpublished ones too; it must be locked."""
    return 1 + (section.questions.aggregate(last=Max("position"))["last"] or 0)


def is_this(question: Question, section: Section, kind: str, text: str, by: "User | None") -> bool:
    """Whether it is what the same curator has just made."""
    if (question.section_id, question.kind, question.live_revision_id) != (section.pk, kind, None):
        return False
    return by is not None and question.revisions.open().filter(text=text, created_by=by).exists()


def keys_for(text: str) -> Iterator[str]:
    """Keys made of these words: the words alone, then with a number."""
    stem = key_of(text)
    yield stem
    for number in count(2):
        tail = f"-{number}"
        yield stem[: LONGEST_KEY - len(tail)].rstrip("-") + tail


def key_of(text: str) -> str:
    """Whole words, as many as there is room for."""
    words = slugify(text).replace("_", "-").split("-")
    stem = ""
    for word in filter(None, words):
        longer = f"{stem}-{word}" if stem else word[:LONGEST_KEY]
        if len(longer) > LONGEST_KEY:
            break
        stem = longer
    return stem or WITHOUT_WORDS


def is_pointed_to(question: Question) -> bool:
    """Whether it was ever published or related, or came with the fixtures."""
    named = Q(question=question) | Q(to=question)
    return (
        question.live_revision_id is not None
        or bool(question.shipped_digest)
        or Publication.objects.filter(named).exists()
        or Relation.objects.filter(named).exists()
        or Shipped.objects.filter(question=question).exists()
        or question.revisions.exclude(status__in=Revision.OPEN).exists()
    )


@transaction.atomic
def change_key(*, question: Question, key: str, by: "User | None", now: datetime) -> None:
    """Of a question to which nothing points yet. One transaction. Raises `PointedTo`, `KeyTaken`."""
    question = lock(question)
    if key == question.key:
        return
    if is_pointed_to(question):
        raise PointedTo
    try:
        with transaction.atomic():
            Question.objects.filter(pk=question.pk).update(key=key)
            note_act(Act.KEY_CHANGED, question, by=by, now=now, before=question.key, after=key)
    except IntegrityError:
        raise KeyTaken(Question.objects.filter(key=key).first()) from None


@transaction.atomic
def delete_question(*, question: Question, seen: str, by: "User | None", now: datetime) -> None:
    """With its draft, while nothing points to it. One transaction. Raises `SavedMeanwhile`, `PointedTo`."""
    question = lock(question)
    refuse_if_moved(question, seen)
    if is_pointed_to(question):
        raise PointedTo
    try:
        with transaction.atomic():
            note_act(Act.DELETED, question, by=by, now=now, before=question.key)
            question.revisions.open().delete()
            question.delete()
    except models.ProtectedError:
        raise PointedTo from None
