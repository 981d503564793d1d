"""What changed in a content, in a line: “answer, 2 options, references”."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from quiz.bank.revisions.merging import EXAMPLE, EXAMPLES, OPTION, OPTIONS, POINT, POINTS, RIGHT

LABELS = {
    "text": _("question"),
    "answer": _("answer"),
    "hint": _("hint"),
    "explanation": _("why"),
    "common_wrong": _("common wrong answer"),
    "difficulty": _("difficulty"),
    "points_needed": _("key points needed"),
    "accepted": _("accepted forms"),
    "follow_up": _("follow-up"),
    "follow_ups": _("follow-ups"),
    "currency_notes": _("corrections and changes"),
    "references": _("references"),
    "senior": _("what a senior adds"),
    OPTIONS: _("order of the options"),
    POINTS: _("order of the key points"),
    RIGHT: _("which option is right"),
    EXAMPLES: _("order of the examples"),
}
"""In the order in which they are read."""


def named(units: Collection[str]) -> str:
    """The units of `merging`: fields by name, options, key points and examples by number."""
    options = sum(unit.startswith(OPTION) for unit in units)
    points = sum(unit.startswith(POINT) for unit in units)
    examples = sum(unit.startswith(EXAMPLE) for unit in units)
    rows = {
        EXAMPLES: examples
        and ngettext("%(count)d example", "%(count)d examples", examples) % {"count": examples},
        OPTIONS: options and ngettext("%(count)d option", "%(count)d options", options) % {"count": options},
        POINTS: points
        and ngettext("%(count)d key point", "%(count)d key points", points) % {"count": points},
    }
    said = (rows.get(unit) or (str(label) if unit in units else "") for unit, label in LABELS.items())
    return ", ".join(filter(None, said))
