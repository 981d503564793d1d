"""Two texts compared, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

CODE = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")
Kind = Literal["same", "removed", "added"]


@dataclass(frozen=True, slots=True)
class Part:
    """A run of words that stayed, went or came."""

    kind: Kind
    text: str


def compare_words(old: str, new: str) -> Iterator[Part]:
    return compare(split(old), split(new))


def compare_code(old: str, new: str) -> Iterator[Part]:
    """By names, numbers and signs."""
    return compare(CODE.findall(old), CODE.findall(new))


def compare(before: list[str], after: list[str]) -> Iterator[Part]:
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Part("same", "".join(after[c:d]))
            continue
        if removed := "".join(before[a:b]):
            yield Part("removed", removed)
        if added := "".join(after[c:d]):
            yield Part("added", added)


def split(text: str) -> list[str]:
    """Words, each with the space that follows it."""
    return re.findall(r"\S+\s*|^\s+", text)
