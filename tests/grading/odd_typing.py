"""What phones, keyboards and copied pages make of an answer, in as many ways as Unicode has."""

import re
import unicodedata
from collections.abc import Callable
from random import Random

CHARACTERS = [chr(code) for code in (*range(0xD800), *range(0xE000, 0x20000), *range(0xE0000, 0xE1000))]
INVISIBLE = [c for c in CHARACTERS if unicodedata.category(c) == "Cf"] + [
    *map(chr, range(0xFE00, 0xFE10)),  # variation selectors
    *map(chr, range(0xE0100, 0xE01F0)),
    "\u034f",  # combining grapheme joiner
    "\u180b",
    "\ufffc",
]
SPACES = [c for c in CHARACTERS if unicodedata.category(c) == "Zs"] + ["\t", "\u2800", "\u3164"]
SHORT_DASHES = "‐‑−﹣－"
LONG_DASHES = "‒–—―"
CLOSING = [".", "!", "?", ",", "…", "。", "．", "｡", "！", "？", "۔", "।", "..", "!!"]
DOUBLE = ["“”", "„“", "„”", "””", "«»", "»«", "『』", "＂＂", "″″", "‟”", "〝〞", "❝❞", '“"', '"”', "《》"]
SINGLE = ["‘’", "‚‘", "’’", "‹›", "›‹", "「」", "＇＇", "′′", "´´", "‛’", "‘'", "'’", "ʼʼ", "〈〉"]
PROMPTS = [
    *(
        "$ ",
        "% ",
        "> ",
        ">>> ",
        "... ",
        "❯ ",
        "! ",
        "~$ ",
        "(venv) $ ",
        "PS C:\\> ",
        "In [1]: !",
        "＄ ",
        "$ sudo ",
    ),
    *(
        "user@host:~$ ",
        "user@host work % ",
        "[user@host work]$ ",
        "(base) root@host:/work# ",
        "➜  work git:(main) ✗ ",
    ),
]
PYTHON_PROMPTS = [
    "$ ",
    "(venv) $ ",
    "me@host:~/work$ ",
    "PS C:\\> ",
    ">>> ",
    "(venv) >>> ",
    "... ",
    "In [12]: ",
    "[1]: ",
    "> ",
    "＞＞＞ ",
]
STRING = re.compile(r'"([^"\n]*)"|' + r"'([^'\n]*)'")
OPTION = re.compile(r"(?<!\S)(?:--(?=\w\w)|-(?=\w\b))")

Way = Callable[[str, Random], str]


def with_marks(text: str, dice: Random) -> str:
    """Marks that nobody sees, anywhere."""
    return "".join(c + (dice.choice(INVISIBLE) if dice.random() < 0.3 else "") for c in text)


def with_spaces(text: str, dice: Random) -> str:
    return re.sub(" ", lambda _: dice.choice(SPACES) * dice.randint(1, 2), text)


def with_quotes(text: str, dice: Random) -> str:
    """The pairs of straight marks as those of some language, or as a phone mixes them."""
    pairs = dice.choice(DOUBLE), dice.choice(SINGLE)

    def odd(found: re.Match[str]) -> str:
        double = found[1] is not None
        opening, closing = pairs[not double]
        return f"{opening}{found[1] if double else found[2]}{closing}"

    return STRING.sub(odd, text)


def with_dashes(text: str, dice: Random) -> str:
    """One dash for each hyphen, or a long one for both."""

    def odd(found: re.Match[str]) -> str:
        if dice.random() < 0.5:
            return "".join(dice.choice(SHORT_DASHES) for _ in found[0])
        return dice.choice(LONG_DASHES)

    return OPTION.sub(odd, text)


def in_full_width(text: str, _: Random) -> str:
    """All that does not stand between quotation marks."""
    return beside_strings(text, lambda c: chr(ord(c) + 0xFEE0) if "!" <= c <= "~" and c not in "\"'`" else c)


def in_mathematical_letters(text: str, dice: Random) -> str:
    first = dice.choice([0x1D41A, 0x1D5BA, 0x1D68A])
    return beside_strings(text, lambda c: chr(first + ord(c) - ord("a")) if "a" <= c <= "z" else c)


def with_closing(text: str, dice: Random) -> str:
    return text + dice.choice(CLOSING)


def between_quotes(text: str, dice: Random) -> str:
    opening, closing = dice.choice(DOUBLE + SINGLE + ["``"])
    return f"{opening}{text}{closing}"


def beside_strings(text: str, change: Callable[[str], str]) -> str:
    pieces, at = [], 0
    for found in STRING.finditer(text):
        pieces += [*map(change, text[at : found.start()]), found[0]]
        at = found.end()
    return "".join([*pieces, *map(change, text[at:])])


def in_all_ways(text: str, dice: Random) -> str:
    for way in (with_quotes, with_dashes, with_spaces, with_marks, with_closing):
        text = way(text, dice)
    return text


WAYS: list[Way] = [
    with_marks,
    with_spaces,
    with_quotes,
    with_dashes,
    in_full_width,
    in_mathematical_letters,
    with_closing,
    between_quotes,
    in_all_ways,
]
FOR_PROSE: list[Way] = [with_marks, with_spaces, in_full_width]
