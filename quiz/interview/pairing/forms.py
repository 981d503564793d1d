"""What the learner says before there is a link."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField


class LinkForm(forms.Form):
    name = LineField(
        label=_("Name to show"),
        max_length=80,
        help_text=_("Your friend reads it on their sheet: “You interview …”."),
        widget=forms.TextInput(attrs={"autocomplete": "given-name", "dir": "auto"}),
        error_messages={
            "required": _("The name is missing. Type the one that your friend knows you by."),
            "max_length": _("A name has 80 characters at most. Shorten it."),
        },
    )
    instead_of = forms.CharField(required=False, max_length=36, widget=forms.HiddenInput)
