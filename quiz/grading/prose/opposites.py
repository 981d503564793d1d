"""Sentences turned round: where the bank says "changes" and the answer says "stays the same"."""

from dataclasses import dataclass
from functools import lru_cache

from quiz.grading.prose.everyday import TIMES, opposites_of
from quiz.grading.prose.sentences import DENIAL, Token, Words, read_words
from quiz.grading.verdict import GradingQuestion, Point

FLAT = frozenset({"not", "never", "cannot"})
"""Words that deny the whole sentence."""


@dataclass(frozen=True, slots=True)
class Held:
    """The word stems of what is right about a question."""

    told: frozenset[str]
    """In the answer and its key points."""
    known: frozenset[str]
    """In whatever is right about it, the explanation too."""


@lru_cache(maxsize=1024)
def held(question: GradingQuestion) -> Held:
    points = [text for point in question.points for text in (point.text, *point.synonyms)]
    told = stems_of(question.answer, *question.right, *points)
    return Held(told, told | stems_of(question.text, question.explanation, *question.also_today))


def stems_of(*texts: str) -> frozenset[str]:
    return frozenset(token.stem for text in texts for token in read_words(text).tokens)


def turning(question: GradingQuestion, words: Words) -> tuple[Token, ...]:
    """Words whose opposite, and not the word itself, belongs to the answer."""
    right = held(question)
    return tuple(
        token
        for token in words.tokens
        if not token.denied and token.stem not in right.known and is_opposite(token.stem, right.told)
    )


def turned_clauses(question: GradingQuestion, words: Words) -> frozenset[int]:
    return frozenset(token.clause for token in turning(question, words))


def is_turned(question: GradingQuestion, words: Words) -> bool:
    """Whether any word turns the answer round; words of time seldom do."""
    return any(token.stem not in TIMES for token in turning(question, words))


def denies_what_is_told(question: GradingQuestion, words: Words) -> bool:
    """Whether it says that something is not so which the model answer says without a denial.

    "Without" and "instead of" tell of what is left out, and deny no sentence.
    """
    answer = read_words(question.answer).tokens
    told = {token.stem for token in answer if token.is_content and not token.denied}
    told -= stems_in(question.text)
    by = ""
    for token in words.tokens:
        by = token.word if token.stem == DENIAL else by
        if token.denied and token.stem in told and (by in FLAT or by.endswith("n't")):
            return True
    return False


def clauses_against(question: GradingQuestion, point: Point, words: Words) -> frozenset[int]:
    """The clauses that put a word of this very point into its opposite; the question's own words aside."""
    own = stems_in(point.text)
    usual = own | TIMES | stems_in(question.text)
    said: dict[int, set[str]] = {}
    for token in words.tokens:
        said.setdefault(token.clause, set()).add(token.stem)
    return frozenset(
        token.clause
        for token in words.tokens
        if not token.denied
        and token.stem not in usual
        and opposites_of(token.stem) & own - said[token.clause]
    )


@lru_cache(maxsize=4096)
def stems_in(text: str) -> frozenset[str]:
    return stems_of(text)


def is_opposite(stem: str, told: frozenset[str]) -> bool:
    return any(other in told for other in opposites_of(stem))
