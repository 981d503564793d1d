"""How like an answer is to what is right, and to what tempts."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from quiz.engine.grading.values import GradingQuestion, Lure
from quiz.engine.grading.words import Words, read_words


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

    @property
    def is_right(self) -> bool:
        return self.right >= 0.85 and self.right > self.wrong

    @property
    def is_wrong(self) -> bool:
        """Nearly word for word what is wrong."""
        return self.wrong >= 0.75 and self.wrong > self.right + 0.05

    @property
    def leans_wrong(self) -> bool:
        return self.wrong >= 0.5 and self.wrong > max(self.right, self.today) + 0.15


def likeness(question: GradingQuestion, words: Words) -> Likeness:
    asked = frozenset(read_words(question.text).content)
    right = [read_words(text) for text in (question.answer, *question.right)]
    today = [read_words(text) for text in question.also_today]
    lures = [(in_order(words, read_words(lure.text)), lure) for lure in question.wrong]
    worst = max(lures, key=lambda pair: pair[0], default=(0.0, None))
    same = [other for other in right if other.denials == words.denials]
    return Likeness(
        right=most(in_order(words, other) for other in same),
        shared=most(in_common(words, other, asked) for other in right + today),
        today=most(in_order(words, other) for other in today if other.denials == words.denials),
        wrong=worst[0],
        lure=worst[1],
    )


def most(shares: Iterable[float]) -> float:
    return max(shares, default=0.0)


def in_order(words: Words, other: Words) -> float:
    return Indel.normalized_similarity(words.content, other.content)


def in_common(words: Words, other: Words, asked: frozenset[str]) -> float:
    """Without the question's own words."""
    one, two = set(words.content) - asked, set(other.content) - asked
    return 2 * len(one & two) / (len(one) + len(two)) if one and two else 0.0
