"""Typed text made plain: what a keyboard, a phone or a copied page did to signs by itself is undone here."""

import re
import unicodedata
from collections.abc import Callable
from functools import partial

from quiz.grading.signs import (
    AS_OURS,
    CLOSING,
    CLOSING_DOUBLE,
    CLOSING_SINGLE,
    DASHES,
    DOUBLE,
    HYPHENS,
    MARKS,
    OPENING_SINGLE,
    POINTS,
    QUOTES,
    SINGLE,
)

INVISIBLE = re.compile(
    "\x1b\\[[\\d;?]*[A-Za-z]|["
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
    "\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufffc\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Control and format characters, and the others that Unicode calls ignorable: joiners, directions, selectors, tags."""
SOFT = "\u2028"
"""Stands for every end of a line that no shell knows as one."""
SOFT_ENDS = re.compile("[\v\f\x85\u2028\u2029]")
LINE_ENDS = re.compile(r"\r\n?")
BLANKS = re.compile(f"[^\\S\n{SOFT}]|[\u115f\u1160\u2800\u3164\uffa0]")
"""Spaces of every width, and letters that are drawn as nothing."""
SPACES = re.compile(" {2,}")

STRAIGHT = dict.fromkeys(map(ord, DOUBLE), '"') | dict.fromkeys(map(ord, SINGLE), "'")
PROSE = AS_OURS | STRAIGHT | dict.fromkeys(map(ord, HYPHENS), "-") | dict.fromkeys(map(ord, DASHES), "–")
COMPOUND_DASH = re.compile(r"(?<=\w)[\u2012\u2013](?=\w)")
"""That of "train–test split"."""
COMPATIBLE = re.compile(f"[^\x00-\x7f{QUOTES}]+")
DASH = re.compile(f"[{HYPHENS}{DASHES}]")
OPTION = re.compile(rf"(?<!\S)(?P<dashes>[-{HYPHENS}{DASHES}]+)(?P<name>[^\W\d_][\w{HYPHENS}{DASHES}-]*)")

PREFIX = "[fFrRbBuU]"
"""Of a string in Python."""
APOSTROPHE = rf"(?<=\w)(?<!\W{PREFIX})[{SINGLE}](?<![{OPENING_SINGLE}])(?=\w)"
TWICE_SINGLE = re.compile(rf"([{SINGLE[1:]}])\1|,,(?=\w)")
"""A double mark put together from two."""
QUOTED = re.compile(
    rf"[{DOUBLE}](?P<double>[^{DOUBLE}\n]*)[{CLOSING_DOUBLE}]"
    rf"|(?:[{OPENING_SINGLE}]|(?<!\w)(?P<prefix>{PREFIX}{{0,2}})[{SINGLE}])"
    rf"(?P<single>(?:[^{SINGLE}\n]++|{APOSTROPHE}){{0,40}}+)[{CLOSING_SINGLE}]"
    rf"|[{DOUBLE}](?P<opened_double>[^{DOUBLE}{SINGLE}\n]*)[{CLOSING_SINGLE}]"
    rf"|(?<!\w)[{SINGLE}](?P<opened_single>[^{DOUBLE}{SINGLE}\n]*)[{CLOSING_DOUBLE}]"
)
"""Something between two marks of one kind or, where the line has no second one, of two kinds."""
OPENS = rf"(?:(?<=[\s(\[{{=,:])|(?<=[\s(\[{{=,:]{PREFIX})|(?<=[\s(\[{{=,:]{PREFIX}{PREFIX}))[{MARKS}]"
WRAPPED = re.compile(rf"[{MARKS}]((?:[{MARKS}].*)|[^{MARKS}]*(?:{OPENS}.*)?)[{MARKS}]", re.DOTALL)
"""Marks round the whole: the first one inside, if there is any, opens something of its own."""
MARK = re.compile(rf"(?!{APOSTROPHE})[{MARKS}]")
MOST_WRAPS = 3
PATH_GOES_ON = "/\\~="
"""Behind one of these a full stop is a directory."""


def visible(text: str) -> str:
    """The text without what cannot be seen, and with one kind of space and of line end."""
    return BLANKS.sub(" ", SOFT_ENDS.sub(SOFT, LINE_ENDS.sub("\n", INVISIBLE.sub("", text))))


def plain(text: str) -> str:
    """Prose in the signs that every keyboard has. Of the dashes only those that part sentences stay."""
    text = SPACES.sub(" ", visible(text)).replace(SOFT, "\n").replace("`", "'")
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", COMPOUND_DASH.sub("-", text).translate(PROSE))


def in_shell(text: str, options: frozenset[str] = frozenset()) -> str:
    """A command as a terminal's keyboard would give it."""
    return spelt(text, lambda piece: OPTION.sub(partial(hyphenated, options=options), compatible(piece)))


def in_python(text: str) -> str:
    """Code as an editor would give it."""
    return spelt(text, lambda piece: DASH.sub("-", compatible(piece)))


def spelt(text: str, beside: Callable[[str], str]) -> str:
    """Quotation marks made straight, what they hold left as it is, and what stands beside them spelt anew."""
    if text.isascii():
        return text
    text = TWICE_SINGLE.sub('"', text)
    pieces: list[str] = []
    at = 0
    for found in QUOTED.finditer(text):
        pieces += [unpaired(beside(text[at : found.start()])), straight(found)]
        at = found.end()
    pieces.append(unpaired(beside(text[at:])))
    return unicodedata.normalize("NFC", "".join(pieces))


def unpaired(text: str) -> str:
    """With the marks that no second one belongs to, which leaves a string open. Apostrophes do not."""
    return MARK.sub(lambda found: found[0].translate(STRAIGHT), text)


def straight(found: re.Match[str]) -> str:
    """The string between straight marks of its kind, since a shell expands `$` in one of them only.

    Two marks of two kinds that every keyboard has are no pair: who typed them meant something else.
    """
    kind = found.lastgroup or ""
    if kind.startswith("opened") and f"{found[0][0]}{found[0][-1]}".isascii():
        return found[0]
    marks = ('"', "'") if "double" in kind else ("'", '"')
    mark = marks[marks[0] in found[kind] and "$" not in found[kind]]
    return f"{found['prefix'] or ''}{mark}{found[kind]}{mark}"


def compatible(text: str) -> str:
    """Letters and signs in their plain form: of full width, in ligatures, mathematical. Quotation marks stay."""
    return COMPATIBLE.sub(lambda found: unicodedata.normalize("NFKC", found[0].translate(AS_OURS)), text)


def hyphenated(found: re.Match[str], *, options: frozenset[str]) -> str:
    """An option with the hyphens that were meant.

    A hyphen or minus sign of any kind is one. A longer dash is one or two, whichever makes an option that is known;
    else one before a single letter and two before a word.
    """
    name = DASH.sub("-", found["name"])
    if not set(DASHES).intersection(found["dashes"]):
        return "-" * len(found["dashes"]) + name
    usual = ("-", "--") if len(name) == 1 else ("--", "-")
    return next((dashes for dashes in usual if dashes + name in options), usual[0]) + name


def in_lines(text: str) -> str:
    """With soft ends of lines as real ones, but not within quotation marks."""
    return in_one_line(text).replace(SOFT, "\n")


def in_one_line(text: str) -> str:
    """What stands between quotation marks, in one line."""
    return QUOTED.sub(lambda found: found[0].replace(SOFT, " "), text) if SOFT in text else text


def unwrapped(text: str) -> str:
    """Without marks round the whole and what closes a sentence behind it, in whatever order."""
    for _ in range(MOST_WRAPS):
        text = without_closing(text.strip()).strip()
        wrapped = WRAPPED.fullmatch(text)
        if wrapped is None or len(MARK.findall(wrapped[1])) % 2:
            break
        text = wrapped[1].strip()
    return text


def without_closing(text: str) -> str:
    """Without what closes a sentence. A full stop goes with the word before it; without one it is a path."""
    rest = text.rstrip(CLOSING)
    closing = text[len(rest) :]
    if rest and not rest[-1].isspace() and rest[-1] not in PATH_GOES_ON:
        return rest
    return rest + closing[: len(closing) - len(closing.lstrip(POINTS))]
