"""What is typed to show again who one is, and to change the address."""

from typing import Any

from allauth.account import forms as allauth
from allauth.account.adapter import get_adapter
from allauth.core import context
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts import limits
from accounts.fields import code_field, email_field, password_field
from accounts.models import User


class PasswordAgainForm(allauth.ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = password_field(_("Password"))

    def clean_password(self) -> str:
        """A wrong one counts as it does on signing in."""
        password: str = self.cleaned_data["password"]
        adapter, request = get_adapter(), context.request
        if adapter.authenticate(request, email=self.user.email, password=password) != self.user:
            raise ValidationError(_("This is not your password. Type it again."))
        if limits.noted_of(request).code_wanted:
            raise adapter.validation_error("many_wrong_passwords")
        return password


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
