"""Where a case is tried: a database of its own, made from one that was prepared once."""

import shutil
import sqlite3
import subprocess
import sys
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.faults.servers import Server
from tests.faults.site import variables

PREPARE = (
    "import django; django.setup(); from django.core.management import call_command as call; "
    "call('migrate', verbosity=0); call('load_bank', verbosity=0)"
)


def prepare(folder: Path, url: str) -> None:
    subprocess.run([sys.executable, "-c", PREPARE], env=variables(folder, url), check=True)


LOOK = (
    "import django; django.setup(); from django.core.management import call_command as call; "
    "call('rebuild_cards', check=True); call('check_integrity')"
)


def complaints(folder: Path, url: str) -> list[str]:
    """What the site's own commands say does not agree."""
    command = [sys.executable, "-c", LOOK]
    done = subprocess.run(command, env=variables(folder, url), capture_output=True, text=True, check=False)
    return [f"{done.stdout.strip()} {done.stderr.strip()}"] if done.returncode else []


class Place(ABC):
    name: str
    folder: Path
    made: int = 0

    @abstractmethod
    def new(self) -> str:
        """The URL of a database with the bank and nobody in it."""

    @abstractmethod
    @contextmanager
    def held(self, url: str) -> Iterator[None]:
        """Somebody writes and does not end."""


class SQLite(Place):
    name = "SQLite"

    def __init__(self, folder: Path) -> None:
        self.folder, self.prepared = folder, folder / "prepared.sqlite3"
        prepare(folder, f"sqlite:///{self.prepared}")

    def new(self) -> str:
        self.made += 1
        path = self.folder / f"case-{self.made}.sqlite3"
        shutil.copy(self.prepared, path)
        return f"sqlite:///{path}"

    @contextmanager
    def held(self, url: str) -> Iterator[None]:
        other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        yield
        other.rollback()
        other.close()


class PostgreSQL(Place):
    name = "PostgreSQL"

    def __init__(self, folder: Path, server: Server) -> None:
        self.folder, self.server = folder, server
        prepare(folder, server.url)

    def new(self) -> str:
        self.made += 1
        with psycopg.connect(self.server.url, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE case_{self.made} TEMPLATE postgres".encode())
        return self.server.url.replace("/postgres?", f"/case_{self.made}?")

    @contextmanager
    def held(self, url: str) -> Iterator[None]:
        with psycopg.connect(url) as other:
            other.execute("LOCK TABLE quiz_learner IN SHARE ROW EXCLUSIVE MODE")
            yield
            other.rollback()
