"""What sets two contents apart, in a few words: "answer, 1 option, order of the key points"."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quiz.bank.revisions.content import Content
from quiz.bank.revisions.merging import EXAMPLE, NEEDED, OPTION, OPTIONS, POINT, POINTS, RIGHT, differing


def in_short(old: Content, new: Content) -> str:
    """Nothing where both say the same."""
    return units_in_short(differing(old, new))


def units_in_short(units: set[str]) -> str:
    """Fields by their names, options, key points and examples by how many; in the order in which they are read."""
    options = sum(unit.startswith(OPTION) for unit in units)
    points = sum(unit.startswith(POINT) for unit in units)
    examples = sum(unit.startswith(EXAMPLE) for unit in units)
    said = [words for unit, words in names().items() if unit in units]
    said += [ngettext("%d option", "%d options", options) % options] if options else []
    said += [ngettext("%d key point", "%d key points", points) % points] if points else []
    said += [ngettext("%d example", "%d examples", examples) % examples] if examples else []
    return ", ".join([*said, *(words for unit, words in names_of_orders().items() if unit in units)])


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
        "currency_notes": _("notes"),
        "follow_up": _("follow-up"),
        "follow_ups": _("more follow-ups"),
        "senior": _("what a senior adds"),
        RIGHT: _("which option is right"),
    }


def names_of_orders() -> dict[str, str]:
    return {OPTIONS: _("order of the options"), POINTS: _("order of the key points")}
