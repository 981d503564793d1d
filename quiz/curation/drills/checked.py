"""What the checks found, at the fields of a drill's editor."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from quiz.bank.checks.checking import Check
from quiz.curation.drills.comparing import labels_of
from quiz.curation.drills.forms import DrillEditor
from quiz.curation.editing.checked_fields import CheckedField, Told, place_in_table, says


def at_their_fields(checks: Iterable[Check], editor: DrillEditor | None) -> list[Told]:
    """With an editor, each that did not pass is told beside its field, too."""
    return [told(check, editor) for check in checks]


def told(check: Check, editor: DrillEditor | None) -> Told:
    if editor is None or check.passed:
        return Told(check, label_of(check))
    place = place_of(check, editor)
    anchor = place.auto_id if isinstance(place, CheckedField) else f"{place.prefix}-heading"
    found = Told(check, label_of(check), anchor)
    place.checks.append(found)
    return found


def place_of(check: Check, editor: DrillEditor) -> Any:
    return place_in_table(editor.points, check) if check.field == "points" else editor.form[check.field]


def label_of(check: Check) -> str:
    """As people say it: *Point 2*."""
    counted = {"ask": _("Question to ask %(number)d"), "points": _("Point %(number)d")}
    if check.row is None or check.field not in counted:
        return labels_of()[check.field]
    return counted[check.field] % {"number": check.row + 1}


def in_words(check: Check) -> str:
    return f"{label_of(check)}: {says(check)}"
