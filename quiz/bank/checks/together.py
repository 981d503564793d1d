"""What must be so of all questions together: how they relate, and what each section holds."""

from collections.abc import Container, Iterable, Iterator, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from django.utils.translation import gettext as _

from quiz.bank.models import Relation
from quiz.bank.shipped import ShippedBank, ShippedRelation

SECTION_SIZE = 20
"""Questions of the source in each."""


def check_relations(
    bank: ShippedBank, newer: Container[ShippedRelation] = ()
) -> list[tuple[ShippedRelation, str]]:
    """Relations that cannot be, each with what is wrong."""
    faults = []
    seen: dict[frozenset[str], str] = {}
    for relation in bank.relations:
        if len(relation.ends) == 1:
            faults.append((relation, _("a question cannot relate to itself")))
        elif kind := seen.get(relation.ends):
            faults.append((relation, _("these two are related already, as %(kind)s") % {"kind": kind}))
        seen[relation.ends] = relation.kind
    return faults + check_prerequisites(bank.relations, newer)


def check_prerequisites(
    relations: Iterable[ShippedRelation], newer: Container[ShippedRelation] = ()
) -> list[tuple[ShippedRelation, str]]:
    """Prerequisites that come round in a circle: nothing in it could be asked first.

    Of the relations that make the circle it is told at one of the `newer`, if it has any.
    """
    before = {(row.question, row.to): row for row in relations if row.kind == Relation.Kind.PREREQUISITE}
    circle = circle_in(before)
    if not circle:
        return []
    words = _("prerequisites come round in a circle: %(path)s") % {"path": " → ".join(circle)}
    around = [before[pair] for pair in pairwise(circle)][::-1]
    return [(next((row for row in around if row in newer), around[0]), words)]


def circle_in(pairs: Iterable[tuple[str, str]]) -> list[str]:
    """The keys of one circle, from the first of the alphabet back to it; nothing where there is none."""
    before: dict[str, list[str]] = {}
    for question, to in pairs:
        before.setdefault(question, []).append(to)
    try:
        TopologicalSorter(before).prepare()
    except CycleError as error:
        return from_first(error.args[1][:0:-1])
    return []


def from_first(circle: Sequence[str]) -> list[str]:
    """The same way round, from the first of the alphabet back to it."""
    start = circle.index(min(circle))
    return [*circle[start:], *circle[: start + 1]]


def check_sections(bank: ShippedBank) -> Iterator[tuple[str, str]]:
    """Sections without their twenty questions. More may follow, with gaps where one was never published."""
    for section in bank.sections:
        places = sorted(question.position for question in bank.questions_in(section))
        if places[:SECTION_SIZE] != list(range(1, SECTION_SIZE + 1)):
            words = _("has %(count)d questions; a section has twenty, numbered 1 to 20, and may have more")
            yield section.slug, words % {"count": len(places)}
