"""Forms of the practice part."""

from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quiz.practice.models import Plan


class PlanForm(forms.ModelForm):  # type: ignore[type-arg]
    """When the interview is and how long a day's session takes."""

    minutes = forms.TypedChoiceField(
        label=gettext_lazy("Minutes a day"),
        choices=Plan.Minutes.choices,
        coerce=int,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Plan
        fields = ["interview_on", "minutes"]
        widgets = {"interview_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        help_texts = {"interview_on": gettext_lazy("Leave it empty if you have no date yet.")}

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)

    def clean_interview_on(self) -> date | None:
        day: date | None = self.cleaned_data["interview_on"]
        if day and day < self.today and day != self.instance.interview_on:
            raise forms.ValidationError(
                _(
                    "That day has passed. The minutes are kept below. Choose %(day)s or later, or leave it empty."
                )
                % {"day": date_format(self.today, "j F Y")}
            )
        return day
