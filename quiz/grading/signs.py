"""Which sign is which, read from their Unicode names, so that none of a kind is left out.

Letters are not here: one of another script that looks alike is another letter.
"""

import re
import unicodedata

PUNCTUATION = (
    *range(0x80, 0x3100),
    *range(0xA4D0, 0xAB00),
    *range(0xFE00, 0xFFF0),
    *range(0x1F670, 0x1F680),
)
"""Where Unicode keeps it, with much else."""
ODD = {
    sign: unicodedata.name(sign, "")
    for sign in map(chr, PUNCTUATION)
    if unicodedata.category(sign)[0] in "PS" or unicodedata.category(sign) in {"Lm", "Nd"}
}
"""Signs that are not ASCII, with their names."""


def named(pattern: str, *categories: str) -> str:
    """The odd signs of these categories whose name matches."""
    fits = re.compile(pattern).search
    return "".join(
        sign for sign, name in ODD.items() if unicodedata.category(sign).startswith(categories) and fits(name)
    )


FULL_WIDTH_BACKTICK = "\uff40"
QUOTES = named(
    r"QUOTATION MARK|APOSTROPHE|\bPRIME\b|GERESH|GERSHAYIM|(?:TURNED|REVERSED) COMMA"
    r"|(?:CORNER|ANGLE) BRACKET|(?:ACUTE|GRAVE) ACCENT",
    *("P", "S", "Lm"),
).replace(FULL_WIDTH_BACKTICK, "")
"""All but the backtick, which has a meaning of its own."""
DOUBLE = '"' + "".join(
    mark
    for mark in QUOTES
    if re.search(r"DOUBLE|TRIPLE|QUADRUPLE|WHITE|GERSHAYIM|^FULLWIDTH QUOTATION", ODD[mark])
)
SINGLE = "'" + "".join(mark for mark in QUOTES if mark not in DOUBLE)
OPENING_SINGLE = "".join(mark for mark in SINGLE if unicodedata.category(mark) in {"Pi", "Ps"})
"""No apostrophes, wherever they stand."""
CLOSING_DOUBLE, CLOSING_SINGLE = (
    "".join(mark for mark in kind if unicodedata.category(mark) != "Ps") for kind in (DOUBLE, SINGLE)
)
"""Low marks only open; the others do both, in one language or another."""
MARKS = f"{DOUBLE}{SINGLE}`"

HYPHENS = named(r"HYPHEN|MAQAF", "Pd") + named(r"(?:^|HEAVY |LETTER )MINUS SIGN$|^HYPHEN BULLET$", "S", "Po")
"""As wide as one hyphen, and never made out of two."""
DASHES = named(r"^(?!.*(?:HYPHEN|MAQAF|WAV[EY]))", "Pd") + named(
    r"^BOX DRAWINGS (?:LIGHT|HEAVY) HORIZONTAL$", "So"
)
"""Longer ones, which a phone makes out of two hyphens."""

SAME = {
    ".": named(r"(?:FULL STOP|DANDA|DECIMAL SEPARATOR|SOF PASUQ|MARK SHAD|SIGN SECTION|SIGN KHAN)$", "Po"),
    ",": named(r"(?<!TURNED )(?<!REVERSED )\bCOMMA$", "Po"),
    ";": named(r"(?<!TURNED )SEMICOLON$", "Po"),
    ":": named(r"\bCOLON$", "Po"),
    "!": named(r"(?<!INVERTED )EXCLAMATION MARK$", "Po"),
    "?": named(r"(?<!INVERTED )QUESTION MARK$", "Po"),
    "/": named(r"^(?:DIVISION|FRACTION) SLASH$", "Sm"),
    "~": named(r"^WAVE DASH$", "Pd"),
}
"""What the keyboards of other scripts give for our signs."""
AS_OURS = {ord(odd): ours for ours, others in SAME.items() for odd in others}
AS_OURS |= {ord(digit): str(unicodedata.decimal(digit)) for digit in named("", "Nd")}
POINTS = f".\u2026{SAME['.']}"
CLOSING = POINTS + "".join(ours + SAME[ours] for ours in ",;:!?")
"""What stands behind a sentence."""
