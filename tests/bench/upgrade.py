"""Are databases of earlier versions still good? `python -m tests.bench.upgrade COMMIT … [--postgresql]`

Of each commit a database of simulated people is made by that version itself, then upgraded as docs/deploying.md says.
Printed is every row of theirs that went or changed, and every page that fails for a learner, an instructor, a curator
or a visitor; then it ends with 1.
"""

import argparse
import io
import os
import re
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg

from scripts.run_tests import postgresql as a_postgresql
from tests.bench.answer import set_up

ROOT = Path(__file__).parent.parent.parent
STEPS = (
    "migrate --verbosity=0",
    "load_bank --verbosity=0",
    "rebuild_cards",
    "rebuild_cards --check",
    "check_integrity",
    "backup",
    "verify_backup",
)
DERIVED = re.compile(
    r"django_|auth_|quiz_(card|bankversion|dailyforecast|forecast|question|section|relation|revision|option|keypoint|drill|"
    r"publication|shipped|proposal|opened)"
)
"""Tables of the bank and of what follows from the log: these may change."""
DERIVED_COLUMNS = {"memory", "profile", "before", "version", "last_at"}


def main() -> int:
    parser = argparse.ArgumentParser(description="Are databases of earlier versions still good?")
    parser.add_argument("commits", nargs="+", help="versions, as git knows them")
    parser.add_argument("--postgresql", action="store_true", help="on PostgreSQL instead of SQLite")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mlopsprep-upgrade-") as folder:
        set_up(Path(folder))
        with databases(Path(folder), asked.postgresql, len(asked.commits)) as urls:
            problems = [
                f"{commit}: {problem}"
                for commit, url in zip(asked.commits, urls, strict=True)
                for problem in upgraded(commit, url, Path(folder) / commit)
            ]
    print(
        "\n".join(problems) or f"{', '.join(asked.commits)}: upgraded; every row is there, every page opens."
    )
    return 1 if problems else 0


@contextmanager
def databases(folder: Path, on_postgresql: bool, count: int) -> Iterator[list[str]]:
    if not on_postgresql:
        yield [f"sqlite:///{folder / f'{number}.sqlite3'}" for number in range(count)]
        return
    with a_postgresql() as url:
        with psycopg.connect(url, autocommit=True) as server:
            for number in range(count):
                server.execute(f"CREATE DATABASE upgrade_{number}")
        yield [url.replace("/postgres?", f"/upgrade_{number}?") for number in range(count)]


def upgraded(commit: str, url: str, folder: Path) -> Iterator[str]:
    """What is wrong afterwards."""
    packed = subprocess.run(["git", "archive", commit], cwd=ROOT, capture_output=True, check=True)
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as files:
        files.extractall(folder, filter="data")
    for step in ("migrate --verbosity=0", "load_bank --verbosity=0", "fill_demo --weeks=3 --members=5"):
        manage(folder, url, step, DEBUG="1", DEMO="1")
    before = rows_of(url)
    for step in STEPS:
        manage(ROOT, url, step, BACKUPS=str(folder / "backups"))
    yield from lost(before, rows_of(url))
    yield from subprocess.run(
        [sys.executable, "-m", "tests.bench.walk"],
        cwd=ROOT, env=os.environ | {"DATABASE_URL": url}, stdout=subprocess.PIPE, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip


def manage(folder: Path, url: str, step: str, **variables: str) -> None:
    print(f"{folder.name}: {step}", flush=True)
    environment = (
        os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "mlopsprep.settings"} | variables
    )
    command = [sys.executable, "manage.py", *step.split()]
    subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, check=True)


Rows = dict[str, dict[object, dict[str, object]]]
"""By table, by key."""


def rows_of(url: str) -> Rows:
    """What people did and are, in the database's own words."""
    is_file = url.startswith("sqlite")
    opened = sqlite3.connect(url.removeprefix("sqlite:///")) if is_file else psycopg.connect(url)
    with closing(opened) as database:
        cursor = database.cursor()
        names = cursor.execute(TABLES[is_file]).fetchall()
        return {name: table_of(cursor, name) for (name,) in names if not DERIVED.match(name)}


TABLES = {
    True: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
    False: "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()",
}
KEYS = ("id", "prompt_id", "review_id", "learner_id")
"""The first of them that a table has is its key; otherwise its first column."""


def table_of(cursor: Any, name: str) -> dict[object, dict[str, object]]:
    cursor.execute(f"SELECT * FROM {name}")
    columns = [each[0] for each in cursor.description]
    rows = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
    key = next((each for each in KEYS if each in columns), columns[0])
    return {row[key]: row for row in rows}


def lost(before: Rows, after: Rows) -> Iterator[str]:
    """Tables, rows and values that are not there any more. The log may be added to."""
    for table, rows in before.items():
        here = after.get(table, {})
        gone = [key for key in rows if key not in here]
        changed = {
            column
            for key, row in rows.items()
            for column, value in row.items()
            if key in here and column in here[key] and here[key][column] != value
        } - DERIVED_COLUMNS
        print(f"  {table}: {len(rows)} rows", flush=True)
        if gone:
            yield f"{table}: {len(gone)} of {len(rows)} rows are gone"
        if changed:
            yield f"{table}: changed are {', '.join(sorted(changed))}"
        if missing := {column for row in rows.values() for column in row} - {
            column for row in here.values() for column in row
        }:
            yield f"{table}: gone are {', '.join(sorted(missing))}"


if __name__ == "__main__":
    sys.exit(main())
