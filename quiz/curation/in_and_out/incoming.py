"""Fixture files that a curator sends: what they would change, in words, and then that or nothing.

Both are the same loading in a transaction of its own; to look at it, it is rolled back. What was looked at comes back
signed, files and list of changes alike, so that nothing lies on a disk in between and nothing else is loaded.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from typing import IO, TYPE_CHECKING, Literal

from django.conf import settings
from django.core import signing
from django.db import transaction

from accounts.audit.models import Act
from accounts.audit.noting import note
from accounts.lines import one_line
from quiz.bank.files.assembling import read_bank
from quiz.bank.files.exporting import read_database
from quiz.bank.files.loading import Kept, load
from quiz.bank.models import Question
from quiz.bank.publication_log import SHIPPED, Origin
from quiz.bank.shipped import ShippedBank
from quiz.curation.in_and_out.what_changes import Changed, Seen, changes_of

if TYPE_CHECKING:
    from accounts.models import User

SALT = "quiz.curation.incoming"
GOOD_FOR = timedelta(hours=2)
LONGEST = 200
"""Letters of the names of files, where a line says them."""
MOST_CARRIED = 2_000_000
"""Characters of what was looked at, packed; a request takes half a million more."""


class TooMuch(Exception):
    """The files, packed, are more than a page can carry."""


class NotLookedAt(Exception):
    """What came back was not signed here, for this curator, in the last two hours."""


class NeedsLoadBank(Exception):
    """A second pair of eyes is asked for, and loading here would make words live that one person chose."""


class ChangedMeanwhile(Exception):
    """The same files would now change something else; nothing was loaded."""

    def __init__(self, incoming: "Incoming") -> None:
        self.incoming = incoming
        super().__init__()


@dataclass(frozen=True, slots=True)
class SentFile:
    name: str
    content: bytes

    def open(self, mode: Literal["rb"], /) -> IO[bytes]:
        return BytesIO(self.content)


@dataclass(frozen=True)
class Incoming:
    """What files change, or have changed."""

    files: Sequence[SentFile]
    changes: tuple[Changed, ...]
    counts: tuple[str, ...]
    waiting: tuple[str, ...]
    missing: tuple[str, ...]
    kept: tuple[tuple[str, Kept], ...]
    begun: tuple[str, ...]

    @property
    def digest(self) -> str:
        said = repr((self.changes, self.counts, self.waiting, self.missing, self.kept, self.begun))
        return hashlib.sha256(said.encode()).hexdigest()

    @property
    def names(self) -> str:
        return named(self.files)

    def carried_by(self, user: "User") -> str:
        """To come back with the button. Raises `TooMuch`."""
        files = [(file.name, file.content.decode()) for file in self.files]
        signed = signing.dumps([str(user.pk), self.digest, files], salt=SALT, compress=True)
        if len(signed) > MOST_CARRIED:
            raise TooMuch
        return signed


def named(files: Sequence[SentFile]) -> str:
    """As a line may say it."""
    names = ", ".join(one_line(file.name) for file in files)
    return names if len(names) <= LONGEST else f"{names[: LONGEST - 1]}…"


def look_at(files: Sequence[SentFile], *, now: datetime) -> Incoming:
    """What loading would change. Changes nothing. Raises `BrokenFixture`."""
    bank = read_bank(files, here=read_database())
    with transaction.atomic():
        incoming = bring_in(files, bank, now)
        transaction.set_rollback(True)
    return incoming


def take_in(carried: str, *, by: "User", now: datetime) -> Incoming:
    """Loads what was looked at, in one transaction with its lines in the audit.

    Raises `NeedsLoadBank`, `NotLookedAt`, `BrokenFixture`, `ChangedMeanwhile`.
    """
    if settings.SECOND_PAIR_OF_EYES:
        raise NeedsLoadBank
    files, seen = unpacked(carried, by)
    bank = read_bank(files, here=read_database())
    with transaction.atomic():
        incoming = bring_in(files, bank, now, Origin(by, named(files)))
        if incoming.digest != seen:
            raise ChangedMeanwhile(incoming)
        note_loaded(incoming, by, now)
    return incoming


def unpacked(carried: str, by: "User") -> tuple[list[SentFile], str]:
    try:
        who, seen, files = signing.loads(carried, salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        raise NotLookedAt from None
    if who != str(by.pk):
        raise NotLookedAt
    return [SentFile(name, text.encode()) for name, text in files], seen


def note_loaded(incoming: Incoming, by: "User", now: datetime) -> None:
    """A line of the files, and one of each question that they changed."""
    note(Act.TAKEN_IN, incoming.names, by=by, now=now, after=", ".join(incoming.counts))
    said = {change.about: ", ".join(change.words) for change in incoming.changes}
    for question in Question.objects.filter(key__in=said).order_by("pk"):
        note(Act.TAKEN_IN, question, by=by, now=now, after=said[question.key])


def bring_in(
    files: Sequence[SentFile], bank: ShippedBank, now: datetime, origin: Origin = SHIPPED
) -> Incoming:
    """Loads, in the caller's transaction, and says what that changed by what was there before and is there now."""
    before = Seen.of(bank)
    loaded = load(bank=bank, now=now, origin=origin)
    counts = Counter(step.change for step in loaded.steps)
    return Incoming(
        files,
        tuple(changes_of(loaded.steps, before, Seen.of(bank))),
        tuple(change.counted(count) for change, count in counts.items()),
        loaded.waiting,
        loaded.missing,
        loaded.kept,
        loaded.begun,
    )
