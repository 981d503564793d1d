"""What people fill in to make a cohort."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField
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
