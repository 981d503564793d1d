"""What people fill in to assign, and to change what is assigned."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quiz.bank.published import PublishedBank
from quiz.bank.text.markdown import plain
from quiz.cohorts.assigning.terms import Terms, single
from quiz.cohorts.models import MINUTES, NOTE_LENGTH, Assignment, Membership

USUAL_DAYS = timedelta(days=7)
FURTHEST = timedelta(days=5 * 365 + 1)
"""How far ahead something may be due."""
LONGEST_OPEN = timedelta(days=365)
"""How long ago it may have opened."""
MOST_MINUTES = 120
EVERYONE, SOME = "everyone", "some"


class NoteField(forms.CharField):
    """Plain text of a few lines, each line break one character, as browsers count them."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n").replace("\r", "\n").strip()


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """The questions of one section, each a box."""

    title: str
    boxes: Sequence[forms.boundfield.BoundWidget]
    chosen: int


class AssignmentForm(forms.Form):
    """Which sections and questions, to which level, from when and by when, for whom."""

    sections = forms.MultipleChoiceField(label=_("What"), widget=forms.CheckboxSelectMultiple, required=False)
    questions = forms.MultipleChoiceField(
        label=_("Single questions"), widget=forms.CheckboxSelectMultiple, required=False
    )
    target = forms.TypedChoiceField(
        label=_("Level to reach"),
        choices=Assignment.Target.choices,
        coerce=int,
        initial=Assignment.Target.FAMILIAR,
        widget=forms.RadioSelect,
        help_text=_("Familiar can be reached by choosing. From Proficient on, it takes recall."),
        error_messages={"required": _("No level is chosen. Choose one.")},
    )
    minutes = forms.IntegerField(
        label=_("Minutes a day"),
        required=False,
        min_value=1,
        max_value=MOST_MINUTES,
        initial=MINUTES,
        help_text=_("If a member needs more than this to finish in time, you see that they are behind."),
        error_messages={
            "invalid": _("The minutes are not a whole number. Choose from 1 to 120."),
            "min_value": _("One minute a day is the least. Choose from 1 to 120."),
            "max_value": _("120 minutes a day is the most. Choose from 1 to 120."),
        },
    )
    whom = forms.ChoiceField(
        label=_("For"),
        choices=[(EVERYONE, _("Everyone, and whoever joins later")), (SOME, _("Some members"))],
        required=False,
        initial=EVERYONE,
        widget=forms.RadioSelect,
    )
    members = forms.MultipleChoiceField(
        label=_("Members"), widget=forms.CheckboxSelectMultiple, required=False
    )
    note = NoteField(
        label=_("A note to the members"),
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("They read it where they find the assignment."),
        error_messages={
            "max_length": _("The note has %(show_value)d characters, 500 is the most. Shorten it.")
        },
    )
    opens_on = forms.DateField(
        label=_("Opens"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("The opening date is missing. Choose a day."),
            "invalid": _("The opening date is not a date. Choose a day."),
        },
    )
    due_on = forms.DateField(
        label=_("Due, end of day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("The due date is missing. Choose a day."),
            "invalid": _("The due date is not a date. Choose a day."),
        },
    )

    def __init__(
        self,
        data: Any = None,
        *,
        bank: PublishedBank,
        today: date,
        members: Sequence[Membership] = (),
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        usual = {"opens_on": today, "due_on": today + USUAL_DAYS}
        super().__init__(data, initial=dict(initial or usual))
        self.today, self.bank = today, bank
        self.people = {str(member.pk): member for member in members}
        self.sizes = {section.slug: len(section.keys) for section in bank.sections if section.keys}
        choices: dict[str, list[tuple[str, str]]] = {
            "sections": [(section.slug, section.title) for section in bank.sections if section.keys],
            "questions": [(key, plain(one.revision.text)) for key, one in bank.questions.items()],
            "members": [(key, str(member.user)) for key, member in self.people.items()],
        }
        for name, some in choices.items():
            self.fields[name].choices = some  # type: ignore[attr-defined]

    def clean_minutes(self) -> int:
        minutes: int | None = self.cleaned_data["minutes"]
        return minutes or MINUTES

    @property
    def terms(self) -> Terms:
        """Of a form that is valid."""
        said = self.cleaned_data
        for_everyone = said["whom"] != SOME
        chosen = [] if for_everyone else said["members"]
        return Terms(
            sections=frozenset(said["sections"]),
            questions=single(said["questions"], said["sections"], self.bank),
            target=said["target"],
            minutes=said["minutes"],
            opens_on=said["opens_on"],
            due_on=said["due_on"],
            note=said["note"],
            for_everyone=for_everyone,
            members=frozenset(self.people[key].user_id for key in chosen),
        )

    def question_groups(self) -> Iterator[QuestionGroup]:
        """By section."""
        boxes = {box.data["value"]: box for box in self["questions"]}
        for section in self.bank.sections:
            own = [boxes[key] for key in section.keys]
            if own:
                yield QuestionGroup(section.title, own, sum(bool(box.data["selected"]) for box in own))

    @property
    def has_single_questions(self) -> bool:
        return any(group.chosen for group in self.question_groups())

    def section_rows(self) -> Iterator[tuple[forms.BoundField, int]]:
        """Each section's box, with the number of its questions."""
        yield from zip(self["sections"], self.sizes.values(), strict=True)

    def clean(self) -> dict[str, Any]:
        """The summary says what happened, the field what to do."""
        self.clean_choices()
        opens, due = self.cleaned_data.get("opens_on"), self.cleaned_data.get("due_on")
        longest_ago, furthest = self.today - LONGEST_OPEN, self.today + FURTHEST
        is_new = {name: self.cleaned_data.get(name) != self.initial[name] for name in ("opens_on", "due_on")}
        if opens and opens < longest_ago and is_new["opens_on"]:
            happened = gettext("The opening date is more than a year ago.")
            self.refuse("opens_on", happened, gettext("Choose %(day)s or later."), longest_ago)
        if due and due > furthest:
            happened = gettext("The due date is more than five years away.")
            self.refuse("due_on", happened, gettext("Choose %(day)s or earlier."), furthest)
        elif opens and due and due < opens:
            happened = gettext("The due date is before the opening date.")
            self.refuse("due_on", happened, gettext("Choose %(day)s or later."), max(opens, self.today))
        elif due and due < self.today and is_new["due_on"]:
            happened = gettext("The due date has passed.")
            self.refuse("due_on", happened, gettext("Choose %(day)s or later."), self.today)
        return self.cleaned_data

    def clean_choices(self) -> None:
        said = self.cleaned_data
        if not (
            said.get("sections") or said.get("questions") or {"sections", "questions"} & set(self.errors)
        ):
            self.add_error("sections", gettext("Nothing is chosen. Choose a section or single questions."))
        if said.get("whom") == SOME and not said.get("members") and "members" not in self.errors:
            self.add_error("members", gettext("No member is chosen. Choose at least one, or everyone."))

    def refuse(self, field: str, happened: str, what_to_do: str, day: date) -> None:
        self.add_error(None, happened)
        self.add_error(field, what_to_do % {"day": named(day, self.today)})


def fields_of(terms: Terms, members: Sequence[Membership]) -> MultiValueDict[str, str]:
    """As the form would send them."""
    asked = [str(member.pk) for member in members if member.user_id in terms.members]
    said = {
        "sections": sorted(terms.sections),
        "questions": sorted(terms.questions),
        "target": [str(terms.target)],
        "minutes": [str(terms.minutes)],
        "opens_on": [terms.opens_on.isoformat()],
        "due_on": [terms.due_on.isoformat()],
        "note": [terms.note],
        "whom": [EVERYONE if terms.for_everyone else SOME],
        "members": asked,
    }
    return MultiValueDict(said)


class OwnDateForm(forms.Form):
    """One member's own due day."""

    due_on = forms.DateField(
        label=_("Own due date, end of day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("The due date is missing. Choose a day."),
            "invalid": _("The due date is not a date. Choose a day."),
        },
    )

    def __init__(self, data: Any = None, *, today: date, opens_on: date, initial: date | None) -> None:
        super().__init__(data, initial={"due_on": initial})
        self.today, self.earliest = today, max(today, opens_on)

    def clean_due_on(self) -> date:
        due: date = self.cleaned_data["due_on"]
        latest = self.today + FURTHEST
        if due < self.earliest:
            raise forms.ValidationError(
                gettext("Choose %(day)s or later.") % {"day": named(self.earliest, self.today)}
            )
        if due > latest:
            raise forms.ValidationError(
                gettext("Choose %(day)s or earlier.") % {"day": named(latest, self.today)}
            )
        return due


def named(day: date, today: date) -> str:
    return date_format(day, "j F" if day.year == today.year else "j F Y")
