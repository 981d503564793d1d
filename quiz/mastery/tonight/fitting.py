"""What fits on one page of A4 and of Letter alike, at 11.5 pt: reckoned in lines, with the widths of a wide face.

Nobody knows a reader's face, so each sign counts as wide as in the widest that a page of ours may be set in. The
measures are those of `tonight.css`; a browser test prints both papers and counts the pages.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

SIZE, LINE = 11.5, 14.5
"""Points: of the letters, and from line to line."""
COLUMN: Final = 600.0
"""Points of height in each of the two columns: Letter's, the lower one, without margins, heading and foot."""
WIDTH, NOTE_WIDTH = 220.0, 206.0
"""Points of width for a question and its key points, and for a note: A4's, the narrower one."""
MOST_LINES: Final = {"question": 4, "point": 3, "note": 3}
"""What is longer is cut: it can be read in the library, and so every question fits on an empty sheet."""
LONGEST: Final = 400
"""Characters that are looked at: no three lines have more."""
GAP: Final = 13.0
"""Points of air and rule that go with each question."""
BOLD: Final = 1.12
NARROW, SLIM, WIDE = frozenset("iljI.,:;'|!’ "), frozenset('frt-()[]"“”/'), frozenset("mwMWG%@")
LATIN_ENDS: Final = 0x250


@dataclass(frozen=True, slots=True)
class Entry:
    """A question as the sheet has it; Markdown, but for the note, which is plain."""

    key: str
    question: str
    points: Sequence[str]
    note: str = ""

    @classmethod
    def cut(cls, key: str, question: str, points: Sequence[str], note: str) -> "Entry":
        """With everything in as many lines as it may take."""
        return cls(
            key,
            cut_to(MOST_LINES["question"], question, WIDTH / BOLD),
            [cut_to(MOST_LINES["point"], point, WIDTH) for point in points],
            cut_to(MOST_LINES["note"], note, NOTE_WIDTH),
        )

    @property
    def height(self) -> float:
        """In points."""
        lines = lines_of(self.question, WIDTH / BOLD) + sum(lines_of(point, WIDTH) for point in self.points)
        return GAP + LINE * (lines + (lines_of(self.note, NOTE_WIDTH) if self.note else 0))


def fitted(entries: Iterable[Entry]) -> tuple[Sequence[Entry], Sequence[Entry]]:
    """Two columns of what fits, in the order given; what is too long for what is left makes way for what comes after.

    Of what is on them, in their order, it makes the same columns again.
    """
    columns: tuple[list[Entry], list[Entry]] = ([], [])
    left = [COLUMN, COLUMN]
    for entry in entries:
        height = entry.height
        place = next((place for place in (0, 1) if height <= left[place]), None)
        if place is not None:
            columns[place].append(entry)
            left[place] -= height
    return columns


def cut_to(most: int, text: str, width: float) -> str:
    """The words as they are, or as many of them as these lines hold, with a sign that there are more."""
    if len(text) <= LONGEST and lines_of(text, width) <= most:
        return text
    first = text[:LONGEST]
    while first and lines_of(f"{first}…", width) > most:
        first = first[:-1]
    return f"{first.rstrip()}…" if first.count("`") % 2 == 0 else f"{first.rstrip()}…`"


def lines_of(text: str, width: float) -> int:
    """How many lines the words take in so many points of width, at most."""
    lines, across = 1, 0.0
    for word in text.split():
        long = width_of(word)
        across += width_of(" ") if across else 0.0
        if across and across + long > width:
            lines, across = lines + 1, 0.0
        across += long
        if across > width:
            broken = ceil(across / width) - 1
            lines, across = lines + broken, across - broken * width
    return lines


def width_of(text: str) -> float:
    return SIZE * sum(share_of(sign) for sign in text)


def share_of(sign: str) -> float:
    """Of the size of the letters."""
    if sign in NARROW:
        return 0.36
    if sign in SLIM:
        return 0.44
    if ord(sign) >= LATIN_ENDS:
        return 1.05
    if sign in WIDE:
        return 0.98
    return 0.74 if sign.isupper() else 0.6
