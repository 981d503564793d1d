"""What a revision says, as a value: the same from the database, from a fixture file and from a form."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.text import slugify

from quiz.bank.models import KeyPoint, Option, Revision

FIELDS = (
    "text",
    "answer",
    "hint",
    "explanation",
    "common_wrong",
    "difficulty",
    "points_needed",
    "accepted",
    "references",
    "currency_notes",
    "follow_up",
    "follow_ups",
    "senior",
)
"""The fields of a revision that learners see, in the order of a fixture file."""


@dataclass(frozen=True, slots=True)
class OptionContent:
    slug: str
    text: str
    is_right: bool = False
    why: str = ""
    tempts: str = ""
    """What it shares with the right one, and where they differ."""


@dataclass(frozen=True, slots=True)
class PointContent:
    slug: str
    text: str
    synonyms: list[str] = field(default_factory=list)
    essential: bool = False
    """An answer without it is never accepted."""


@dataclass(frozen=True, slots=True)
class ExampleContent:
    """An answer as somebody may type it, and whether the machine is to accept it. Learners never see it."""

    text: str
    accepted: bool = False

    @property
    def slug(self) -> str:
        """Tells it from others when words are merged: an example is known by its text."""
        digest = hashlib.sha256(self.text.encode(errors="replace")).hexdigest()[:8]
        return f"{slugify(self.text)[:24].strip('-')}-{digest}".lstrip("-")


@dataclass(frozen=True, slots=True)
class Content:
    """One revision with its options, key points and examples in their order."""

    text: str
    answer: str
    hint: str = ""
    explanation: str = ""
    common_wrong: str = ""
    difficulty: int | None = None
    points_needed: int | None = None
    accepted: list[str] = field(default_factory=list)
    references: list[dict[str, Any]] = field(default_factory=list)
    currency_notes: list[dict[str, Any]] = field(default_factory=list)
    follow_up: dict[str, Any] = field(default_factory=dict)
    follow_ups: list[dict[str, Any]] = field(default_factory=list)
    senior: str = ""
    options: tuple[OptionContent, ...] = ()
    key_points: tuple[PointContent, ...] = ()
    examples: tuple[ExampleContent, ...] = ()

    @property
    def right_options(self) -> tuple[OptionContent, ...]:
        return tuple(option for option in self.options if option.is_right)

    @property
    def wrong_options(self) -> tuple[OptionContent, ...]:
        return tuple(option for option in self.options if not option.is_right)

    @property
    def example_rows(self) -> list[dict[str, Any]]:
        """As a database and a fixture file have them."""
        return [asdict(example) for example in self.examples]

    def said(self) -> dict[str, Any]:
        """The fields that say something; those of options, key points and examples too."""
        return filled(asdict(self)) | {
            part: [filled(row) for row in rows]
            for part, rows in (
                ("options", map(asdict, self.options)),
                ("key_points", map(asdict, self.key_points)),
                ("examples", map(asdict, self.examples)),
            )
            if getattr(self, part)
        }


def filled(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is empty, so that a field added later changes nothing of a revision that leaves it empty."""
    return {name: value for name, value in fields.items() if value not in (None, "", False, [], (), {})}


def content_saying(said: Mapping[str, Any]) -> Content:
    """The content that says this: what `said` wrote."""
    return Content(
        **{
            "text": "",
            "answer": "",
            **said,
            "options": tuple(OptionContent(**option) for option in said.get("options", ())),
            "key_points": tuple(PointContent(**point) for point in said.get("key_points", ())),
            "examples": examples_saying(said.get("examples", ())),
        }
    )


def examples_saying(rows: Iterable[Mapping[str, Any]]) -> tuple[ExampleContent, ...]:
    return tuple(ExampleContent(**row) for row in rows)


def content_of(revision: Revision) -> Content:
    """What a stored revision says; its options and key points are read if they were not prefetched."""
    options = sorted(revision.options.all(), key=lambda row: (row.position, row.pk))
    points = sorted(revision.key_points.all(), key=lambda row: (row.position, row.pk))
    return Content(
        **{name: getattr(revision, name) for name in FIELDS},
        options=tuple(
            OptionContent(row.slug, row.text, row.is_right, row.why, row.tempts) for row in options
        ),
        key_points=tuple(PointContent(row.slug, row.text, row.synonyms, row.essential) for row in points),
        examples=examples_saying(revision.examples),
    )


def fill(revision: Revision, content: Content) -> None:
    """Sets the revision's own fields; saves nothing."""
    for name in FIELDS:
        setattr(revision, name, getattr(content, name))
    revision.examples = content.example_rows


def write_parts(revision: Revision, content: Content) -> None:
    """Writes options and key points of a revision that has none yet."""
    Option.objects.bulk_create(
        Option(revision=revision, position=position, **asdict(option))
        for position, option in enumerate(content.options, start=1)
    )
    KeyPoint.objects.bulk_create(
        KeyPoint(revision=revision, position=position, **asdict(point))
        for position, point in enumerate(content.key_points, start=1)
    )
