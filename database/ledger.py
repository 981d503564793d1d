"""Who was erased, in a file beside the backups: what a backup still holds of them is erased again when it is restored.

A line holds ids and an instant, nothing of the person.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings

NAME = "erasures.jsonl"


@dataclass(frozen=True, slots=True)
class Line:
    learner: UUID
    user: UUID | None
    at: datetime
    teaches: Mapping[UUID, Sequence[UUID]] = field(default_factory=dict)
    """Of each cohort that they ever taught, the users who taught it once they were gone; nobody where it had ended."""


def path() -> Path:
    folder: Path = settings.BACKUPS
    return folder / NAME


def begin() -> None:
    """Make the file where there is none: without it a restore cannot know whom to erase again."""
    path().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path().touch(mode=0o600, exist_ok=True)


def note(lines: Iterable[Line]) -> None:
    """Add these, on the disk once this returns. Raises `OSError`."""
    begin()
    with path().open("a", encoding="utf-8") as file:
        for line in lines:
            said = {
                "learner": str(line.learner),
                "user": line.user and str(line.user),
                "at": line.at.isoformat(),
                "teaches": {str(cohort): [*map(str, users)] for cohort, users in line.teaches.items()},
            }
            file.write(json.dumps(said) + "\n")
        file.flush()
        os.fsync(file.fileno())


def lines() -> Iterator[Line]:
    """All of them, oldest first: an act that began before a backup may end after it, so no instant tells which it
    holds. Raises `FileNotFoundError` where there is no ledger, `ValueError` where a
    line cannot be read.
    """
    for text in path().read_text(encoding="utf-8").splitlines():
        said = json.loads(text)
        user = UUID(said["user"]) if said["user"] else None
        teaches = {UUID(cohort): [*map(UUID, users)] for cohort, users in said.get("teaches", {}).items()}
        yield Line(UUID(said["learner"]), user, datetime.fromisoformat(said["at"]), teaches)
