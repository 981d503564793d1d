"""Copies of a PostgreSQL database: dumps in its own form, by its own programs."""

import hashlib
import secrets
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import psycopg
from django.db import DatabaseError, connection, connections, transaction
from psycopg import sql

from quiz.keeping.copies.kind import MIGRATIONS, InUse, NoTool, Unpacked, synced, tables
from quiz.keeping.copies.programs import run
from quiz.keeping.manifest import Facts
from quiz.practice.log.guard import LOG_TABLES


class PostgreSQLCopies:
    """A dump in PostgreSQL's own form, by its own programs."""

    suffix = ".dump"

    def take(self, target: Path) -> Facts:
        refuse_pgbouncer()
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            (snapshot,) = cursor.fetchone()
            facts = facts_by(cursor, tables())
            self.run(
                "pg_dump", "--format=custom", "--no-owner", f"--snapshot={snapshot}", f"--file={target}",
                database=self.name,
            )  # fmt: skip
        synced(target)
        return facts

    def is_there(self) -> bool:
        with closing(self.server()) as server:
            found = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.name])
            return found.fetchone() is not None

    @property
    def name(self) -> str:
        return str(connection.settings_dict["NAME"])

    @contextmanager
    def unpacked(self, backup: Path) -> Iterator[Unpacked]:
        refuse_pgbouncer()
        scratch = f"{self.name[:40]}_unpacked_{secrets.token_hex(4)}"
        self.maintain(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(scratch)))
        try:
            self.run("pg_restore", "--no-owner", "--exit-on-error", str(backup), database=scratch)
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
        if not self.is_there():
            self.maintain(sql.SQL("ALTER DATABASE {new} RENAME TO {old}").format(**named))
            return ""
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

    def run(self, program: str, *arguments: str, database: str) -> None:
        with closing(self.server()) as server:
            version = server.info.server_version // 10_000
        run(program, *arguments, to=parameters(database), server=version)

    def maintain(self, statement: sql.Composed) -> None:
        with closing(self.server()) as server:
            server.execute(statement)

    def server(self) -> "psycopg.Connection[Any]":
        """The server's own database, outside a transaction. Raises Django's `OperationalError`."""
        with connection.wrap_database_errors:
            return psycopg.connect(**parameters("postgres"), autocommit=True)


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
