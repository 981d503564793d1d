"""The shapes that fields of the bank have. Each function says what is wrong with a value, or nothing."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from quiz.bank.text.markdown import code_fault
from quiz.bank.text.unseen import unseen

Shape = Callable[[Any], str]

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
DIGEST = re.compile(r"[0-9a-z]{1,16}")
YEARS = range(2000, 2100)
"""Of any date that the bank names."""
MOST_SHOWN = 400
"""Characters of a message."""
LONGEST_ADDRESS = 500
TAGS = ("deeper", "llm", "design", "incident", "cost")
"""Of follow-ups."""
CORRECTION, CHANGE = NOTE_KINDS = ("correction", "change")
"""A note corrects the source's wording, or says what changed in the world."""


def in_one_line(text: str) -> str:
    """What a file holds, so that it can be told of in a terminal."""
    shown = "".join(sign if sign.isprintable() else " " for sign in text[:MOST_SHOWN])
    return " ".join(shown.split()) + ("…" if len(text) > MOST_SHOWN else "")


def quoted(value: Any) -> str:
    """A value in a sentence, as far as its reader needs it to find it."""
    if not isinstance(value, str):
        return kind_of(value)
    return f"“{value[:60]}{'…' if len(value) > 60 else ''}”"


def words(value: Any) -> str:
    if not isinstance(value, str):
        return f"must be a text, not {kind_of(value)}"
    if sign := unseen(value):
        return f"holds {sign}"
    return "" if value.strip() else "is empty"


@dataclass(frozen=True, slots=True)
class Text:
    """Words up to a length; those of `prose` are Markdown."""

    most: int
    is_prose: bool = False

    def __call__(self, value: Any) -> str:
        return self.too_long(value) or words(value) or (code_fault(value) if self.is_prose else "")

    def too_long(self, value: Any) -> str:
        is_long = isinstance(value, str) and len(value) > self.most
        return f"has {len(value)} characters; {self.most} is the most" if is_long else ""


def at_most(most: int) -> Text:
    return Text(most)


def prose(most: int) -> Text:
    return Text(most, is_prose=True)


def slug(most: int) -> Shape:
    def shape(value: Any) -> str:
        said = at_most(most)(value)
        return said or (
            ""
            if SLUG.fullmatch(value)
            else f"{quoted(value)} must be small letters, digits and single hyphens"
        )

    return shape


def whole(low: int, high: int) -> Shape:
    def shape(value: Any) -> str:
        if isinstance(value, bool) or not isinstance(value, int):
            return f"must be a whole number, not {kind_of(value)}"
        return "" if low <= value <= high else f"must lie between {low} and {high}"

    return shape


def one_of(*choices: str) -> Shape:
    def shape(value: Any) -> str:
        if value in choices:
            return ""
        return "is empty" if value == "" else f"{quoted(value)} must be one of: {', '.join(choices)}"

    return shape


def truth(value: Any) -> str:
    return "" if isinstance(value, bool) else f"must be true or false, not {kind_of(value)}"


def natural(*parts: Shape, least: int | None = None) -> Shape:
    """A natural key: a list with one text for each part, or for the `least` first at least."""
    needed = len(parts) if least is None else least

    def shape(value: Any) -> str:
        if not isinstance(value, list) or not needed <= len(value) <= len(parts):
            return f"must be a list of {needed}, like [{', '.join(['…'] * needed)}]"
        return next((said for part, item in zip(parts, value, strict=False) if (said := part(item))), "")

    return shape


def digest(value: Any) -> str:
    """Any word of its length: whether it is the right one, its content says."""
    if not isinstance(value, str):
        return "a digest must be a text; write it in quotes"
    return "" if DIGEST.fullmatch(value) else f"{quoted(value)} is not a digest"


def day(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return "must be a date like 2026-11-24"
    return parsed(date.fromisoformat, value)


def moment(value: Any) -> str:
    if not isinstance(value, str):
        return "must be a text with date, time and zone; write it in quotes"
    said = parsed(datetime.fromisoformat, value)
    return said or ("" if datetime.fromisoformat(value).tzinfo else "has no time zone")


def parsed(parse: Callable[[str], date], value: str) -> str:
    try:
        year = parse(value).year
    except ValueError:
        return f"{quoted(value)} is not in the calendar"
    return "" if year in YEARS else f"{quoted(value)} must lie between the years {YEARS[0]} and {YEARS[-1]}"


def is_address(value: str) -> bool:
    try:
        return bool(re.fullmatch(r"https?://\S+", value) and urlsplit(value).hostname)
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Address(Text):
    """Of the web alone: a page makes a link of it."""

    def __call__(self, value: Any) -> str:
        said = self.too_long(value) or words(value)
        return said or ("" if is_address(value) else f"{quoted(value)} is not a web address")


address = Address(LONGEST_ADDRESS)


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of up to so many; its entries are counted from 1, as people do."""

    item: Shape
    most: int

    def __call__(self, value: Any) -> str:
        if not isinstance(value, list):
            return f"must be a list, not {kind_of(value)}"
        if len(value) > self.most:
            return f"has {len(value)} entries; {self.most} is the most"
        faults = ((number, self.item(item)) for number, item in enumerate(value, start=1))
        return next((f"entry {number}: {said}" for number, said in faults if said), "")

    def too_long(self, value: Any) -> str:
        """It, or an entry of it."""
        items = value if isinstance(value, list) else []
        if len(items) > self.most:
            return f"has {len(items)} entries; {self.most} is the most"
        says = ((number, too_long(self.item, item)) for number, item in enumerate(items, start=1))
        return next((f"entry {number}: {said}" for number, said in says if said), "")


@dataclass(frozen=True, slots=True)
class MappingOf:
    """A mapping that has exactly these parts."""

    parts: Mapping[str, Shape]

    def __call__(self, value: Any) -> str:
        if not isinstance(value, dict):
            return f"must have the parts {', '.join(self.parts)}"
        if unknown := [str(name) for name in value if name not in self.parts]:
            return f"{quoted(unknown[0])} is unknown here; the parts are {', '.join(self.parts)}"
        if missing := [name for name in self.parts if name not in value]:
            return f"“{missing[0]}” is missing"
        faults = ((name, part(value[name])) for name, part in self.parts.items())
        return next((f"{name} {said}" for name, said in faults if said), "")

    def too_long(self, value: Any) -> str:
        said = value if isinstance(value, dict) else {}
        says = ((name, too_long(part, said.get(name))) for name, part in self.parts.items())
        return next((f"{name} {said}" for name, said in says if said), "")


def too_long(shape: Shape, value: Any) -> str:
    """What is longer than this shape has room for: the one thing for which a form refuses words."""
    return shape.too_long(value) if isinstance(shape, Text | ListOf | MappingOf) else ""


def kind_of(value: Any) -> str:
    names = {
        str: "a text",
        bool: "true or false",
        int: "a number",
        float: "a number with a point",
        list: "a list",
        dict: "a mapping",
    }
    return "nothing" if value is None else names.get(type(value), type(value).__name__)
