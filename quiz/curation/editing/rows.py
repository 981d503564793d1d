"""The tables of rows in a curator's editor: options, key points, follow-ups, references, notes, examples."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from quiz.bank.checks.checking import LEAST_POINTS, LEAST_WRONG, RESERVED
from quiz.bank.text import fields, shapes
from quiz.curation.editing.checked_fields import BoundedForm, Told

SLUG_LENGTH = 40
SLUG_WORDS = 4


class WordsField(forms.CharField):
    """Words of the bank; a browser's line ends become the bank's."""

    def __init__(self, *, rows: int = 2, **options: Any) -> None:
        widget = AdminTextareaWidget(attrs={"rows": rows})
        super().__init__(widget=widget, required=False, **options)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


class LinesField(WordsField):
    """A list, one entry a line."""

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        return [line.strip() for line in super().to_python(value).splitlines() if line.strip()]


class RowForm(BoundedForm):
    """One row of a table; an empty one is left out."""

    lead = ""
    """The field that decides whether it is empty; all of them where none is named."""

    @property
    def is_filled(self) -> bool:
        said = self.read()
        return bool(said[self.lead] if self.lead else any(said.values()))

    def read(self) -> dict[str, Any]:
        """What the fields say that can be read; the others as if they were empty."""
        empty = {name: field.to_python("") for name, field in self.fields.items()}
        return empty | getattr(self, "cleaned_data", {})


class OptionForm(RowForm):
    lead = "text"
    lengths = fields.OPTION
    slug = forms.SlugField(widget=forms.HiddenInput, required=False, max_length=SLUG_LENGTH)
    text = WordsField(label=_("Option"))
    why = WordsField(label=_("Why it is wrong"))
    tempts = WordsField(label=_("Why it tempts"))


class PointForm(RowForm):
    lead = "text"
    lengths = fields.POINT
    slug = forms.SlugField(widget=forms.HiddenInput, required=False, max_length=SLUG_LENGTH)
    text = WordsField(label=_("Key point"))
    synonyms = LinesField(label=_("Accepted synonyms, one a line"))
    essential = forms.BooleanField(label=_("Essential"), required=False)


class FollowUpForm(RowForm):
    lengths = fields.TAGGED
    tag = forms.ChoiceField(
        label=_("Tag"), required=False, choices=[("", _("none")), *((tag, tag) for tag in shapes.TAGS)]
    )
    question = WordsField(label=_("Question"))
    reply = WordsField(label=_("Reply, as said"), rows=4)
    points = LinesField(label=_("Points to tick, one a line"), rows=4)


def line(label: Any, **attrs: str) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=AdminTextInputWidget(attrs=attrs))


def address_line() -> forms.CharField:
    field = line(_("Address"), inputmode="url")
    field.validators.append(validate_address)
    return field


def validate_address(value: str) -> None:
    """Half a reference can be kept, but nothing in an address's place that leads elsewhere than to the web."""
    if shapes.address(value):
        raise forms.ValidationError(_("Enter a web address that starts with https:// or http://."))


class ReferenceForm(RowForm):
    lengths = fields.REFERENCE
    title = line(_("Title"))
    url = address_line()
    checked = line(_("Checked on"), placeholder="2026-11-24")


class ExampleForm(RowForm):
    lead = "text"
    lengths = fields.EXAMPLE
    text = WordsField(label=_("Typed answer"))
    accepted = forms.ChoiceField(
        label=_("It is"),
        required=False,
        choices=[("True", _("accepted")), ("False", _("rejected"))],
        initial="True",
    )

    def read(self) -> dict[str, Any]:
        said = super().read()
        return said | {"accepted": said["accepted"] == str(True)}


class NoteForm(RowForm):
    lengths = {**fields.CHANGED, **fields.SOURCE}
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[("", _("not said")), ("correction", _("correction")), ("change", _("change"))],
    )
    since = line(_("Since"))
    says = WordsField(label=_("What changed"), rows=3)
    title = line(_("Source"))
    url = address_line()
    checked = line(_("Checked on"), placeholder="2026-11-24")


class Rows(forms.BaseFormSet):  # type: ignore[type-arg]
    """A table of rows, with some empty ones at its end."""

    default_error_messages = {
        **forms.BaseFormSet.default_error_messages,
        "too_many_forms": _("%(num)d rows are the most."),
    }

    least = 0
    """Rows that a question needs."""

    def total_form_count(self) -> int:
        return super().total_form_count() if self.is_bound else max(super().total_form_count(), self.least)

    @cached_property
    def checks(self) -> list[Told]:
        """What is wrong with it, beside what is wrong with its rows."""
        return []

    @property
    def right(self) -> str:
        """Which row is marked right."""
        if self.is_bound:
            return str(self.data.get(f"{self.prefix}-right", ""))
        rows = enumerate(self.initial or ())
        return next((str(number) for number, row in rows if row.get("is_right")), "")

    @property
    def filled(self) -> list[tuple[int, Mapping[str, Any]]]:
        """Number and words of each row that says something; what cannot be read says nothing."""
        return [(number, form.read()) for number, form in enumerate(self.forms) if form.is_filled]


MOST_DRAWN = 250


def rows_of(form: type[RowForm], *, least: int, empty: int = 1, **options: Any) -> Any:
    """A table with so many empty rows, and of a new question at least as many as it needs.

    However many rows a form claims to send, no more than `MOST_DRAWN` are read and drawn again.
    """
    table = type("Table", (Rows,), {"least": least})
    most = {"max_num": MOST_DRAWN, "absolute_max": MOST_DRAWN}
    return forms.formset_factory(form, formset=table, extra=empty, **(most | options))


OptionRows = rows_of(OptionForm, least=LEAST_WRONG + 1, empty=2)
PointRows = rows_of(PointForm, least=LEAST_POINTS + 1)
ReferenceRows = rows_of(ReferenceForm, least=1)
FollowUpRows = rows_of(FollowUpForm, least=2)
NoteRows = rows_of(NoteForm, least=1)
ExampleRows = rows_of(ExampleForm, least=1, max_num=fields.MOST_EXAMPLES, validate_max=True)


def slugs_for(rows: Rows, used: Iterable[str]) -> dict[int, str]:
    """Row number to slug: its own for ever, or a new one made of its words; no two rows have the same."""
    first = {row["slug"]: number for number, row in reversed(rows.filled) if row["slug"]}
    slugs = {number: slug for slug, number in first.items()}
    taken = {RESERVED, *used, *slugs.values()}
    for number, row in rows.filled:
        if number not in slugs:
            slugs[number] = new_slug(row["text"], taken)
            taken.add(slugs[number])
    return slugs


def new_slug(text: str, taken: set[str]) -> str:
    words = slugify(text).replace("_", "-").split("-")[:SLUG_WORDS]
    stem = "-".join(filter(None, words))[: SLUG_LENGTH - 4].strip("-") or "option"
    return next(
        slug for n in range(1, len(taken) + 2) if (slug := stem if n == 1 else f"{stem}-{n}") not in taken
    )
