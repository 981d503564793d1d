"""What stands beside a backup: what it is of, and what it must hold when it is read again."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from quiz import engine

WHAT = "a backup of mlopsprep"
CHUNK = 1 << 20


class BadBackup(Exception):
    """It is no backup of ours, or not as it was made: the words say which, and what to do."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a database holds."""

    counts: Mapping[str, int]
    """Rows by table."""
    log: str
    """A digest of every row of the log."""
    migrations: Sequence[str]
    """Those applied, as `quiz.0001_initial`."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """`made_at` is before the first byte was read, `verified_at` when it was last restored to try it."""

    what: str
    made_at: str
    database: str
    """sqlite or postgresql."""
    engine: str
    file: str
    bytes: int
    sha256: str
    facts: Facts
    verified_at: str | None = None

    @property
    def made(self) -> datetime:
        return datetime.fromisoformat(self.made_at)

    @property
    def verified(self) -> datetime | None:
        return datetime.fromisoformat(self.verified_at) if self.verified_at else None


def manifest_of(backup: Path) -> Path:
    return backup.with_name(backup.name + ".json")


def describe(backup: Path, database: str, facts: Facts, made_at: datetime) -> Manifest:
    """Of a finished file."""
    return Manifest(
        WHAT,
        made_at.isoformat(),
        database,
        engine.ENGINE_VERSION,
        backup.name,
        backup.stat().st_size,
        digest(backup),
        facts,
    )


def digest(path: Path) -> str:
    seen = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(CHUNK):
            seen.update(part)
    return seen.hexdigest()


def write(manifest: Manifest, backup: Path) -> None:
    """Whole or not at all: a backup without one is not finished."""
    beside = manifest_of(backup)
    partial = beside.with_name(beside.name + ".partial")
    partial.write_text(json.dumps(asdict(manifest), indent=2, sort_keys=True) + "\n", encoding="utf-8")
    partial.chmod(0o600)
    partial.replace(beside)


def read(backup: Path) -> Manifest:
    """Raises `BadBackup`."""
    beside = manifest_of(backup)
    if not beside.is_file():
        raise BadBackup(
            f"{beside.name} is missing: {backup.name} was not finished, or is no backup of mlopsprep. "
            "Take another one."
        )
    try:
        said: dict[str, Any] = json.loads(beside.read_text(encoding="utf-8"))
        manifest = Manifest(**{**said, "facts": Facts(**said["facts"])})
        if manifest.what != WHAT:
            raise ValueError(manifest.what)
        datetime.fromisoformat(manifest.made_at)
    except (ValueError, TypeError, KeyError) as error:
        raise BadBackup(f"{beside.name} cannot be read: {error}. Take another backup.") from None
    return manifest


def look(backup: Path) -> Manifest:
    """The manifest of a file that is as it was made; raises `BadBackup`."""
    if not backup.is_file():
        raise BadBackup(f"There is no file {backup}.")
    manifest = read(backup)
    if backup.stat().st_size != manifest.bytes or digest(backup) != manifest.sha256:
        raise BadBackup(
            f"{backup.name} is not as it was made: it is cut off or damaged. Take another backup."
        )
    return manifest


def mark_verified(backup: Path, manifest: Manifest, at: datetime) -> Manifest:
    verified = replace(manifest, verified_at=at.isoformat())
    write(verified, backup)
    return verified


def manifests(folder: Path) -> dict[Path, Manifest]:
    """Of the finished backups in the folder that can be read, oldest first."""
    found: dict[Path, Manifest] = {}
    for backup in finished(folder):
        with suppress(BadBackup):
            found[backup] = read(backup)
    return found


def last_verified(folder: Path) -> datetime | None:
    """When the newest backup was made that was restored to try it; None where there is none."""
    return max((manifest.made for manifest in manifests(folder).values() if manifest.verified), default=None)


def finished(folder: Path) -> list[Path]:
    """The backups in the folder that have their manifest, oldest first."""
    names = (
        beside.with_name(beside.name.removesuffix(".json")) for beside in folder.glob("mlopsprep-*.json")
    )
    return sorted(each for each in names if each.is_file())
