"""Forms of getting in, and of one's password: allauth's, with our fields."""

from typing import Any

from allauth.account import forms as allauth
from allauth.account.adapter import get_adapter
from allauth.core import context
from django import forms
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.entrance import signing_up
from accounts.fields import (
    NAME_SHOWN_TO,
    NAME_TOO_LONG,
    LineField,
    code_field,
    email_field,
    new_password_field,
    password_field,
)
from accounts.limits.noted import noted_of
from accounts.models import User
from accounts.zones import zone_of_browser


class SignInForm(allauth.LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = email_field("username")
        self.fields["password"] = password_field(_("Password"))


class SignUpForm(allauth.SignupForm):  # type: ignore[misc]
    """Asks for an account. What it says, apart from the address, waits until the address is proved."""

    name = LineField(
        label=_("Name to show"),
        required=False,
        max_length=80,
        help_text=NAME_SHOWN_TO,
        error_messages=NAME_TOO_LONG,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )
    field_order = ["email", "password1", "name"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = email_field()
        self.fields["password1"] = new_password_field(_("Password"))

    def clean(self) -> dict[str, Any]:
        """allauth compares the password with the address; the name is said here as well."""
        cleaned: dict[str, Any] = super().clean()
        if (password := cleaned.get("password1")) and "password1" not in self.errors:
            try:
                get_adapter().clean_password(password, user=User(name=cleaned.get("name", "")))
            except forms.ValidationError as error:
                self.add_error("password1", error)
        return cleaned

    def validate_unique_email(self, value: str) -> str:
        self.unproved = signing_up.unproved_account(value)
        email: str = value if self.unproved else super().validate_unique_email(value)
        return email

    def try_save(self, request: HttpRequest) -> Any:
        """As allauth has it; the password is hashed first, so that time does not tell who has an account."""
        data = self.cleaned_data
        self.wishes = signing_up.Wishes.of(
            password=data.pop("password1"), name=data["name"], time_zone=zone_of_browser(request)
        )
        return super().try_save(request)

    def save(self, request: HttpRequest) -> User:
        user = self.unproved or self.new_account(request)
        signing_up.keep_waiting(request.session, user=user, wishes=self.wishes)
        return user

    def new_account(self, request: HttpRequest) -> User:
        try:
            with transaction.atomic():
                made: User = super().save(request)
        except IntegrityError:
            made_meanwhile = signing_up.unproved_account(self.cleaned_data["email"])
            if made_meanwhile is None:
                raise
            return made_meanwhile
        return made


class RequestCodeForm(allauth.RequestLoginCodeForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = email_field()


class ResetPasswordForm(allauth.ResetPasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = email_field()


class SignInCodeForm(allauth.ConfirmLoginCodeForm):  # type: ignore[misc]
    code = code_field()


class AddressCodeForm(allauth.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    code = code_field()


class ResetCodeForm(allauth.ConfirmPasswordResetCodeForm):  # type: ignore[misc]
    code = code_field()


def ask_new_password_once(form: Any) -> None:
    """Who mistypes it has a code mailed."""
    del form.fields["password2"]
    form.fields["password1"] = new_password_field(_("New password"), user=form.user)


class ResetPasswordKeyForm(allauth.ResetPasswordKeyForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_new_password_once(self)


class SetPasswordForm(allauth.SetPasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_new_password_once(self)


class ChangePasswordForm(allauth.ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"] = password_field(_("Current password"))
        ask_new_password_once(self)

    def clean_oldpassword(self) -> str:
        """A wrong one counts as it does on signing in."""
        password: str = self.cleaned_data["oldpassword"]
        adapter, request = get_adapter(), context.request
        if adapter.authenticate(request, email=self.user.email, password=password) != self.user:
            raise adapter.validation_error("enter_current_password")
        if noted_of(request).code_wanted:
            raise adapter.validation_error("many_wrong_passwords")
        return password
