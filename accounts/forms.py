"""Forms of the accounts: allauth's, with our fields, and the settings."""

from typing import Any

from allauth.account import forms as allauth
from allauth.account.adapter import get_adapter
from allauth.core import context
from django import forms
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import limits
from accounts.entrance import signing_up
from accounts.fields import LineField, code_field, email_field, new_password_field, password_field
from accounts.models import User
from accounts.settings.single_keys import OFF, ON
from accounts.zones import is_zone, zone_of_browser, zones_of_places

NAME_SHOWN_TO = _("What an instructor sees if you join a cohort. Without it they see your e-mail address.")
NAME_TOO_LONG = {"max_length": _("A name has 80 characters at most. Shorten it.")}


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
        if limits.noted_of(request).code_wanted:
            raise adapter.validation_error("many_wrong_passwords")
        return password


class SettingsForm(forms.ModelForm):  # type: ignore[type-arg]
    """How the site shows itself to a person, and the person to others."""

    keys = forms.ChoiceField(
        label=_("Single keys on this device"),
        choices=[(ON, _("On")), (OFF, _("Off"))],
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Off: a letter or number pressed alone does nothing. Enter and Escape still work."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        help_text=_("Your day starts at midnight in this time zone."),
        error_messages={"invalid_choice": _("There is no such time zone. Choose one from the list.")},
    )

    class Meta:
        model = User
        fields = ["name", "theme", "motion", "time_zone"]
        labels = {"name": _("Name to show")}
        help_texts = {"name": NAME_SHOWN_TO, "motion": _("Reduced: what changes on a page changes at once.")}
        error_messages = {"name": NAME_TOO_LONG}
        field_classes = {"name": LineField}
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
            "theme": forms.RadioSelect,
            "motion": forms.RadioSelect,
        }

    def __init__(self, *args: Any, browser_zone: str, keys: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["keys"] = keys
        zone = self.instance.time_zone or browser_zone or "UTC"
        names = {*zones_of_places(), zone} if is_zone(zone) else zones_of_places()
        self.initial["time_zone"] = zone
        field: Any = self.fields["time_zone"]
        field.choices = [(name, name.replace("_", " ")) for name in sorted(names)]

    def save(self, commit: bool = True) -> User:
        """Writes its own columns only: a password changed meanwhile stays changed."""
        self.instance.save(update_fields=self._meta.fields)
        user: User = self.instance
        return user
