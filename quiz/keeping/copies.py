"""Copies of the database: taken while it is in use, unpacked beside it, put in its place. A class for each kind."""

import hashlib
import os
import secrets
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, Protocol
from urllib.parse import quote, urlencode

import psycopg
from django.apps import apps
from django.db import DatabaseError, connection, connections, transaction
from psycopg import sql

from quiz.keeping.manifest import BadBackup, Facts
from quiz.practice.log.guard import LOG_TABLES

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

    def take(self, target: Path) -> Facts:
        """Write a copy of the database as it is at one moment, while others write; says what it holds."""

    def unpacked(self, backup: Path) -> AbstractContextManager[Unpacked]:
        """It goes at the end, unless it was put in place."""

    def facts(self, unpacked: Unpacked, tables: Sequence[str]) -> Facts:
        """What an unpacked one holds."""

    def put_in_place(self, unpacked: Unpacked, now: datetime) -> str:
        """Make the unpacked one the site's; says where the one before is now. Raises `InUse`, with nothing changed."""


def copies() -> Copies:
    return PostgreSQLCopies() if connection.vendor == "postgresql" else SQLiteCopies()


def tables() -> list[str]:
    return sorted({model._meta.db_table for model in apps.get_models(include_auto_created=True)})


class SQLiteCopies:
    """A file, by SQLite's online backup."""

    suffix = ".sqlite3"

    def take(self, target: Path) -> Facts:
        with closing(sqlite3.connect(self.file)) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, without another beside it
        synced(target)
        return facts_of_file(target, tables())

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
        scratch, kept = Path(unpacked.name), self.aside(now)
        if self.file.exists():
            refuse_in_use(self.file)
            for suffix in ("", "-wal", "-shm"):
                if (each := Path(f"{self.file}{suffix}")).exists():
                    each.replace(f"{kept}{suffix}")
        synced(scratch)
        scratch.replace(self.file)
        return str(kept)

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


def synced(path: Path) -> None:
    """On the disk, with its name."""
    for each in (path, path.parent):
        handle = os.open(each, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


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


class PostgreSQLCopies:
    """A dump in PostgreSQL's own form, by its own programs. They and the server must be of one major version, or the
    programs newer.
    """

    suffix = ".dump"

    def take(self, target: Path) -> Facts:
        refuse_pgbouncer()
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            (snapshot,) = cursor.fetchone()
            facts = facts_by(cursor, tables())
            run(
                "pg_dump", "--format=custom", "--no-owner", f"--snapshot={snapshot}", f"--file={target}",
                database=self.name,
            )  # fmt: skip
        synced(target)
        return facts

    @property
    def name(self) -> str:
        return str(connection.settings_dict["NAME"])

    @contextmanager
    def unpacked(self, backup: Path) -> Iterator[Unpacked]:
        refuse_pgbouncer()
        scratch = f"{self.name[:40]}_unpacked_{secrets.token_hex(4)}"
        self.maintain(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(scratch)))
        try:
            run("pg_restore", "--no-owner", "--exit-on-error", str(backup), database=scratch)
            yield Unpacked(scratch, url_of(scratch))
        finally:
            self.maintain(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(scratch)))

    def facts(self, unpacked: Unpacked, tables: Sequence[str]) -> Facts:
        with closing(psycopg.connect(**parameters(unpacked.name))) as scratch, scratch.cursor() as cursor:
            return facts_by(cursor, tables)

    def put_in_place(self, unpacked: Unpacked, now: datetime) -> str:
        kept = f"{self.name[:40]}_before_{now:%Y%m%dT%H%M%SZ}".lower()
        connections.close_all()
        names = {"old": self.name, "kept": kept, "new": unpacked.name}
        named = {role: sql.Identifier(name) for role, name in names.items()}
        try:
            self.maintain(
                sql.SQL("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {}").format(
                    self.name
                )
            )
            self.maintain(  # both or neither
                sql.SQL(
                    "BEGIN; ALTER DATABASE {old} RENAME TO {kept}; ALTER DATABASE {new} RENAME TO {old}; COMMIT"
                ).format(**named)
            )
        except psycopg.errors.ObjectInUse:
            raise InUse from None
        return kept

    def maintain(self, statement: sql.Composed) -> None:
        """Outside a transaction, in the server's own database."""
        with closing(psycopg.connect(**parameters("postgres"), autocommit=True)) as server:
            server.execute(statement)


def refuse_pgbouncer() -> None:
    """`pg_dump` changes settings of its session, and PgBouncer would hand that session to the site: it finds no table
    then. Raises `NoTool`.
    """
    with suppress(DatabaseError):  # it may be gone, and restored here
        connection.ensure_connection()
        with connection.cursor() as cursor:
            if single(cursor, "SELECT pg_backend_pid()") == connection.connection.info.backend_pid:
                return
        raise NoTool(
            "DATABASE_URL leads to PgBouncer. Backups are taken and restored at PostgreSQL itself: set DATABASE_URL to "
            "the server's own host and port for this command."
        )


def facts_by(cursor: Any, tables: Sequence[str]) -> Facts:
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
    here = {name for (name,) in cursor.fetchall()}
    counts = {name: single(cursor, f"SELECT count(*) FROM {name}") for name in tables if name in here}  # noqa: S608
    seen = hashlib.sha256()
    for name in LOG_TABLES:
        each = f"SELECT md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))) FROM {name} t"  # noqa: S608
        seen.update(str(single(cursor, each) if name in here else None).encode())
    cursor.execute(MIGRATIONS)
    return Facts(counts, seen.hexdigest(), sorted(name for (name,) in cursor.fetchall()))


def single(cursor: Any, query: str) -> Any:
    cursor.execute(query)
    return cursor.fetchone()[0]


def parameters(database: str) -> dict[str, Any]:
    """How to connect to another database of the same server."""
    given = connection.settings_dict
    host = given["HOST"] or given.get("OPTIONS", {}).get("host", "")
    named = {"host": host, "port": given["PORT"], "user": given["USER"], "password": given["PASSWORD"]}
    return {name: str(value) for name, value in named.items() if value} | {"dbname": database}


def url_of(database: str) -> str:
    given = parameters(database)
    password = f":{quote(given['password'], safe='')}" if given.get("password") else ""
    user = f"{quote(given['user'], safe='')}{password}@" if given.get("user") else ""
    host, port = given.get("host", ""), f":{given['port']}" if given.get("port") else ""
    if host.startswith("/"):
        return f"postgres://{user}{port}/{database}?{urlencode({'host': host})}"
    return f"postgres://{user}{host}{port}/{database}"


VARIABLES: Mapping[str, str] = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
}


def run(program: str, *arguments: str, database: str) -> None:
    """The password goes by the environment, where no list of processes shows it. Raises `NoTool` and `BadBackup`."""
    found = shutil.which(program)
    if found is None:
        raise NoTool(
            f"{program} is not here. Install the client programs of PostgreSQL (Debian: postgresql-client), "
            "of the server's version or newer."
        )
    given = parameters(database)
    environment = os.environ | {VARIABLES[name]: value for name, value in given.items() if name in VARIABLES}
    done = subprocess.run(  # noqa: S603  (a program of PostgreSQL's, with names of ours)
        [found, *arguments, f"--dbname={database}"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BadBackup(f"{program} failed: {done.stderr.strip()[-600:]}")
