"""Sentences as rows of word stems that know their clause and whether they are denied."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import pairwise
from threading import Lock

import snowballstemmer

from quiz.grading.plain_text import plain
from quiz.grading.prose.everyday import SAYINGS, STANDS_FOR
from quiz.grading.word_sets import word_set

ARTICLES = frozenset({"a", "an", "the"})
FUNCTION_WORDS = word_set("""
    a an the of to for in on is are be been being was were it its and or with by that this these those
    as at from their your his her our they them you we he she i into onto which who whose where when
    what how if then than so such also can could will would may might should does do did has have had
    there here each every ones one all any other only until after before during per via through using again
    there here about over under up out because while whereas but both between within without not no more
    most some each every ones one all any other only until after before during per via through using
""")
STOPS = word_set("""
    a an the of to for in on is are be been being was were it its and or with by that this these those
    as at from their your our they them you we i into which can could will would may might should does
    do did has have had so such also there e.g eg etc s
""")
DENIAL = "¬"
DENIALS = word_set("""
    not no never cannot without neither nor nothing none lacks lack unable hardly ignores hinders
    forbids nobody
""")
NOT_DENYING = frozenset({"only", "just", "merely", "simply", "necessarily"})
INABILITY = word_set("""
    handle good suited suitable designed efficient efficiently made cope optimised optimized meant great
    ideal able intended built have manage deal work
""")
VERBS = frozenset({"is", "are", "can", "will", "has", "have", "does", "do", "gets", "get"})
"""With such a verb soon after it, an "and" begins a sentence of its own."""
OR = frozenset({"or", "nor"})
POINTLESS = frozenset({"matter", "needed", "required", "necessary", "important", "exist", "count"})
BREAKS = word_set("""
    but while whereas although though however because so unlike whilst only
""")
DENIED_WORDS = 3
"""Content words that a denial reaches, within its clause."""
BRITISH = (
    (re.compile(r"(?<=[a-z]{3})is(e|ed|es|ing|ation|ations|er|ers)$"), r"iz\1"),
    (re.compile(r"(?<=[a-z]{2})our(s|al|ed)?$"), r"or\1"),
    (re.compile(r"(?<=[a-z]{2})ll(ing|ed)$"), r"l\1"),
    (re.compile(r"ogue(s?)$"), r"og\1"),
    (re.compile(r"^centr(e|es|ed)$"), r"center"),
    (re.compile(r"^artefact"), "artifact"),
)
SHORT_FORMS = {
    "repo": "repository",
    "repos": "repositories",
    "params": "parameters",
    "param": "parameter",
    "hyperparams": "hyperparameters",
    "prod": "production",
    "config": "configuration",
    "configs": "configuration",
    "k8s": "kubernetes",
    "env": "environment",
    "dataset": "data",
    "datasets": "data",
    "automatic": "automated",
    "automatically": "automated",
    "automation": "automated",
    "centralized": "central",
    "centralised": "central",
    "ui": "interface",
    "visualisations": "visualizations",
    "collab": "collaboration",
    "algo": "algorithm",
    "algos": "algorithms",
    "docs": "documentation",
    "perf": "performance",
    "u": "you",
    "prep": "preparation",
}
SAID_FOR = tuple((re.compile(rf"\b(?:{said})\b"), word) for said, word in SAYINGS)
COMPOUND = re.compile(
    r"\b(?:set up|roll back|roll out|real time|life cycle|meta data|data sets?|end points?)\b"
)
"""Words that are written in one or in two: "set up", "real-time", "life cycle"."""
WORD = re.compile(r"[a-z0-9_&+#]+(?:'[a-z]+)?|[.;:!?,()\n—–]")
_stemmer = snowballstemmer.stemmer("english")
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Token:
    word: str
    stem: str
    clause: int
    denied: bool

    @property
    def is_content(self) -> bool:
        return self.word not in STOPS


@dataclass(frozen=True)
class Words:
    """A text without its articles."""

    tokens: tuple[Token, ...]
    raw: tuple[str, ...] = field(default=())
    """All words as they stand."""

    @cached_property
    def content(self) -> tuple[str, ...]:
        return tuple(token.stem for token in self.tokens if token.is_content)

    @cached_property
    def denials(self) -> int:
        return sum(token.stem == DENIAL for token in self.tokens)


def in_small_letters(text: str) -> str:
    """The text as its words are read: compounds and sayings in one."""
    text = plain(text).casefold()
    text = text.replace("-", " ").replace("/", " ").replace("%", " percent")
    for pattern, word in SAID_FOR:
        text = pattern.sub(word, text)
    return COMPOUND.sub(lambda match: match.group().replace(" ", ""), text)


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """The stem, alike for both spellings of English and for everyday words that say the same.

    Words over 30 characters are left as they are.
    """
    word = SHORT_FORMS.get(word, word)
    if len(word) > 30:
        return word
    for pattern, instead in BRITISH:
        word = pattern.sub(instead, word)
    with _lock:
        stemmed = str(_stemmer.stemWord(word))
    return STANDS_FOR.get(stemmed, stemmed)


@lru_cache(maxsize=64)
def read_words(text: str) -> Words:
    """The text's words with their clauses and denials."""
    found = [m.group() for m in WORD.finditer(in_small_letters(text))]
    raw = tuple(word for word in found if word[0].isalnum())
    tokens = [token for token in read_tokens(found) if token.word not in ARTICLES]
    return Words(tuple(denied_behind(tokens) if POINTLESS.intersection(raw) else tokens), raw)


def denied_behind(tokens: list[Token]) -> list[Token]:
    """ "The order does not matter": what stands before is denied too."""
    clauses = {
        one.clause
        for one, other in pairwise(tokens)
        if one.stem == DENIAL and other.word in POINTLESS and one.clause == other.clause
    }
    if not clauses:
        return tokens
    return [replace(t, denied=True) if t.clause in clauses and t.stem != DENIAL else t for t in tokens]


def read_tokens(found: list[str]) -> Iterator[Token]:
    clause = reach = 0
    for at, word in enumerate(found):
        follower = found[at + 1] if at + 1 < len(found) else ""
        if not (word[0].isalnum() or word[0] in "_&+#'"):
            goes_on = reach and lists_on(word, found[at + 1 : at + 6])
            clause, reach = clause + 1, max(reach, DENIED_WORDS) if goes_on else 0
            continue
        if word in BREAKS or (reach and word == "and" and VERBS.intersection(found[at + 1 : at + 5])):
            clause, reach = clause + 1, 0
        word = word.removesuffix("'s").removesuffix("'") or word  # noqa: PLW2901  (the owner's s is no word)
        if denies(word, follower):
            reach = 0 if escapes(found[at + 1 : at + 6]) else DENIED_WORDS + 1
            yield Token(word, DENIAL, clause, False)
            continue
        reach = max(reach, 2) if reach and word in OR else reach
        is_content = word not in STOPS
        reach -= is_content and reach > 0
        yield Token(word, stem(word), clause, reach > 0)


def denies(word: str, follower: str) -> bool:
    if (word, follower) in {("instead", "of"), ("rather", "than")}:
        return True
    return (word in DENIALS or word.endswith("n't")) and follower not in NOT_DENYING


def lists_on(sign: str, following: list[str]) -> bool:
    """ "Not A, B or C": a comma in a list does not end the denial."""
    return sign == "," and bool(OR.intersection(following)) and not BREAKS.intersection(following)


def escapes(following: list[str]) -> bool:
    """ "Cannot handle large files" says what files they are; "cannot start until" is an order."""
    first = next(
        (word for word in following if word not in STOPS and word not in {"very", "well", "really"}), ""
    )
    return first in INABILITY or "until" in following or "unless" in following
