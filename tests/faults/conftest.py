"""Databases in trouble: a full disk, a lock that somebody holds, a server that restarts."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection, connections

from tests import databases
from tests.faults import disks
from tests.faults.disks import SmallDisk


@pytest.fixture
def impatient(fresh_db: None) -> Iterator[None]:
    """Pages wait a fifth of a second for a lock instead of five seconds."""
    options = connection.settings_dict["OPTIONS"]
    short = {"timeout": 0.2} if connection.vendor == "sqlite" else {"options": "-c lock_timeout=200ms"}
    connections.close_all()
    connection.settings_dict["OPTIONS"] = options | short
    yield
    connections.close_all()
    connection.settings_dict["OPTIONS"] = options


@contextmanager
def elsewhere() -> Iterator[Any]:
    """Another process's connection to the database in use."""
    if connection.vendor == "sqlite":
        other: Any = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    else:
        params = connection.get_connection_params() | {"cursor_factory": psycopg.Cursor}
        other = psycopg.connect(**params)
    try:
        yield other
    finally:
        other.close()


@contextmanager
def locked(mode: str = "SHARE ROW EXCLUSIVE", table: str = "quiz_learner") -> Iterator[None]:
    """Somebody writes and does not end: on SQLite nobody else can, on PostgreSQL not this table."""
    with elsewhere() as other:
        other.execute("BEGIN IMMEDIATE" if connection.vendor == "sqlite" else "BEGIN")
        if connection.vendor == "postgresql":
            other.execute(f"LOCK TABLE {table} IN {mode} MODE")
        yield
        other.rollback()


@pytest.fixture
def lock() -> Callable[..., AbstractContextManager[None]]:
    return locked


@pytest.fixture
def read_only(fresh_db: None) -> Callable[[], None]:
    """Makes the database refuse every change from then on."""
    sqlite = connection.vendor == "sqlite"
    return lambda: execute("PRAGMA query_only = ON" if sqlite else "SET default_transaction_read_only = on")


@pytest.fixture
def change() -> Callable[[str], None]:
    return execute


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def small_disk(fresh_db: None, tmp_path: Path) -> Iterator[SmallDisk]:
    """Take it before anybody of the cast. Needs root, and a PostgreSQL on this machine."""
    move = on_file if connection.vendor == "sqlite" else on_tablespace
    size = "4m" if connection.vendor == "sqlite" else "40m"
    with mounted(tmp_path / "disk", size), move(tmp_path / "disk"):
        yield SmallDisk(tmp_path / "disk")


@contextmanager
def mounted(folder: Path, size: str) -> Iterator[None]:
    try:
        with disks.mounted(folder, size):
            yield
    except disks.CannotMount:
        pytest.skip("NO SMALL DISK: mounting one needs root.")


@contextmanager
def on_file(folder: Path) -> Iterator[None]:
    usual = connection.settings_dict["NAME"]
    connections.close_all()
    shutil.copy(usual, folder / "db.sqlite3")
    connection.settings_dict["NAME"] = str(folder / "db.sqlite3")
    yield
    connections.close_all()
    connection.settings_dict["NAME"] = usual


@contextmanager
def on_tablespace(folder: Path) -> Iterator[None]:
    server: Any = databases.databases
    usual, name = connection.settings_dict["NAME"], f"{databases.WORKER}_small"
    data = Path(setting("data_directory"))
    if not data.exists():
        pytest.skip("NO SMALL DISK: PostgreSQL runs elsewhere.")
    folder.chmod(0o700)
    os.chown(folder, data.stat().st_uid, -1)
    for parent in folder.parents:
        parent.chmod(parent.stat().st_mode | 0o011)
    server.maintain(f"CREATE TABLESPACE {name} LOCATION '{folder}'")
    server.maintain(f'CREATE DATABASE {name} TEMPLATE "{usual}" TABLESPACE {name} STRATEGY wal_log')
    connection.settings_dict["NAME"] = name
    yield
    connections.close_all()
    connection.settings_dict["NAME"] = usual
    server.maintain(f"DROP DATABASE {name} WITH (FORCE)")
    server.maintain(f"DROP TABLESPACE {name}")


def setting(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        return str(cursor.fetchone()[0])
