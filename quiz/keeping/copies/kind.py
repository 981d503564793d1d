"""What a kind of database must be able to do for its copies, and what can go wrong with them."""

import os
from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, Protocol

from django.apps import apps

from quiz.keeping.manifest import Facts

MIGRATIONS = "SELECT app || '.' || name FROM django_migrations ORDER BY 1"


class NoTool(Exception):
    """A program of PostgreSQL's is not here."""


class InUse(Exception):
    """Somebody is connected to the database that is to be put aside."""

    def __init__(self) -> None:
        super().__init__(
            "The database is in use. Stop the site, and whatever else is connected, then restore again."
        )


class Unpacked(NamedTuple):
    """A backup as a database of its own: its name (of SQLite the path of its file) and its `DATABASE_URL`."""

    name: str
    url: str


class Copies(Protocol):
    """How one kind of database is copied."""

    suffix: str

    def is_there(self) -> bool:
        """Whether there is a database at all; looking makes none."""

    def take(self, target: Path) -> Facts:
        """Write a copy of the database as it is at one moment, while others write; says what it holds."""

    def unpacked(self, backup: Path) -> AbstractContextManager[Unpacked]:
        """It goes at the end, unless it was put in place."""

    def facts(self, unpacked: Unpacked, tables: Sequence[str]) -> Facts:
        """What an unpacked one holds."""

    def put_in_place(self, unpacked: Unpacked, now: datetime) -> str:
        """Make the unpacked one the site's; says where the one before is now, if there was one. Raises `InUse`,
        with nothing changed.
        """


def tables() -> list[str]:
    return sorted({model._meta.db_table for model in apps.get_models(include_auto_created=True)})


def synced(path: Path) -> None:
    """On the disk, with its name."""
    for each in (path, path.parent):
        handle = os.open(each, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
