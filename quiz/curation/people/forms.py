"""What a superuser fills in of a person."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import LineField, email_field
from accounts.models import User
from quiz.curation.people.rights import Rights, rights_of

LONGEST_NAME = 80
ADDRESS_TAKEN = _("An account has this address already.")


def name_field() -> forms.Field:
    return LineField(
        label=_("Name"), required=False, max_length=LONGEST_NAME, help_text=_("What other people see.")
    )


def tick(label: Any, help_text: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label, help_text=help_text, required=False)


class PersonForm(forms.Form):
    name = name_field()
    signs_in = tick(
        _("May sign in"),
        _("Without it they are signed out everywhere at once and cannot come back. Their answers stay."),
    )
    curates = tick(
        _("Curator"), _("Edits, publishes and retires questions, and loads and downloads the bank.")
    )
    is_superuser = tick(
        _("Superuser"), _("Does all that a curator does, and decides on this page what others may do.")
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    is_sure = forms.BooleanField(
        label=_("Yes, take my own right away."), widget=forms.HiddenInput, required=False
    )

    @classmethod
    def of(cls, person: User, seen: str) -> "PersonForm":
        rights = rights_of(person)
        now = {"name": person.name, "signs_in": rights.signs_in, "curates": rights.curates}
        return cls(initial=now | {"is_superuser": rights.is_superuser, "seen": seen}, label_suffix="")

    @property
    def ticks(self) -> list[forms.BoundField]:
        return [self[name] for name in ("signs_in", "curates", "is_superuser")]

    def rights(self) -> Rights:
        return Rights(*(self.cleaned_data[name] for name in ("signs_in", "curates", "is_superuser")))

    def ask(self) -> None:
        """Whether they mean to take their own right away: a tick box from now on."""
        self.fields["is_sure"].widget = forms.CheckboxInput()


class NewPersonForm(forms.Form):
    email = email_field()
    name = name_field()

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if User.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError(ADDRESS_TAKEN)
        return email


class ResetForm(forms.Form):
    """That they are who they say is for another to find out, away from this page."""

    knows_them = tick(
        _("I have spoken to them myself, and I am sure that it is them."),
        _("By a call to a number you knew before, or face to face. A mail or a chat message is not enough."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["knows_them"].required = True
        self.fields["knows_them"].error_messages["required"] = _("Speak to them first, and tick this then.")
