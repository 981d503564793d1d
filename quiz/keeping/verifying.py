"""Verifying a backup: it is unpacked beside the database, counted, looked through and folded, and removed again."""

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from quiz.engine import ENGINE_VERSION
from quiz.keeping import manifest
from quiz.keeping.copies import Copies, Unpacked, copies
from quiz.keeping.manifest import BadBackup, Manifest


def verify(*, backup: Path, now: datetime) -> Manifest:
    """The manifest, which says from now on that it was verified; raises `BadBackup` and `NoTool`."""
    said, kind = fitting(backup), copies()
    with kind.unpacked(backup) as unpacked:
        compare(said, kind, unpacked)
        bring_up(said, unpacked)
        look_through(unpacked)
    return manifest.mark_verified(backup, said, now)


def fitting(backup: Path) -> Manifest:
    """The manifest of a file that this site can read; raises `BadBackup`."""
    said = manifest.look(backup)
    if said.database != connection.vendor:
        raise BadBackup(
            f"{backup.name} is of {said.database}, and DATABASE_URL names {connection.vendor}. Set DATABASE_URL to a "
            f"{said.database} database."
        )
    if unknown := sorted(set(said.facts.migrations) - known_migrations()):
        raise BadBackup(
            f"{backup.name} was made by a newer version of the site: {', '.join(unknown)} is unknown here. Install "
            "that version first."
        )
    return said


def known_migrations() -> set[str]:
    loader = MigrationLoader(None)
    applied = loader.disk_migrations or {}
    replaced = {each for migration in applied.values() for each in migration.replaces}
    return {f"{app}.{name}" for app, name in {*applied, *replaced}}


def bring_up(said: Manifest, unpacked: Unpacked) -> None:
    """What an older version made, to this one's tables and memories; raises `BadBackup`."""
    if is_older(said):
        carry_out(unpacked, "migrate", "--verbosity=0")
        carry_out(unpacked, "rebuild_cards")


def is_older(said: Manifest) -> bool:
    """Whether this version of the site has to migrate it, or to work out its memories, before it can use it."""
    return said.engine != ENGINE_VERSION or not known_migrations() <= set(said.facts.migrations)


def compare(said: Manifest, kind: Copies, unpacked: Unpacked) -> None:
    """Raises `BadBackup` where it holds other than its manifest says."""
    found = kind.facts(unpacked, list(said.facts.counts))
    differing = [
        f"{table} has {found.counts.get(table, 0)} rows and not {count}"
        for table, count in said.facts.counts.items()
        if found.counts.get(table) != count
    ]
    if found.log != said.facts.log:
        differing.append("the log of answers differs")
    if list(found.migrations) != list(said.facts.migrations):
        differing.append("other migrations are applied")
    if differing:
        raise BadBackup(f"{said.file} does not hold what its manifest says: {'; '.join(differing)}.")


def look_through(unpacked: Unpacked) -> None:
    """In a process of its own, whose database it is; raises `BadBackup`."""
    done = manage(unpacked.url, "check_integrity")
    if done.returncode:
        raise BadBackup(f"What it holds does not agree:\n{(done.stdout + done.stderr).strip()[-2000:]}")


def carry_out(unpacked: Unpacked, *arguments: str) -> str:
    """What it said. Raises `BadBackup` where the command fails."""
    done = manage(unpacked.url, *arguments)
    if done.returncode:
        raise BadBackup(
            f"{arguments[0]} failed on what was unpacked: {(done.stdout + done.stderr).strip()[-1000:]}"
        )
    return done.stdout.strip()


def manage(url: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """A command of the site on another database."""
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), *arguments]
    environment = os.environ | {"DATABASE_URL": url, "SERVING": "0"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
