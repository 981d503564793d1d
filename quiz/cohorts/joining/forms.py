"""What people fill in to invite and to join."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField
from quiz.cohorts.joining import codes, pasting
from quiz.cohorts.joining.pasting import Pasted

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


class MailForm(forms.Form):
    """Whom to invite by mail."""

    addresses = forms.CharField(
        label=_("E-mail addresses"),
        help_text=_("One a line, or as you copied them: names and commas do no harm. 200 at most."),
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "autocapitalize": "none"}),
        error_messages={"required": _("The list is empty. Paste at least one address.")},
    )
    days = InvitationForm.base_fields["days"]

    def clean_addresses(self) -> list[Pasted]:
        entries = pasting.entries_of(self.cleaned_data["addresses"])
        too_many = _("The list has %(n)s entries. 200 addresses at most: send the first 200, then the rest.")
        if len(entries) > pasting.MOST_ENTRIES:
            raise ValidationError(too_many, params={"n": f"{len(entries):,}"})
        pasted = [pasting.read_entry(entry) for entry in entries]
        different = len({one.text for one in pasted if one.is_address})
        if different > pasting.MOST:
            raise ValidationError(too_many, params={"n": f"{different:,}"})
        return pasted


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


class CodeForm(forms.Form):
    """A short code, as it was heard or read from a wall."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("Eight letters and digits, for instance ABCD-2345."),
        widget=forms.TextInput(
            attrs={
                "class": "code",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "translate": "no",
            }
        ),
        error_messages={"required": _("Type the code that your instructor gave you.")},
    )

    def clean_code(self) -> str:
        code = codes.plain(self.cleaned_data["code"])
        if not codes.is_a_code(code):
            raise ValidationError(
                _(
                    "A code has eight letters and digits, and never 0, O, 1, I or L. Look at it again; this cost no "
                    "try."
                )
            )
        return code

    def no_such_code(self) -> None:
        self.add_error(
            "code", _("This code leads nowhere now. Check each letter, or ask your instructor for a new one.")
        )
