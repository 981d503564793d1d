"""What the checks found, at the fields of the editor that it is about."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from quiz.bank.checks.checking import Check
from quiz.bank.text import shapes

if TYPE_CHECKING:
    from quiz.curation.editing.forms import Editor

LABELS = {
    "text": _("Question"),
    "answer": _("Model answer"),
    "hint": _("Hint"),
    "explanation": _("Why"),
    "common_wrong": _("Common wrong answer"),
    "senior": _("What a senior adds"),
    "difficulty": _("Difficulty"),
    "options": _("Options"),
    "key_points": _("Key points"),
    "points_needed": _("Key points needed"),
    "accepted": _("Accepted forms"),
    "references": _("References"),
    "currency_notes": _("Corrections and changes"),
    "follow_up": _("Follow-up"),
    "follow_ups": _("Follow-ups"),
    "examples": _("Examples"),
}
"""What people call the fields of which a check speaks."""
ROWS = {
    "accepted": _("Accepted form"),
    "references": _("Reference"),
    "currency_notes": _("Correction or change"),
    "follow_ups": _("Follow-up"),
    "examples": _("Example"),
}
"""One of them, to be told by its number."""
PARTS = {
    "title": _("title"),
    "url": _("address"),
    "checked": _("date of the check"),
    "kind": _("kind"),
    "since": _("since when"),
    "says": _("what changed"),
    "tag": _("tag"),
    "question": _("question"),
    "reply": _("reply"),
    "good_reply": _("what a good reply holds"),
    "points": _("points to tick"),
}
ONE_FOLLOW_UP = {"question": "follow_up_question", "good_reply": "follow_up_reply"}


class CheckedField(BoundField):
    """A field that also says what the checks found in it."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        self.checks: list[Told] = []

    @property
    def aria_describedby(self) -> str | None:
        own = [super().aria_describedby, f"{self.auto_id}_checks" if self.checks else None]
        return " ".join(filter(None, own)) or None


class BoundedForm(forms.Form):
    """A form whose fields have the lengths of the bank's: the one thing for which it refuses words."""

    bound_field_class = CheckedField
    lengths: Mapping[str, shapes.Shape] = MappingProxyType({})

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, shape in self.lengths.items():
            if name in self.fields:
                self.fields[name].validators = [*self.fields[name].validators, room_in(shape)]


def room_in(shape: shapes.Shape) -> Any:
    def validate(value: Any) -> None:
        if said := shapes.too_long(shape, value):
            raise forms.ValidationError(f"{said[0].upper()}{said[1:]}.")

    return validate


def in_words(check: Check) -> str:
    return f"{place_in_words(check)}: {says(check)}"


def place_in_words(check: Check) -> str:
    """As people say it: *Reference 2, date of the check*."""
    is_counted = check.field in ROWS and check.row is not None
    where = f"{ROWS[check.field]} {(check.row or 0) + 1}" if is_counted else str(LABELS[check.field])
    part = PARTS.get(check.part)
    return f"{where}, {part}" if part else where


def says(check: Check) -> str:
    """Without the place that a fixture file needs, where the place is told otherwise."""
    words = check.words
    if check.row is not None:
        words = words.removeprefix(f"entry {check.row + 1}: ")
    if check.part in PARTS:
        words = words.removeprefix("source ").removeprefix(f"{check.part} ")
    return words


@dataclass(frozen=True, slots=True)
class Told:
    """A check, what people call its field, and where that stands on the page."""

    check: Check
    label: str
    anchor: str = ""

    @property
    def words(self) -> str:
        return says(self.check)


def at_their_fields(checks: Iterable[Check], editor: "Editor | None") -> list[Told]:
    """With an editor, each that did not pass is told beside its field, too."""
    return [told(check, editor) for check in checks]


def told(check: Check, editor: "Editor | None") -> Told:
    label = place_in_words(check)
    if editor is None or check.passed:
        return Told(check, label)
    place = place_of(check, editor)
    found = Told(
        check, label, place.auto_id if isinstance(place, CheckedField) else f"{place.prefix}-heading"
    )
    place.checks.append(found)
    return found


def place_of(check: Check, editor: "Editor") -> Any:
    """A field, or the table of rows where it is about none of them alone."""
    tables = {
        "options": editor.options,
        "key_points": editor.points,
        "references": editor.references,
        "currency_notes": editor.notes,
        "follow_ups": editor.follow_ups,
        "examples": editor.examples,
    }
    if check.field in tables:
        return place_in_table(tables[check.field], check)
    name = ONE_FOLLOW_UP.get(check.part or "question", "") if check.field == "follow_up" else check.field
    return editor.form[name] if editor.shows(name) else editor.follow_ups


def place_in_table(table: Any, check: Check) -> Any:
    rows: Sequence[int] = (
        [number for number, _row in table.filled] if table.is_bound else range(len(table.forms))
    )
    if check.row is None or check.row >= len(rows):
        return table
    form = table.forms[rows[check.row]]
    names = [name for name in (check.part, form.lead, *form.fields) if name in form.fields]
    return form[names[0]]
