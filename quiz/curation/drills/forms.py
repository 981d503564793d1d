"""The form in which a curator edits a drill. It takes words in any state: what is wrong with them, the checks say."""

from collections.abc import Iterator

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from quiz.bank.drills.words import DrillWords
from quiz.bank.text import fields
from quiz.curation.editing.checked_fields import BoundedForm
from quiz.curation.editing.rows import LinesField, RowForm, WordsField, rows_of


class DrillForm(BoundedForm):
    """All but the rubric."""

    lengths = fields.DRILL
    opened = forms.CharField(widget=forms.HiddenInput, required=False)
    title = WordsField(label=_("Title"), rows=1)
    situation = WordsField(label=_("Situation"), rows=6)
    ask = LinesField(
        label=_("What to ask"), rows=6, help_text=_("One question a line, in the order to ask them.")
    )


class RubricForm(RowForm):
    lengths = fields.RUBRIC
    text = WordsField(label=_("What a good answer holds"), rows=3)
    questions = LinesField(label=_("Questions behind it, one key a line"), rows=3)


RubricRows = rows_of(RubricForm, least=2)


class DrillEditor:
    """Both together."""

    def __init__(self, words: DrillWords, data: QueryDict | None = None, *, opened: str = "") -> None:
        """`opened` is what their words were, sealed; sent back by the form."""
        initial = words.said()
        self.points = RubricRows(data, initial=initial.pop("points"), prefix="points")
        self.form = DrillForm(data, initial={**initial, "opened": opened}, label_suffix="")

    def is_valid(self) -> bool:
        """Asks each of them, so that each tells its errors."""
        return all([self.form.is_valid(), self.points.is_valid()])

    @property
    def has_errors(self) -> bool:
        return any(form.errors for form in (self.form, *self.points))

    def words(self) -> DrillWords:
        """What the forms say, as far as it can be read."""
        self.is_valid()
        said = {name: value for name, value in self.form.cleaned_data.items() if name != "opened"}
        return DrillWords(**said, points=[dict(row) for _, row in self.points.filled])

    def unread(self) -> Iterator[str]:
        """What is wrong with the fields that cannot be read."""
        for form in (self.form, *self.points):
            for name, errors in form.errors.items():
                yield from (f"{form.fields[name].label}: {error}" for error in errors)
