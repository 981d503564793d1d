"""Taking a backup, and thinning out the older ones."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.db import connection

from database import ledger
from quiz.keeping import manifest
from quiz.keeping.copies import copies
from quiz.keeping.manifest import Manifest

HOURLY, DAILY, KEPT_FOR = timedelta(days=1), timedelta(days=7), timedelta(days=35)
"""Up to this age one an hour is kept, one a day, one a week; what is older goes. The last before a migration counts
apart: it is the way back, and an hour has one after it too.
"""
PERIODS: Final = ((HOURLY, "%Y-%m-%d %H"), (DAILY, "%Y-%m-%d"), (KEPT_FOR, "%G-%V"))


def back_up(*, folder: Path, now: datetime) -> Path:
    """Write a copy of the database and its manifest into the folder; gives the copy's path.

    Nothing unfinished has a manifest. Raises `OSError`, and `NoTool` or `BadBackup` where PostgreSQL's programs fail.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    ledger.begin()
    kind = copies()
    target = folder / f"mlopsprep-{now:%Y%m%dT%H%M%S%fZ}{kind.suffix}"
    partial = target.with_name(target.name + ".partial")
    try:
        partial.touch(mode=0o600)
        facts = kind.take(partial)
        partial.replace(target)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    manifest.write(manifest.describe(target, connection.vendor, facts, now), target)
    return target


def thin(*, folder: Path, now: datetime) -> list[Path]:
    """Remove what the periods do not keep; the newest stays whatever its age, and so does the newest verified one. What
    cannot be read is left for somebody to look at.
    """
    found = manifest.manifests(folder)
    verified = [backup for backup, each in found.items() if each.verified]
    kept = {*chosen(found, now), *list(found)[-1:], *verified[-1:]}
    gone = [backup for backup in found if backup not in kept]
    for each in gone:
        each.unlink()
        manifest.manifest_of(each).unlink()
    return gone


def chosen(found: Mapping[Path, Manifest], now: datetime) -> Iterable[Path]:
    """The newest of each hour, day and week, as far back as each goes, and of each state of the tables in it."""
    newest: dict[tuple[str, ...], Path] = {}
    for backup, each in found.items():
        period = next((form for age, form in PERIODS if now - each.made <= age), None)
        if period:
            newest[period, f"{each.made:{period}}", *each.facts.migrations] = backup
    return newest.values()
