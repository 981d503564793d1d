"""What a revision says, as a value: the same from the database, from a fixture file and from a form."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

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
class Content:
    """One revision with its options and key points in their order."""

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

    @property
    def right_options(self) -> tuple[OptionContent, ...]:
        return tuple(option for option in self.options if option.is_right)

    @property
    def wrong_options(self) -> tuple[OptionContent, ...]:
        return tuple(option for option in self.options if not option.is_right)

    def said(self) -> dict[str, Any]:
        """The fields that say something; those of options and key points too."""
        return filled(asdict(self)) | {
            part: [filled(row) for row in rows]
            for part, rows in (
                ("options", map(asdict, self.options)),
                ("key_points", map(asdict, self.key_points)),
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
        }
    )


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
    )


def fill(revision: Revision, content: Content) -> None:
    """Sets the revision's own fields; saves nothing."""
    for name in FIELDS:
        setattr(revision, name, getattr(content, name))


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
