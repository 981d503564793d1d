"""The prepared database, and copies of it.

A log that only grows cannot be flushed after a test, and a flush would empty the bank. So one database is prepared for
a whole run (migrated, the bank loaded); each worker has a copy, and a test that commits gets a fresh copy after it.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

RUN_DIR: Path = settings.RUN_DIR


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Among the workers of a run."""
    with (RUN_DIR / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class SQLite:
    """Databases as files."""

    def use(self, name: str) -> None:
        connections.close_all()
        connection.settings_dict["NAME"] = str(self.path(name))

    def path(self, name: str) -> Path:
        return RUN_DIR / f"{name}.sqlite3"

    def copy(self, source: str, target: str) -> None:
        connections.close_all()
        shutil.copyfile(self.path(source), self.path(target))

    def create(self, name: str) -> None:
        self.path(name).unlink(missing_ok=True)

    def drop(self, name: str) -> None:
        connections.close_all()
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self.path(name)}{suffix}").unlink(missing_ok=True)


class PostgreSQL:
    """Databases on the server that `DATABASE_URL` names; copied as templates."""

    def use(self, name: str) -> None:
        connections.close_all()
        connection.settings_dict["NAME"] = self.database(name)

    def database(self, name: str) -> str:
        return f"{RUN_DIR.name}_{name}".replace("-", "_").lower()

    def copy(self, source: str, target: str) -> None:
        self.drop(target)
        self.maintain(
            f'CREATE DATABASE "{self.database(target)}" TEMPLATE "{self.database(source)}" STRATEGY wal_log'
        )

    def create(self, name: str) -> None:
        self.drop(name)
        self.maintain(f'CREATE DATABASE "{self.database(name)}"')

    def drop(self, name: str) -> None:
        self.maintain(f'DROP DATABASE IF EXISTS "{self.database(name)}" WITH (FORCE)')

    def maintain(self, statement: str) -> None:
        connections.close_all()
        in_use = connection.settings_dict["NAME"]
        connection.settings_dict["NAME"] = "postgres"
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
            cursor.execute("SET lock_timeout = 0")
            cursor.execute(statement)
        connections.close_all()
        connection.settings_dict["NAME"] = in_use


databases: SQLite | PostgreSQL = PostgreSQL() if connection.vendor == "postgresql" else SQLite()
WORKER = "test_" + os.environ.get("PYTEST_XDIST_WORKER", "main")
PREPARED = "prepared"
MIGRATED = RUN_DIR / "migrated.sqlite3"
"""Kept on SQLite: the tables, before the bank is loaded."""
copies: list[str] = []
"""Names of the copies that this worker has had; the last is in use."""


def prepare() -> None:
    """Make the prepared database once a run, and this worker's copy of it."""
    with one_at_a_time():
        done = RUN_DIR / "prepared.done"
        if not done.exists():
            databases.create(PREPARED)
            databases.use(PREPARED)
            call_command("migrate", verbosity=0)
            keep_migrated()
            call_command("load_bank", verbosity=0)
            connections.close_all()
            done.touch()
        reset()


def keep_migrated() -> None:
    """All at once, since other workers do not wait for it."""
    if isinstance(databases, SQLite):
        connections.close_all()
        part = MIGRATED.with_suffix(".part")
        shutil.copyfile(databases.path(PREPARED), part)
        part.rename(MIGRATED)


def copy_migrated(to: Path) -> None:
    """Saves a test's own process from migrating, where this run has done so already."""
    if MIGRATED.exists():
        shutil.copyfile(MIGRATED, to)


def reset() -> None:
    """Give this worker a fresh copy of the prepared database.

    It has a name of its own: a server's thread that still holds the old one does no harm.
    """
    used = copies[-1] if copies else None
    copies.append(f"{WORKER}_{len(copies)}")
    databases.copy(PREPARED, copies[-1])
    databases.use(copies[-1])
    if used:
        databases.drop(used)


def drop() -> None:
    """Remove this worker's copy at the end."""
    databases.drop(copies[-1])
