"""Forms of the practice part."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quiz.bank.published import PublishedSection
from quiz.practice.models import Plan
from quiz.practice.remembering.situation import NORMAL

FURTHEST = timedelta(days=730)
"""How far ahead the interview may be: the days until then are practised in the mind."""
WEIGHTS = [
    (0, gettext_lazy("Not asked")),
    (1, gettext_lazy("Less")),
    (NORMAL, gettext_lazy("Normal")),
    (3, gettext_lazy("More")),
]


class PlanForm(forms.ModelForm):  # type: ignore[type-arg]
    """When the interview is, how long and on which days practice is, and what the job asks of each section."""

    minutes = forms.TypedChoiceField(
        label=gettext_lazy("Minutes a day"),
        choices=Plan.Minutes.choices,
        coerce=int,
        widget=forms.RadioSelect,
    )
    days_off = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Days off"),
        choices=list(WEEKDAYS_ABBR.items()),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("We plan nothing on these days. You can still practise."),
    )

    target = forms.TypedChoiceField(
        label=gettext_lazy("Your target"),
        choices=Plan.Target.choices,
        coerce=float,
        required=False,
        empty_value=None,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("How many of the questions you want to know on the day."),
    )
    way = forms.BooleanField(
        label=gettext_lazy("Ask me without options from the start"),
        required=False,
        help_text=gettext_lazy("Otherwise a new question has options until you choose the right one once."),
    )

    class Meta:
        model = Plan
        fields = ["interview_on", "minutes", "days_off", "target", "way"]
        widgets = {"interview_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        help_texts = {"interview_on": gettext_lazy("Leave it empty if you have no date yet.")}

    def __init__(self, *args: Any, today: date, sections: Sequence[PublishedSection], **kwargs: Any) -> None:
        self.today = today
        self.sections = {weight_name(section): section for section in sections if section.keys}
        super().__init__(*args, **kwargs)
        self.initial["target"] = float(self.instance.target)
        for name, section in self.sections.items():
            self.fields[name] = WeightField(section, self.instance.weights)

    @property
    def weight_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.sections]

    @property
    def shows_weights(self) -> bool:
        """Whether what the job asks is open: where the plan says something of it, or must be mended."""
        return bool(self.instance.weights) or any(field.errors for field in self.weight_fields)

    def clean_interview_on(self) -> date | None:
        day: date | None = self.cleaned_data["interview_on"]
        if day and day < self.today and day != self.instance.interview_on:
            raise forms.ValidationError(
                _("That day has passed. Choose %(day)s or later, or leave it empty.")
                % {"day": date_format(self.today, "j F Y")}
            )
        if day and day > self.today + FURTHEST:
            raise forms.ValidationError(
                _("That day is more than two years away. Choose %(day)s or earlier, or leave it empty.")
                % {"day": date_format(self.today + FURTHEST, "j F Y")}
            )
        return day

    def clean_target(self) -> float:
        """A form that does not ask for it leaves it as it is."""
        return float(self.cleaned_data["target"] or self.instance.target)

    def clean_way(self) -> str:
        return Plan.AsksBy.RECALL if self.cleaned_data["way"] else ""

    def clean_days_off(self) -> list[int]:
        days: list[int] = self.cleaned_data["days_off"]
        if len(days) == len(WEEKDAYS_ABBR):
            raise forms.ValidationError(
                _(
                    "Every day of the week is off, which leaves none to practise on. Leave at least one day on."
                )
            )
        return sorted(days)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = {
            section.slug: cleaned.pop(name) for name, section in self.sections.items() if name in cleaned
        }
        if chosen and not any(chosen.values()):
            self.add_error(
                next(iter(self.sections)),
                _("No section is left to ask about. Give at least one of them Less, Normal or More."),
            )
        cleaned["weights"] = {} if len(set(chosen.values())) == 1 else chosen
        return cleaned


class WeightField(forms.TypedChoiceField):
    """What one section counts for; Normal where the plan does not say."""

    def __init__(self, section: PublishedSection, weights: dict[str, int]) -> None:
        super().__init__(
            label=section.title,
            choices=WEIGHTS,
            coerce=int,
            initial=weights.get(section.slug, NORMAL),
            required=False,
            empty_value=NORMAL,  # type: ignore[arg-type]
            widget=forms.RadioSelect,
        )


def weight_name(section: PublishedSection) -> str:
    return f"weight-{section.slug}"
