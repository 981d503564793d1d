"""The commands alone, one a line, out of all that may be typed round them."""

import re

from quiz.grading.known_forms import BESIDE, HARMLESS_OPTIONS
from quiz.grading.plain_text import SOFT, in_one_line, in_shell, unwrapped, visible
from quiz.grading.prompts import bare_words, without_prompts
from quiz.grading.signs import CLOSING, DASHES, HYPHENS
from quiz.grading.word_sets import word_set

FENCE = re.compile(rf"^\s*(?:```\w*[{CLOSING}]*|%%(?:bash|sh|shell|system|script \w+))\s*$", re.MULTILINE)
CONTINUED = re.compile(r"\\ *\n")
TICKED = re.compile(r"`([^`]+)`")
COMMANDS = "|".join(sorted(name for name in BESIDE.union(HARMLESS_OPTIONS) if " " in name))
SUBSTITUTED = re.compile(rf"(?:^|[;&|])\s*(?:sudo\s+)?(?:{COMMANDS})\s[^;&|\n`]*`", re.MULTILINE)
"""Backticks within a command: a shell runs what they hold."""
LEAD = re.compile(
    r"^(?:(?:you|i|we|one)\s+(?:can\s+|would\s+|could\s+|should\s+)?)?(?:just\s+|simply\s+)?"
    r"(?:use|run|type|call|execute|with|by running|(?:the )?command(?: is)?|it is|it's)\s*:?\s+(?:the command\s+)?",
    re.IGNORECASE,
)
PLACEHOLDER = re.compile(r"[<\[{]([A-Za-z][\w ./-]{0,60})[>\]}]")
NEXT = r"(?=(?:dvc|git)\b)"
THEN = re.compile(
    rf"(?:\s*[,.])?\s+(?:(?:and\s+)?then|and|followed by)\s+{NEXT}|,\s*{NEXT}|(?<=\w)\.\s+{NEXT}",
    re.IGNORECASE,
)
DOUBT = word_set("""
    not never don't is isn't wrong or maybe instead no
""")
GOES_ON = f"-&|;{HYPHENS}{DASHES}"


def bare(answer: str, options: frozenset[str] = frozenset()) -> str:
    """The commands without fences, ticks, prompts, quotation marks and words round them, as a terminal has them."""
    typed = unwrapped(FENCE.sub("", joined(visible(answer))))
    text = without_prompts(in_shell(without_prompts(CONTINUED.sub(" ", typed)), options))
    if (ticked := TICKED.findall(text)) and not SUBSTITUTED.search(text):
        text = "\n".join(ticked) if is_prose(TICKED.sub(" ", text)) else text.replace("`", "")
    lines = (unwrapped(LEAD.sub("", line)) for line in without_prompts(text).splitlines())
    text = "\n".join(in_shell(line, options) for line in lines if line)
    return THEN.sub("\n", PLACEHOLDER.sub(lambda match: match[1].replace(" ", "_"), text))


def is_prose(rest: str) -> bool:
    """Round ticked commands there may be words, but nothing that a shell would act on, and no denial."""
    return not re.search(r"[;&|<>$]", rest) and not DOUBT & set(rest.lower().split())


def joined(text: str) -> str:
    """A soft end of a line ends a command too, unless what stands before or behind it is none by itself."""
    first, *others = in_one_line(text).split(SOFT)
    pieces, before = [first], bare_words(last_line(first))
    for other in others:
        behind = other.partition("\n")[0].split()
        is_one = goes_on(before, behind)
        pieces += [" " if is_one else "\n", other]
        if is_one and "\n" not in other:
            before += behind
        else:
            before = bare_words(last_line(other))
    return "".join(pieces)


def last_line(text: str) -> str:
    return text.rpartition("\n")[2]


def goes_on(before: list[str], behind: list[str]) -> bool:
    """Whether a command goes on: a lone word is half a command, and an option or a joint is never the end of one."""
    if len(before) < 2 or not behind:
        return True
    return before[-1][0] in GOES_ON or behind[0][0] in GOES_ON or (len(before) == 2 and len(behind) == 1)
