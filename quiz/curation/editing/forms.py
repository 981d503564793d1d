"""Forms in which a curator edits a revision. They take words in any state: what is wrong with them, the checks say."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from quiz.bank import fields, shapes
from quiz.bank.checks.checking import LEAST_POINTS, LEAST_WRONG, MOST_POINTS, RESERVED
from quiz.bank.content import FIELDS, Content, OptionContent, PointContent
from quiz.bank.models import Revision
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


def rows_of(form: type[RowForm], *, least: int, empty: int = 1) -> Any:
    """A table with so many empty rows, and of a new question at least as many as it needs."""
    table = type("Table", (Rows,), {"least": least})
    return forms.formset_factory(form, formset=table, extra=empty)


OptionRows = rows_of(OptionForm, least=LEAST_WRONG + 1, empty=2)
PointRows = rows_of(PointForm, least=LEAST_POINTS + 1)
ReferenceRows = rows_of(ReferenceForm, least=1)
FollowUpRows = rows_of(FollowUpForm, least=2)
NoteRows = rows_of(NoteForm, least=1)


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

    def shows(self, name: str) -> bool:
        """Whether the page has this field; the older form of a follow-up is there only where it says something."""
        return not name.startswith("follow_up") or bool(self.form["follow_up_question"].value())

    @property
    def tables(self) -> list[Any]:
        return [self.options, self.points, self.follow_ups, self.references, self.notes]

    def is_valid(self) -> bool:
        """Asks each of them, so that each tells its errors."""
        valid = [part.is_valid() for part in (self.form, *self.tables)]
        return all(valid)

    @property
    def has_errors(self) -> bool:
        return any(form.errors for form in (self.form, *(form for table in self.tables for form in table)))

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
