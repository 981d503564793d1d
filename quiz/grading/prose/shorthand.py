"""An expert's shorthand: a few short phrases in a row, "find the best model, reproduce results, audit trail"."""

import re

from quiz.grading.prose.comparisons import meet_sides
from quiz.grading.prose.concepts import compiled, places_of, read_against, read_mended
from quiz.grading.prose.phrases import Phrase
from quiz.grading.verdict import GradingQuestion

PARTING = re.compile(r"[,;\n–—→]+|\s-+\s|->|\bvs\b\.?")
MOST = 12
"""Phrases. Who lists more puts down whatever comes to mind."""
TELLING = 2
"""So many words of a phrase say what has to do with what; a word alone may stand in any answer."""


def phrases_in(said: str) -> tuple[str, ...]:
    """The phrases of a shorthand; none where most are single words, or nothing parts them."""
    phrases = tuple(phrase for phrase in PARTING.split(said) if phrase.strip())
    telling = sum(len(phrase.split()) >= TELLING for phrase in phrases)
    return phrases if 2 <= len(phrases) <= MOST and telling * 2 >= len(phrases) else ()


def told_in_short(question: GradingQuestion, said: str) -> frozenset[str]:
    """The slugs of the key points that stand whole in one of the phrases, or at their side of a comparison."""
    phrases = phrases_in(said)
    told = frozenset(slug for phrase in phrases for slug in told_in(question, phrase))
    if not phrases or question.kind != "comparison":
        return told
    return told.union(meet_sides(question, read_against(question, read_mended(question, said))).slugs)


def told_in(question: GradingQuestion, phrase: str) -> tuple[str, ...]:
    places = places_of(question, read_mended(question, phrase))

    def is_told(its: tuple[Phrase, ...]) -> bool:
        found = (each for one in its if len(one.stems) >= TELLING for each in places.find(one))
        return any(not each.is_denied for each in found)

    points = zip(question.points, compiled(question).phrases, strict=True)
    return tuple(point.slug for point, its in points if is_told(its))
