"""What a drill says, as a value: the same from the database, from a fixture file and from a form."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from quiz.bank.drills.models import DrillRevision
from quiz.bank.revisions.digest import LENGTH
from quiz.bank.revisions.merging import UNKNOWN, settled

FIELDS: Final = ("title", "situation", "ask", "points")


@dataclass(frozen=True, slots=True)
class DrillWords:
    title: str = ""
    situation: str = ""
    ask: list[str] = field(default_factory=list)
    points: list[dict[str, Any]] = field(default_factory=list)
    """Of the rubric: each its `text` and the keys of its `questions`."""

    def said(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in FIELDS}

    @property
    def digest(self) -> str:
        said = json.dumps(self.said(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(said.encode()).hexdigest()[:LENGTH]


@dataclass(frozen=True)
class ShippedDrill:
    """A drill between the fixture files and the database."""

    key: str
    position: int
    kind: str
    words: DrillWords
    retired_at: datetime | None = None

    @property
    def digest(self) -> str:
        return self.words.digest


@dataclass(frozen=True, slots=True)
class Merged:
    words: DrillWords
    """Where both changed a field, mine stands."""
    conflicts: tuple[str, ...] = ()
    """The fields that both changed, each in another way."""


def words_of(revision: DrillRevision) -> DrillWords:
    return DrillWords(**{name: getattr(revision, name) for name in FIELDS})


def fill(revision: DrillRevision, words: DrillWords) -> None:
    """Sets the revision's words; saves nothing."""
    for name in FIELDS:
        setattr(revision, name, getattr(words, name))


def merge(base: DrillWords | None, mine: DrillWords, theirs: DrillWords) -> Merged:
    """Field by field, as questions are merged: without a base every difference is a conflict."""
    fields = {
        name: settled(getattr(base, name) if base else UNKNOWN, getattr(mine, name), getattr(theirs, name))
        for name in FIELDS
    }
    words = DrillWords(**{name: value for name, (value, _) in fields.items()})
    return Merged(words, tuple(name for name, (_, clash) in fields.items() if clash))


def altered_drills() -> list[DrillRevision]:
    """Published and retired revisions whose words are not those of their digest."""
    rows = DrillRevision.objects.exclude(status__in=DrillRevision.OPEN).select_related("drill")
    return [row for row in rows if words_of(row).digest != row.digest]
