"""How like an answer is to what is right, and to what tempts."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import log

from rapidfuzz.distance import Indel

from quiz.grading.prose.sentences import DENIAL, Words, read_words
from quiz.grading.verdict import GradingQuestion, Lure

LEANING = 0.5
"""From here on an answer has more in common with a wrong one than the words of the subject."""
AHEAD_IN_ORDER = 0.15
"""By so much a wrong answer must be nearer: one word more or less in a sentence of seven."""
LEANING_IN_WORDS = 0.4
AHEAD_IN_WORDS = 0.2
"""Lower than in order, since plain words share fewer; ahead by more, since order says nothing here."""
FAR = 0.34
"""Below a third, two words of three come from somewhere else."""

ELSEWHERE = 0.15
"""So few that even a long answer is about another subject. Right ones in other words have a quarter and more."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Shares from 0 to 1."""

    right: float
    """In words and their order, to a right answer with as many denials."""
    shared: float
    """In words alone, to a right answer."""
    today: float
    wrong: float
    lure: Lure | None
    near_right: float = 0.0
    """Of the answer's words, the share that belongs to what is right; rare words count more."""
    near_known: float = 0.0
    """The same with the explanation."""
    near_wrong: float = 0.0

    @property
    def is_right(self) -> bool:
        return self.right >= 0.85 and self.right > self.wrong

    @property
    def is_wrong(self) -> bool:
        """Nearly word for word what is wrong."""
        return self.wrong >= 0.75 and self.wrong > self.right + 0.05

    @property
    def leans_wrong(self) -> bool:
        """Nearer to what is wrong, in the order of its words or in the words alone."""
        in_order = self.wrong >= LEANING and self.wrong > max(self.right, self.today) + AHEAD_IN_ORDER
        ahead = self.near_wrong - self.near_right
        return in_order or (self.near_wrong >= LEANING_IN_WORDS and ahead > AHEAD_IN_WORDS)

    @property
    def is_far(self) -> bool:
        """Most of it has nothing to do with the answer or its explanation."""
        return self.near_known < FAR

    @property
    def is_elsewhere(self) -> bool:
        """About another subject."""
        return self.near_known < ELSEWHERE


def likeness(question: GradingQuestion, words: Words) -> Likeness:
    asked = frozenset(read_words(question.text).content)
    right = [read_words(text) for text in (question.answer, *question.right)]
    today = [read_words(text) for text in question.also_today]
    lures = [(in_order(words, read_words(lure.text)), lure) for lure in question.wrong]
    worst = max(lures, key=lambda pair: pair[0], default=(0.0, None))
    near = nearness(question, words, asked)
    tempting = worst[1] if worst[0] >= LEANING else near.lure
    same = [other for other in right if other.denials == words.denials]
    return Likeness(
        right=most(in_order(words, other) for other in same),
        shared=most(in_common(words, other, asked) for other in right + today),
        today=most(in_order(words, other) for other in today if other.denials == words.denials),
        wrong=worst[0],
        lure=tempting,
        near_right=near.right,
        near_known=near.known,
        near_wrong=near.wrong,
    )


def most(shares: Iterable[float]) -> float:
    return max(shares, default=0.0)


def in_order(words: Words, other: Words) -> float:
    return Indel.normalized_similarity(words.content, other.content)


def in_common(words: Words, other: Words, asked: frozenset[str]) -> float:
    """Without the question's own words."""
    one, two = set(words.content) - asked, set(other.content) - asked
    return 2 * len(one & two) / (len(one) + len(two)) if one and two else 0.0


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of what is right about a question, and of each wrong answer."""

    right: frozenset[str]
    known: frozenset[str]
    lures: tuple[tuple[frozenset[str], Lure], ...]

    def weight(self, stem: str) -> float:
        """How much a word tells: less, the more of the answers have it."""
        having = (stem in self.right) + sum(stem in lure for lure, _ in self.lures)
        return log((len(self.lures) + 2) / max(having, 1))


@lru_cache(maxsize=1024)
def vocabulary(question: GradingQuestion) -> Vocabulary:
    points = [text for point in question.points for text in (point.text, *point.synonyms)]
    right = content_of(question.answer, *question.right, *question.also_today, *points)
    lures = tuple((content_of(lure.text, lure.why), lure) for lure in question.wrong)
    return Vocabulary(right, right | content_of(question.explanation), lures)


def content_of(*texts: str) -> frozenset[str]:
    return frozenset(stem for text in texts for stem in read_words(text).content)


@dataclass(frozen=True, slots=True)
class Nearness:
    """Shares of an answer's words, weighted by how much they tell."""

    right: float
    known: float
    wrong: float
    lure: Lure | None


def nearness(question: GradingQuestion, words: Words, asked: frozenset[str]) -> Nearness:
    """How near to what is right, and to the wrong answer that is nearest."""
    texts = vocabulary(question)
    weights = {stem: texts.weight(stem) for stem in set(words.content) - asked - {DENIAL}}
    whole = sum(weights.values()) or 1.0

    def share(of: frozenset[str]) -> float:
        return sum(weight for stem, weight in weights.items() if stem in of) / whole

    lures = [(share(of), lure) for of, lure in texts.lures]
    wrong, lure = max(lures, key=lambda pair: pair[0], default=(0.0, None))
    return Nearness(share(texts.right), share(texts.known), wrong, lure)
