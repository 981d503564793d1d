"""Signs that nobody sees on a page, or that turn its words around: none belongs into the bank.

They are what controls (but for a tab and a line end), formats, fills, selects another shape of the sign before it, or
is nobody's: in Unicode's words Cc, Cf, Co, Zl, Zp and *default ignorable*. A joiner and a choice of shape are
taken within a picture of several signs. A blank of another width is taken in prose, but not in code, where it breaks
what is copied.
"""

import re
import unicodedata

UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
BLANK = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
"""As wide as a space, or nearly."""
JOINS, SHAPES = "\u200d", "\ufe0e\ufe0f"
PICTURES = ("So", "Sk")
"""Categories of pictures, and of the colours that follow them."""
MOST_SHOWN = 20


def unseen(text: str) -> str:
    """The first such sign and where it stands, in words that follow *holds*; nothing where there is none."""
    places = (found.start() for found in UNSEEN.finditer(text))
    place = next((place for place in places if not belongs_to_a_picture(text, place)), None)
    return "" if place is None else told(text, place)


def belongs_to_a_picture(text: str, place: int) -> bool:
    before = text[place - 1] if place else " "
    if text[place] in SHAPES:
        return unicodedata.category(before) in PICTURES or text[place + 1 : place + 2] == "\u20e3"
    return text[place] == JOINS and (before in SHAPES or unicodedata.category(before) in PICTURES)


def other_blank(code: str) -> str:
    """A blank in code that is no space, as `unseen` tells it."""
    found = BLANK.search(code)
    return told(code, found.start()) if found else ""


def told(text: str, place: int) -> str:
    name = unicodedata.name(text[place], "without a name").lower()
    before = text[max(0, place - MOST_SHOWN) : place].strip()
    where = f"after “{before}”" if before else "at its beginning"
    return f"a character that cannot be shown (U+{ord(text[place]):04X}, {name}) {where}; delete it"
