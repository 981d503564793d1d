"""Copies of a SQLite database: files, by its online backup."""

import hashlib
import secrets
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from django.db import connection, connections

from quiz.keeping.copies.kind import MIGRATIONS, InUse, Unpacked, synced, tables
from quiz.keeping.manifest import BadBackup, Facts
from quiz.practice.log.guard import LOG_TABLES


class SQLiteCopies:
    """A file, by SQLite's online backup."""

    suffix = ".sqlite3"

    def take(self, target: Path) -> Facts:
        with closing(sqlite3.connect(self.file)) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, without another beside it
        synced(target)
        return facts_of_file(target, tables())

    def is_there(self) -> bool:
        return self.file.exists()

    @property
    def file(self) -> Path:
        return Path(str(connection.settings_dict["NAME"]))

    @contextmanager
    def unpacked(self, backup: Path) -> Iterator[Unpacked]:
        scratch = self.file.with_name(f"{self.file.name}.unpacked-{secrets.token_hex(4)}")
        scratch.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(backup, scratch)
            scratch.chmod(0o600)
            yield Unpacked(str(scratch), f"sqlite:///{scratch}")
        finally:
            remove(scratch)

    def facts(self, unpacked: Unpacked, tables: Sequence[str]) -> Facts:
        return facts_of_file(Path(unpacked.name), tables)

    def put_in_place(self, unpacked: Unpacked, now: datetime) -> str:
        connections.close_all()
        scratch, kept, was_there = Path(unpacked.name), self.aside(now), self.is_there()
        if was_there:
            refuse_in_use(self.file)
        # Also of a file that is gone: SQLite would replay its log into the new one.
        for suffix in ("", "-wal", "-shm"):
            if (each := Path(f"{self.file}{suffix}")).exists():
                each.replace(f"{kept}{suffix}")
        synced(scratch)
        scratch.replace(self.file)
        return str(kept) if was_there else ""

    def aside(self, now: datetime) -> Path:
        return self.file.with_name(f"{self.file.name}.before-{now:%Y%m%dT%H%M%SZ}")


def refuse_in_use(file: Path) -> None:
    """Raises `InUse` where anybody has it open. A file that is no database is nobody's."""
    with closing(sqlite3.connect(file, timeout=0)) as old:
        try:
            old.execute("PRAGMA locking_mode = EXCLUSIVE")
            old.execute("BEGIN EXCLUSIVE")
            old.rollback()
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
                raise InUse from None


def remove(file: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        Path(f"{file}{suffix}").unlink(missing_ok=True)


def facts_of_file(path: Path, tables: Sequence[str]) -> Facts:
    """Raises `BadBackup` where it cannot be read."""
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)) as file:
            here = {name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            counts = {name: count_of(file, name) for name in tables if name in here}
            seen = hashlib.sha256()
            for name in LOG_TABLES:
                rows = file.execute(f"SELECT * FROM {name} ORDER BY 1") if name in here else ()  # noqa: S608
                for row in rows:
                    seen.update(repr(row).encode())
            migrations = [name for (name,) in file.execute(MIGRATIONS)]
    except sqlite3.DatabaseError as error:
        raise BadBackup(f"{path.name} cannot be read: {error}.") from None
    return Facts(counts, seen.hexdigest(), migrations)


def count_of(file: sqlite3.Connection, table: str) -> int:
    return int(file.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608  (names of ours)
