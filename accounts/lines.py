"""What a clean line of text is: a name, a title, whatever people call themselves and their things.

Others read it in lists and sentences of their own. So it says something to the eye, and cannot turn round, break or
cover what stands beside it.
"""

import re
import unicodedata

UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\x00-\x1f\x7f-\x9f\ud800-\udfff"
    "\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""What shows nothing of itself: Unicode's Default_Ignorable_Code_Point, controls, and what is no character."""
SEEN = rf"[^\s{UNSEEN}]"
SELECTOR = "[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]"
"""Says which shape the letter before it has: an emoji, or one way of writing a Japanese name."""
FLAG = "\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f"
"""Of a part of a country, such as Scotland: a black flag with the part's name in letters of its own."""
JOINER = "[\u200c\u200d]"
"""Keeps two letters apart, as Persian does, or makes two of them one, as emoji do."""
LETTER = re.compile(rf"(?:{FLAG}|{SEEN}){SELECTOR}?(?:{JOINER}+(?={SEEN}))?|\s")
BLANK_BRAILLE = "\u2800"
MOST_MARKS = 5
"""Above or below one letter; no language needs more, and more would cover the lines around."""
LONGEST = 1000
"""What is longer is refused as it is: putting it into order could take long."""


def one_line(text: str) -> str:
    """The text as it may stand in a line of others; nothing, where nothing of it would be seen."""
    if len(text) > LONGEST or (text.isascii() and text.isprintable()):
        return " ".join(text.split())
    seen = "".join(LETTER.findall(text.replace(BLANK_BRAILLE, " ")))
    return " ".join(without_towers(unicodedata.normalize("NFC", seen)).split())


def without_towers(text: str) -> str:
    """Marks that stand on no letter, and those too high on one, left out."""
    kept, height = [], MOST_MARKS
    for letter in text:
        kind = unicodedata.category(letter)
        if kind in {"Mn", "Me"}:
            height += 1
        elif kind != "Cf":
            height = MOST_MARKS if letter.isspace() else 0
        if height <= MOST_MARKS or letter.isspace():
            kept.append(letter)
    return "".join(kept)


def isolated(text: object) -> str:
    """For where no markup can be, such as a title: a name from right to left leaves the sentence as it is."""
    line = one_line(str(text))
    turns = any(unicodedata.bidirectional(letter) in {"R", "AL", "AN"} for letter in line)
    return f"\u2068{line}\u2069" if turns else line


JOINS_A_LINK = re.compile("(?<=[^\\s])([.:@\u3002\uff0e\uff61\u2024\uff1a\ufe55\uff20\ufe6b])(?=[^\\s])")
"""What makes a link of the words around it: in a domain, after a scheme, in an address."""


def without_links(text: object) -> str:
    """For a mail, whose readers' programs make links of what looks like one: the same words, none of them a link."""
    return JOINS_A_LINK.sub(r"\1 ", isolated(text))
