"""What people fill in to invite and to join."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField

MOST_DAYS_VALID = 90
MOST_USES = 500


class InvitationForm(forms.Form):
    """How long a link is valid, and for how many people."""

    newest = forms.CharField(required=False, widget=forms.HiddenInput)
    """The newest link that the page shows."""
    days = forms.IntegerField(
        label=_("Days it is valid"),
        min_value=1,
        max_value=MOST_DAYS_VALID,
        initial=14,
        error_messages={
            "required": _("The days are missing. Choose from 1 to 90."),
            "invalid": _("The days are not a whole number. Choose from 1 to 90."),
            "min_value": _("A link is valid for a day at least. Choose from 1 to 90."),
            "max_value": _("A link is valid for 90 days at most. Choose from 1 to 90."),
        },
    )
    most_uses = forms.IntegerField(
        label=_("People who can join by it"),
        min_value=1,
        max_value=MOST_USES,
        initial=30,
        error_messages={
            "required": _("The number of people is missing. Choose from 1 to 500."),
            "invalid": _("The number of people is not a whole number. Choose from 1 to 500."),
            "min_value": _("A link lets in one person at least. Choose from 1 to 500."),
            "max_value": _("A link lets in 500 people at most. Choose from 1 to 500."),
        },
    )


class JoinForm(forms.Form):
    """Under which name somebody joins."""

    name = LineField(
        label=_("Name to show"),
        max_length=80,
        help_text=_("The people of your cohorts see it. Change it in the settings at any time."),
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
        error_messages={
            "required": _("The name is missing. Type the one that your instructors know you by."),
            "max_length": _("A name has 80 characters at most. Shorten it."),
        },
    )
