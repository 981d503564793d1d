"""Who was erased, in a file beside the backups: what a backup still holds of them is erased again when it is restored.

A line holds ids and an instant, nothing of the person.
"""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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
            }
            file.write(json.dumps(said) + "\n")
        file.flush()
        os.fsync(file.fileno())


def since(at: datetime) -> Iterator[Line]:
    """Those later than that, oldest first. Raises `FileNotFoundError` where there is no ledger, `ValueError` where a
    line cannot be read.
    """
    for text in path().read_text(encoding="utf-8").splitlines():
        said = json.loads(text)
        user = UUID(said["user"]) if said["user"] else None
        line = Line(UUID(said["learner"]), user, datetime.fromisoformat(said["at"]))
        if line.at > at:
            yield line
