"""Words of a text as the bank's checks compare them: small letters, without endings."""

import re
from collections.abc import Iterable
from functools import lru_cache

import snowballstemmer

WORD = re.compile(r"\w+")
CODE = re.compile(r"`[^`]*`")
SENTENCE_END = re.compile(r"(?<!\be\.g)(?<!\bi\.e)(?<!\betc)[.!?]+[\"”’')]*(?=\s|$)")
SMALL_WORDS = frozenset(
    """
    a an and are as at be been but by can do does for from had has have how if in into is it its may more of on one
    or other over so such than that the their them then there they this to up was we were what when where which
    while who why will with would you your after before between each same these those thing things something about
    """.split()  # noqa: SIM905 (a hundred quoted words read worse)
)
"""Words that any sentence may hold."""


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    return str(snowballstemmer.stemmer("english").stemWord(word))


def plain(text: str) -> str:
    """Words alone, in small letters."""
    return " ".join(WORD.findall(text.casefold()))


def words_of(text: str) -> list[str]:
    """Names in code come apart too: `log_metric` is “log” and “metric”."""
    return WORD.findall(text.casefold().replace("_", " "))


def stems_of(text: str) -> frozenset[str]:
    """The words that carry meaning."""
    return frozenset(stem(word) for word in words_of(text) if word not in SMALL_WORDS)


def long_stems(texts: Iterable[str], *, least: int) -> dict[str, str]:
    """Stems of the words of at least so many letters, each with such a word."""
    return {stem(word): word for text in texts for word in words_of(text) if len(word) >= least}


def overlap(text: str, other: str) -> float:
    """Share of the words of both that each has: 1 where they are the same, whatever their order."""
    mine, theirs = stems_of(text), stems_of(other)
    return len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0


def sentence_count(text: str) -> int:
    """At least one; a stop inside code ends none."""
    prose = CODE.sub("code", text.strip())
    ends = list(SENTENCE_END.finditer(prose))
    unfinished = not ends or ends[-1].end() < len(prose)
    return len(ends) + unfinished
