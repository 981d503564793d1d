"""What is typed to show again who one is, and to change the address."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.fields import code_field, email_field
from accounts.models import User


class MailedCodeForm(forms.Form):
    code = code_field()


class NewAddressForm(forms.Form):
    """Whether another account has the address is not said here: only its owner can know."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["email"] = email_field()
        self.fields["email"].label = _("New e-mail address")

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if email == self.user.email:
            raise ValidationError(_("This is your address already. Type the new one."))
        return email
