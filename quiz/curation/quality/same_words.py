"""Which answers speak of the words that are live now.

An answer to an older revision counts as long as it meant the same, and as long as what it is counted for read the same:
an option as its text, a key point as its words and synonyms, everything else as all that is asked and graded by.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from quiz.bank.models import Question, Revision
from quiz.bank.published.meanings import Meanings
from quiz.bank.revisions.content import Content, OptionContent, PointContent, content_of
from quiz.bank.revisions.digest import LENGTH


@dataclass(frozen=True, slots=True)
class SameWords:
    """Of one question: which of its revisions say the same as the live one, by what is counted."""

    asked: str
    """Names all that is asked and graded by."""
    options: Mapping[str, str]
    """The live options: slug to what names its words."""
    points: Mapping[str, str]
    as_asked: Collection[int]
    """Revisions that ask and grade alike."""
    of_option: Mapping[str, Collection[int]]
    of_point: Mapping[str, Collection[int]]


@dataclass(frozen=True, slots=True)
class Named:
    """What names the words of one revision, by what is counted for them."""

    asked: str
    options: Mapping[str, str]
    points: Mapping[str, str]


def same_words(question: Question, revisions: Iterable[Revision], meanings: Meanings | None) -> SameWords:
    """`revisions` are all that were ever asked, the live one among them."""
    live: Any = question.live_revision_id
    said = {
        revision.pk: named_words(content_of(revision))
        for revision in revisions
        if meanings is None or meanings.same(revision.pk, live)
    }
    now = said[live]
    return SameWords(
        asked=now.asked,
        options=now.options,
        points=now.points,
        as_asked={pk for pk, each in said.items() if each.asked == now.asked},
        of_option={
            slug: {pk for pk, each in said.items() if each.options.get(slug) == words}
            for slug, words in now.options.items()
        },
        of_point={
            slug: {pk for pk, each in said.items() if each.points.get(slug) == words}
            for slug, words in now.points.items()
        },
    )


def named_words(content: Content) -> Named:
    return Named(asked_words(content), option_words(content), point_words(content))


def asked_words(content: Content) -> str:
    """Names what a learner is asked and graded by: not the hint, which nobody counted here has seen, nor what is read
    afterwards."""
    options = sorted([option.slug, option.text, option.is_right] for option in content.options)
    points = sorted(
        [point.slug, point.text, point.essential, sorted(point.synonyms)] for point in content.key_points
    )
    return named([content.text, content.answer, options, points, content.points_needed, content.accepted])


def option_words(content: Content) -> dict[str, str]:
    return {option.slug: words_of_option(option) for option in content.options}


def point_words(content: Content) -> dict[str, str]:
    return {point.slug: words_of_point(point) for point in content.key_points}


def words_of_option(option: OptionContent) -> str:
    """Its text alone: why it is wrong is read after it was chosen."""
    return named(option.text)


def words_of_point(point: PointContent) -> str:
    return named([point.text, sorted(point.synonyms)])


def named(said: Any) -> str:
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:LENGTH]
