"""Restoring a backup in place of the database, which is kept beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import DatabaseError, connection

from database import ledger
from quiz.keeping.copies import Unpacked, copies
from quiz.keeping.manifest import BadBackup, Manifest
from quiz.keeping.verifying import compare, fitting, is_older, look_through, manage
from quiz.practice.models import Learner, Review


class Refused(Exception):
    """Nothing was changed; the words say what to add if it is meant."""


@dataclass(frozen=True, slots=True)
class Restored:
    manifest: Manifest
    kept: str
    """Where the database before is now; empty where there was none."""
    erased: int
    """Erasures later than the backup, which were done again."""


def restore(*, backup: Path, now: datetime, over: bool = False, without_ledger: bool = False) -> Restored:
    """Unpack, migrate, look through, erase again who was erased since, then put it in place of the database.

    `over`: also where people have practised in the database. `without_ledger`: also where nobody can know who was
    erased since. Raises `BadBackup`, `NoTool` and `Refused`, each with nothing changed.
    """
    said = fitting(backup)
    if not over and (people := practised_here()):
        raise Refused(
            f"The database holds {people}. Add --over to restore over it all the same: it is kept beside the new one."
        )
    lines = erased_since(said, without_ledger=without_ledger)
    kind = copies()
    with kind.unpacked(backup) as unpacked:
        compare(said, kind, unpacked)
        if is_older(said):
            carry_out(unpacked, "migrate", "--verbosity=0")
        look_through(unpacked)
        for id in ids_of(lines):
            carry_out(unpacked, "erase_person", str(id), "--gone-is-fine", "--reason=erased before")
        kept = kind.put_in_place(unpacked, now)
    return Restored(said, kept, len(lines))


def practised_here() -> str:
    """Who and what the database holds, in words; empty where it has nothing of anybody."""
    try:
        learners, answers = Learner.objects.count(), Review.objects.count()
    except DatabaseError:
        connection.close()
        return ""  # it has no tables, or is not there
    return f"{learners} learners with {answers} answers" if learners else ""


def erased_since(said: Manifest, *, without_ledger: bool) -> Sequence[ledger.Line]:
    try:
        return list(ledger.since(said.made))
    except FileNotFoundError:
        if without_ledger:
            return []
        raise Refused(
            f"{ledger.path()} is missing: it says who was erased since the backup was made and has to be erased "
            "again. Bring it back, or add --without-ledger if nobody was."
        ) from None
    except ValueError as error:
        raise Refused(f"{ledger.path()} cannot be read: {error}. Nothing was changed.") from None


def ids_of(lines: Sequence[ledger.Line]) -> Sequence[UUID]:
    """Of accounts too: one may have begun to practise only after the backup was made."""
    return list(dict.fromkeys(id for line in lines for id in (line.learner, line.user) if id))


def carry_out(unpacked: Unpacked, *arguments: str) -> None:
    done = manage(unpacked.url, *arguments)
    if done.returncode:
        raise BadBackup(
            f"{arguments[0]} failed on what was unpacked: {(done.stdout + done.stderr).strip()[-1000:]}"
        )
