"""What people fill in to make a cohort, to rename it and to copy it."""

from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField
from quiz.cohorts.assigning.forms import FURTHEST
from quiz.cohorts.models import Cohort


class CohortForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Cohort
        fields = ["name"]
        field_classes = {"name": LineField}
        widgets = {"name": forms.TextInput(attrs={"dir": "auto"})}
        help_texts = {"name": _("Members see it, for instance “Autumn cohort”.")}
        error_messages = {
            "name": {
                "required": _("The cohort has no name. Give it one that its members will know it by."),
                "max_length": _("The name is longer than %(limit_value)d characters. Shorten it."),
            }
        }


class RenameForm(CohortForm):
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    """The name that the page showed."""


class CopyForm(CohortForm):
    """The name of the next cohort, and when it begins."""

    first_day = forms.DateField(
        label=_("First day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The first assignment opens on this day. All others move with it."),
        error_messages={
            "required": _("The first day is missing. Choose a day."),
            "invalid": _("The first day is not a date. Choose a day."),
        },
    )

    def __init__(self, data: Any = None, *, first_day: date | None, today: date) -> None:
        """Without `first_day` nothing is assigned that could move."""
        super().__init__(data, initial={"first_day": first_day})
        self.today = today
        if first_day is None:
            del self.fields["first_day"]

    def clean_first_day(self) -> date:
        day: date = self.cleaned_data["first_day"]
        if day < self.today:
            self.refuse(gettext("The first day has passed. Choose %(day)s or later."), self.today)
        if day > self.today + FURTHEST:
            too_far = gettext("The first day is more than five years away. Choose %(day)s or earlier.")
            self.refuse(too_far, self.today + FURTHEST)
        return day

    def refuse(self, words: str, day: date) -> None:
        named = date_format(day, "j F" if day.year == self.today.year else "j F Y")
        raise forms.ValidationError(words % {"day": named})
