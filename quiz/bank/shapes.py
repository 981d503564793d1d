"""The shapes that fields of the bank have. Each function says what is wrong with a value, or nothing."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

Shape = Callable[[Any], str]

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
DIGEST = re.compile(r"[0-9a-z]{1,16}")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufeff\ufffe\uffff]")
YEARS = range(2000, 2100)
"""Of any date that the bank names."""
MOST_SHOWN = 400
"""Characters of a message."""


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
    if UNPRINTABLE.search(value):
        return "holds a character that cannot be shown"
    return "" if value.strip() else "is empty"


def at_most(most: int) -> Shape:
    def shape(value: Any) -> str:
        return words(value) or (
            f"has {len(value)} characters; {most} is the most" if len(value) > most else ""
        )

    return shape


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
        return "" if value in choices else f"{quoted(value)} must be one of: {', '.join(choices)}"

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


def address(value: Any) -> str:
    """Of the web alone: a page makes a link of it."""
    return words(value) or ("" if is_address(value) else f"{quoted(value)} is not a web address")


def is_address(value: str) -> bool:
    try:
        return bool(re.fullmatch(r"https?://\S+", value) and urlsplit(value).hostname)
    except ValueError:
        return False


def list_of(item_shape: Shape) -> Shape:
    def shape(value: Any) -> str:
        if not isinstance(value, list):
            return f"must be a list, not {kind_of(value)}"
        faults = ((number, item_shape(item)) for number, item in enumerate(value, start=1))
        return next((f"entry {number}: {said}" for number, said in faults if said), "")

    return shape


def mapping_of(parts: Mapping[str, Shape]) -> Shape:
    """A mapping that has exactly these parts."""

    def shape(value: Any) -> str:
        if not isinstance(value, dict):
            return f"must have the parts {', '.join(parts)}"
        if unknown := [str(name) for name in value if name not in parts]:
            return f"{quoted(unknown[0])} is unknown here; the parts are {', '.join(parts)}"
        if missing := [name for name in parts if name not in value]:
            return f"“{missing[0]}” is missing"
        return next((f"{name} {said}" for name, part in parts.items() if (said := part(value[name]))), "")

    return shape


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


def currency_note(value: Any) -> str:
    """What its `kind` asks for; a note of older revisions has none."""
    kind = value.get("kind") if isinstance(value, dict) else None
    if kind is None:
        return mapping_of(CHANGED)(value)
    if said := one_of(*NOTE_KINDS)(kind):
        return f"kind {said}"
    return mapping_of({"kind": words, **(CORRECTED if kind == CORRECTION else CHANGED)})(value)


TAGS = ("deeper", "llm", "design", "incident", "cost")
"""Of follow-ups."""
CORRECTION, CHANGE = NOTE_KINDS = ("correction", "change")
"""A note corrects the source's wording, or says what changed in the world."""

texts = list_of(words)
references = list_of(mapping_of({"title": words, "url": address, "checked": day}))
CORRECTED: Mapping[str, Shape] = {
    "says": words,
    "source": mapping_of({"title": words, "url": address}),
    "checked": day,
}
CHANGED: Mapping[str, Shape] = {"since": words, **CORRECTED}
currency_notes = list_of(currency_note)
rubric = list_of(mapping_of({"text": words, "questions": list_of(slug(60))}))
follow_up = mapping_of({"question": words, "good_reply": words})
follow_ups = list_of(
    mapping_of({"tag": one_of(*TAGS), "question": words, "reply": words, "points": texts}),
)
