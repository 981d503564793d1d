"""Forms in which a curator edits a revision. They take words in any state: what is wrong with them, the checks say."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from quiz.bank.checks.checking import MOST_POINTS
from quiz.bank.models import Revision
from quiz.bank.revisions.content import FIELDS, Content, OptionContent, PointContent, examples_saying
from quiz.bank.text import fields, shapes
from quiz.curation.editing.checked_fields import BoundedForm
from quiz.curation.editing.rows import (
    ExampleRows,
    FollowUpRows,
    LinesField,
    NoteRows,
    OptionRows,
    PointRows,
    ReferenceRows,
    WordsField,
    slugs_for,
)


class RevisionForm(BoundedForm):
    """The revision's own fields."""

    lengths = {
        **fields.REVISION,
        "follow_up_question": fields.FOLLOW_UP["question"],
        "follow_up_reply": fields.FOLLOW_UP["good_reply"],
    }
    opened = forms.CharField(widget=forms.HiddenInput)
    text = WordsField(label=_("Question"))
    answer = WordsField(label=_("Model answer"), rows=5)
    hint = WordsField(label=_("Hint"), rows=2)
    explanation = WordsField(label=_("Why"), rows=5)
    common_wrong = WordsField(label=_("Common wrong answer"), rows=3)
    senior = WordsField(label=_("What a senior adds"), rows=2)
    follow_up_question = WordsField(label=_("Follow-up"))
    follow_up_reply = WordsField(label=_("What a good reply holds"), rows=3)
    accepted = LinesField(
        label=_("Accepted forms"), rows=3, help_text=_("For commands and code. One a line.")
    )
    difficulty = forms.TypedChoiceField(
        label=_("Difficulty"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("not said")), *((n, str(n)) for n in (1, 2, 3, 4))],
        help_text=_("From 1, easy, to 4."),
    )
    points_needed = forms.IntegerField(
        label=_("Key points needed"),
        required=False,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_POINTS)],
        help_text=_("How many a good answer has. Empty: all but one."),
    )


class Editor:
    """All forms of one revision together."""

    def __init__(self, content: Content, data: QueryDict | None = None, *, opened: str = "") -> None:
        """`opened` is what their words were, sealed; sent back by the form."""
        initial = initial_of(content)
        self.form = RevisionForm(data, initial={**initial["fields"], "opened": opened}, label_suffix="")
        self.options = OptionRows(data, initial=initial["options"], prefix="options")
        self.points = PointRows(data, initial=initial["key_points"], prefix="points")
        self.follow_ups = FollowUpRows(data, initial=initial["follow_ups"], prefix="follow-ups")
        self.references = ReferenceRows(data, initial=initial["references"], prefix="references")
        self.notes = NoteRows(data, initial=initial["notes"], prefix="notes")
        self.examples = ExampleRows(data, initial=initial["examples"], prefix="examples")

    def shows(self, name: str) -> bool:
        """Whether the page has this field; the older form of a follow-up is there only where it says something."""
        return not name.startswith("follow_up") or bool(self.form["follow_up_question"].value())

    @property
    def tables(self) -> list[Any]:
        return [self.options, self.points, self.follow_ups, self.references, self.notes, self.examples]

    def is_valid(self) -> bool:
        """Asks each of them, so that each tells its errors."""
        valid = [part.is_valid() for part in (self.form, *self.tables)]
        return all(valid)

    @property
    def has_errors(self) -> bool:
        forms = (self.form, *(form for table in self.tables for form in table))
        return any(form.errors for form in forms) or any(table.non_form_errors() for table in self.tables)

    def content(self, used: Iterable[str] = ()) -> Content:
        """What the forms say, as far as it can be read. `used` are the slugs that this question has had, which name
        other things.
        """
        self.is_valid()
        said = self.form.cleaned_data
        question, reply = said.get("follow_up_question"), said.get("follow_up_reply")
        return Content(
            **{"text": "", "answer": ""} | {name: said[name] for name in FIELDS if name in said},
            follow_up={"question": question or "", "good_reply": reply or ""} if question or reply else {},
            follow_ups=[dict(row) for _, row in self.follow_ups.filled],
            options=self.read_options(used),
            key_points=self.read_points(used),
            references=[dict(row) for _, row in self.references.filled],
            currency_notes=[note_from(row) for _, row in self.notes.filled],
            examples=examples_saying(row for _, row in self.examples.filled),
        )

    def unread(self) -> Iterator[str]:
        """What is wrong with the fields that cannot be read."""
        for form in (self.form, *(form for table in self.tables for form in table)):
            for name, errors in form.errors.items():
                if not form[name].is_hidden:
                    yield from (f"{form.fields[name].label}: {error}" for error in errors)

    def read_options(self, used: Iterable[str]) -> tuple[OptionContent, ...]:
        slugs = slugs_for(self.options, used)
        right = self.options.right
        return tuple(
            OptionContent(slugs[number], row["text"], str(number) == right, row["why"], row["tempts"])
            for number, row in self.options.filled
        )

    def read_points(self, used: Iterable[str]) -> tuple[PointContent, ...]:
        slugs = slugs_for(self.points, used)
        return tuple(
            PointContent(slugs[number], row["text"], row["synonyms"], row["essential"])
            for number, row in self.points.filled
        )


def initial_of(content: Content) -> dict[str, Any]:
    fields = {name: getattr(content, name) for name in RevisionForm.base_fields if hasattr(content, name)}
    fields["follow_up_question"] = content.follow_up.get("question", "")
    fields["follow_up_reply"] = content.follow_up.get("good_reply", "")
    return {
        "fields": fields,
        "options": [asdict(option) for option in content.options],
        "key_points": [asdict(point) for point in content.key_points],
        "follow_ups": content.follow_ups,
        "references": content.references,
        "examples": content.example_rows,
        "notes": [note | note.get("source", {}) for note in content.currency_notes],
    }


def note_from(row: Mapping[str, Any]) -> dict[str, Any]:
    """A correction has no day since which it holds; one that was given is kept, and the checks speak of it."""
    kind, since = row["kind"], row["since"]
    return {
        **({"kind": kind} if kind else {}),
        **({} if kind == shapes.CORRECTION and not since else {"since": since}),
        "says": row["says"],
        "source": {"title": row["title"], "url": row["url"]},
        "checked": row["checked"],
    }


class ReasonForm(forms.Form):
    """Why something is done; kept in the log of publications."""

    why = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=AdminTextareaWidget(attrs={"rows": 2}),
        help_text=_("Saved for good, with your name while you have an account."),
    )

    def clean_why(self) -> str:
        """On one line, and as a fixture file may hold it."""
        why = " ".join(str(self.cleaned_data["why"]).split())
        if said := shapes.words(why):
            raise forms.ValidationError(f"{said[0].upper()}{said[1:]}.")
        return why


class PublishForm(ReasonForm):
    """Why it is published, and what that means for those who learned the answer."""

    change = forms.ChoiceField(label=_("What changes"), choices=Revision.Change, widget=forms.RadioSelect)
    field_order = ("change", "why")

    def __init__(self, *args: Any, is_first: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.is_first = is_first
        if is_first:
            del self.fields["change"]

    def clean(self) -> dict[str, Any]:
        """Words that are the first change nothing."""
        return {"change": ""} | self.cleaned_data
