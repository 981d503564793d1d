"""What people fill in to assign."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quiz.bank.published import PublishedBank
from quiz.cohorts.models import MINUTES, Assignment

USUAL_DAYS = timedelta(days=7)
FURTHEST = timedelta(days=5 * 365 + 1)
"""How far ahead something may be due."""
LONGEST_OPEN = timedelta(days=365)
"""How long ago it may have opened."""
MOST_MINUTES = 120


class AssignmentForm(forms.Form):
    """Which sections, to which level, from when and by when."""

    sections = forms.MultipleChoiceField(
        label=_("What"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("No section is chosen. Choose at least one.")},
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

    def __init__(self, data: Any = None, *, bank: PublishedBank, today: date) -> None:
        super().__init__(data, initial={"opens_on": today, "due_on": today + USUAL_DAYS})
        self.today = today
        self.bank = bank
        self.sizes = {section.slug: len(section.keys) for section in bank.sections if section.keys}
        choices = [(section.slug, section.title) for section in bank.sections if section.keys]
        self.fields["sections"].choices = choices  # type: ignore[attr-defined]

    def clean_minutes(self) -> int:
        minutes: int | None = self.cleaned_data["minutes"]
        return minutes or MINUTES

    def section_rows(self) -> Iterator[tuple[forms.BoundField, int]]:
        """Each section's box, with the number of its questions."""
        yield from zip(self["sections"], self.sizes.values(), strict=True)

    def clean(self) -> dict[str, Any]:
        """The summary says what happened, the field what to do."""
        opens, due = self.cleaned_data.get("opens_on"), self.cleaned_data.get("due_on")
        longest_ago, furthest = self.today - LONGEST_OPEN, self.today + FURTHEST
        if opens and opens < longest_ago:
            happened = gettext("The opening date is more than a year ago.")
            self.refuse("opens_on", happened, gettext("Choose %(day)s or later."), longest_ago)
        if due and due > furthest:
            happened = gettext("The due date is more than five years away.")
            self.refuse("due_on", happened, gettext("Choose %(day)s or earlier."), furthest)
        elif opens and due and due < opens:
            happened = gettext("The due date is before the opening date.")
            self.refuse("due_on", happened, gettext("Choose %(day)s or later."), max(opens, self.today))
        elif due and due < self.today:
            happened = gettext("The due date has passed.")
            self.refuse("due_on", happened, gettext("Choose %(day)s or later."), self.today)
        return self.cleaned_data

    def refuse(self, field: str, happened: str, what_to_do: str, day: date) -> None:
        named = date_format(day, "j F" if day.year == self.today.year else "j F Y")
        self.add_error(None, happened)
        self.add_error(field, what_to_do % {"day": named})
