"""Restoring a backup in place of the database, which is kept beside it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import DatabaseError, connection

from database import ledger
from quiz.keeping.copies import copies
from quiz.keeping.manifest import Manifest
from quiz.keeping.verifying import bring_up, carry_out, compare, fitting, look_through
from quiz.practice.models import Learner, Review


class Refused(Exception):
    """Nothing was changed; the words say what to add if it is meant."""


@dataclass(frozen=True, slots=True)
class Restored:
    manifest: Manifest
    kept: str
    """Where the database before is now; empty where there was none."""
    erased: str
    """Who was erased before and is again, in words; empty where nobody was."""


def restore(*, backup: Path, now: datetime, over: bool = False, without_ledger: bool = False) -> Restored:
    """Unpack, migrate, look through, erase again who was erased since, then put it in place of the database.

    `over`: also where people have practised in the database. `without_ledger`: also where nobody can know who was
    erased. Raises `BadBackup`, `NoTool`, `InUse` and `Refused`, each with nothing changed.
    """
    said = fitting(backup)
    if not over and (people := practised_here()):
        raise Refused(
            f"The database holds {people}. Add --over to restore over it all the same: it is kept beside the new one."
        )
    names_anybody = ledger_names_anybody(or_not=without_ledger)
    kind = copies()
    with kind.unpacked(backup) as unpacked:
        compare(said, kind, unpacked)
        bring_up(said, unpacked)
        look_through(unpacked)
        erased = carry_out(unpacked, "erase_again") if names_anybody else ""
        kept = kind.put_in_place(unpacked, now)
    return Restored(said, kept, erased)


def practised_here() -> str:
    """Who and what the database holds, in words; empty where it has nothing of anybody."""
    if not copies().is_there():
        return ""
    try:
        learners, answers = Learner.objects.count(), Review.objects.count()
    except DatabaseError:
        connection.close()
        return ""  # it has no tables
    return f"{learners} learners with {answers} answers" if learners else ""


def ledger_names_anybody(*, or_not: bool) -> bool:
    """Raises `Refused`, also where a line of it cannot be read."""
    try:
        return bool(list(ledger.lines()))
    except FileNotFoundError:
        if or_not:
            return False
        raise Refused(
            f"{ledger.path()} is missing: it says who was erased since the backup was made and has to be erased "
            "again. Bring it back, or add --without-ledger if nobody was."
        ) from None
    except ValueError as error:
        raise Refused(f"{ledger.path()} cannot be read: {error}. Nothing was changed.") from None
