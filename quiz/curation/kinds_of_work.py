"""A kind of work and its rows, as the start page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to look at."""

    question: str
    """The question's words, as Markdown."""
    what: str
    """What it is, in a line."""
    who: str
    """By whom or of how many, without the day."""
    since: datetime | None
    verb: str
    address: str
    """Opens it at once, where it can be decided."""
    is_lasting: bool = False
    """Whether it has been so since that day, as flags wait; else it was done on it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """All that is to do of one kind: its rows, how many there are, and where the rest is."""

    title: Any
    rows: Sequence[Row]
    """Oldest first; all of them, or the first ones where `all_address` leads to the rest."""
    count: int
    all_address: str = ""
    """Of the kind's own page with every row; empty where the rows here are all."""


FIRST = 3
"""Rows of a kind that the start page shows."""
