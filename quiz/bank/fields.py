"""What each field of the bank may hold and how long it may be: one table for fixture files, forms and checks.

The longest text of a kind is three to six times what the bank has; a list has room for twice as many.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from quiz.bank.text.shapes import (
    CORRECTION,
    NOTE_KINDS,
    TAGS,
    ListOf,
    MappingOf,
    Shape,
    address,
    at_most,
    day,
    one_of,
    prose,
    slug,
    truth,
    whole,
    words,
)

MOST_OPTIONS = 15
MOST_EXAMPLES = 200
LONGEST_EXAMPLE = 1_000

SOURCE: Mapping[str, Shape] = {"title": at_most(300), "url": address}
CORRECTED: Mapping[str, Shape] = {"says": prose(1_200), "source": MappingOf(SOURCE), "checked": day}
CHANGED: Mapping[str, Shape] = {"since": at_most(200), **CORRECTED}
REFERENCE: Mapping[str, Shape] = {**SOURCE, "checked": day}
FOLLOW_UP: Mapping[str, Shape] = {"question": prose(600), "good_reply": prose(2_000)}
TAGGED: Mapping[str, Shape] = {
    "tag": one_of(*TAGS),
    "question": prose(600),
    "reply": prose(2_000),
    "points": ListOf(prose(300), 10),
}


def currency_note(value: Any) -> str:
    """What its `kind` asks for; a note of older revisions has none."""
    kind = value.get("kind") if isinstance(value, dict) else None
    said = "" if kind is None else one_of(*NOTE_KINDS)(kind)
    return f"kind {said}" if said else note_of(kind)(value)


def note_of(kind: Any) -> MappingOf:
    parts = CORRECTED if kind == CORRECTION else CHANGED
    return MappingOf(parts if kind is None else {"kind": words, **parts})


REVISION: Mapping[str, Shape] = {
    "text": prose(600),
    "answer": prose(1_200),
    "hint": prose(600),
    "explanation": prose(4_000),
    "common_wrong": prose(1_200),
    "difficulty": whole(1, 4),
    "points_needed": whole(1, 5),
    "accepted": ListOf(at_most(400), 30),
    "references": ListOf(MappingOf(REFERENCE), 10),
    "currency_notes": ListOf(currency_note, 10),
    "follow_up": MappingOf(FOLLOW_UP),
    "follow_ups": ListOf(MappingOf(TAGGED), 6),
    "senior": prose(1_200),
}
OPTION: Mapping[str, Shape] = {"text": prose(600), "why": prose(800), "tempts": prose(800)}
POINT: Mapping[str, Shape] = {"text": prose(400), "synonyms": ListOf(at_most(200), 100)}
EXAMPLE: Mapping[str, Shape] = {"text": at_most(LONGEST_EXAMPLE), "accepted": truth}
EXAMPLES = ListOf(MappingOf(EXAMPLE), MOST_EXAMPLES)
"""A field of the revision that learners don't see."""
RUBRIC: Mapping[str, Shape] = {"text": prose(500), "questions": ListOf(slug(60), 10)}
DRILL: Mapping[str, Shape] = {
    "title": prose(120),
    "situation": prose(1_500),
    "ask": ListOf(prose(400), 10),
    "points": ListOf(MappingOf(RUBRIC), 20),
}


@dataclass(frozen=True, slots=True)
class Misshapen:
    """What is wrong with a field, and where in it."""

    says: str
    row: int | None = None
    """Of a list, from 0."""
    part: str = ""
    """Of a mapping."""


def misshapen(shape: Shape, value: Any) -> Iterator[Misshapen]:
    """All that is wrong with a value: of a list each entry."""
    said = shape(value)
    if said and isinstance(shape, ListOf) and isinstance(value, list) and len(value) <= shape.most:
        for row, item in enumerate(value):
            if says := shape.item(item):
                yield Misshapen(f"entry {row + 1}: {says}", row, part_of(shape.item, item))
    elif said:
        yield Misshapen(said, part=part_of(shape, value))


def part_of(shape: Shape, value: Any) -> str:
    """The part of a mapping that is wrong."""
    if shape is currency_note and isinstance(value, dict):
        shape = note_of(value.get("kind"))
    if not isinstance(shape, MappingOf) or not isinstance(value, dict):
        return ""
    wrong = ((name, part, value.get(name)) for name, part in shape.parts.items())
    return next((part_of(part, said) or name for name, part, said in wrong if part(said)), "")
