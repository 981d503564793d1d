"""Which key points an answer meets, by its words alone."""

from collections.abc import Iterable

from quiz.bank.checks.wording import stems_of
from quiz.bank.revisions.content import Content, PointContent


def points_met(content: Content) -> list[PointContent]:
    """Key points of which one form has all its words in the model answer."""
    said = stems_of(content.answer)
    return [point for point in content.key_points if is_said(point, said)]


def is_said(point: PointContent, said: frozenset[str]) -> bool:
    forms: Iterable[frozenset[str]] = filter(None, map(stems_of, [point.text, *point.synonyms]))
    return any(form <= said for form in forms)
