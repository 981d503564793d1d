"""What sets two contents apart, in a few words: "answer, 1 option, order of the key points"."""

from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quiz.bank.revisions.content import Content
from quiz.bank.revisions.merging import (
    EXAMPLE,
    EXAMPLES,
    NEEDED,
    OPTION,
    OPTIONS,
    POINT,
    POINTS,
    RIGHT,
    differing,
)


def in_short(old: Content, new: Content) -> str:
    """Nothing where both say the same."""
    return units_in_short(differing(old, new))


def units_in_short(units: Collection[str]) -> str:
    """In the order in which they are read: fields by their names; options, key points and examples by how many, or that
    they stand in another order, where that is all.
    """
    options, points, examples = (
        sum(unit.startswith(prefix) for unit in units) for prefix in (OPTION, POINT, EXAMPLE)
    )
    counted = {
        OPTIONS: options and ngettext("%d option", "%d options", options) % options,
        POINTS: points and ngettext("%d key point", "%d key points", points) % points,
        EXAMPLES: examples and ngettext("%d example", "%d examples", examples) % examples,
    }
    fields = [words for unit, words in names().items() if unit in units]
    rows = [
        counted[unit] or words for unit, words in names_of_orders().items() if counted[unit] or unit in units
    ]
    return ", ".join([*fields, *rows])


def names() -> dict[str, str]:
    return {
        "text": _("question"),
        "answer": _("answer"),
        "hint": _("hint"),
        "explanation": _("why"),
        "common_wrong": _("common wrong answer"),
        "difficulty": _("difficulty"),
        NEEDED: _("key points needed"),
        "accepted": _("accepted forms"),
        "references": _("references"),
        "currency_notes": _("corrections and changes"),
        "follow_up": _("follow-up"),
        "follow_ups": _("follow-ups"),
        "senior": _("what a senior adds"),
        RIGHT: _("which option is right"),
    }


def names_of_orders() -> dict[str, str]:
    return {
        OPTIONS: _("order of the options"),
        POINTS: _("order of the key points"),
        EXAMPLES: _("order of the examples"),
    }
