"""The few fields that the account forms are made of: our words, and what browsers fill in."""

from typing import Any

from allauth.account.fields import EmailField, PasswordField, SetPasswordField
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User

LONGEST_EMAIL = 254


def email_field(autocomplete: str = "email") -> forms.Field:
    """An address, in lower case."""
    hints = {"autocomplete": autocomplete, "autocapitalize": "none", "spellcheck": "false"}
    field: forms.Field = EmailField(
        label=_("E-mail"),
        max_length=LONGEST_EMAIL,
        widget=forms.EmailInput(attrs=hints),
        error_messages={
            "required": _("Type your e-mail address."),
            "max_length": _("An e-mail address has 254 characters at most."),
            "invalid": _("This is not an e-mail address. One looks like learner1@example.org."),
        },
    )
    return field


def password_field(label: Any) -> forms.Field:
    """The password that the account has."""
    return without_placeholder(
        PasswordField(label=label, autocomplete="current-password", help_text="", error_messages=MISSING)
    )


def new_password_field(label: Any, *, user: User | None = None) -> forms.Field:
    """The password that the account gets; checked against `user`, or by the form where there is none yet."""
    kind = PasswordField if user is None else SetPasswordField
    field = kind(label=label, autocomplete="new-password", help_text=RULE, error_messages=MISSING)
    field.user = user
    return without_placeholder(field)


def code_field() -> forms.CharField:
    hints = {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "code", "spellcheck": "false"}
    return forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(attrs=hints),
        error_messages={"required": _("Type the eight digits from the mail.")},
    )


def without_placeholder(field: Any) -> forms.Field:
    field.widget.attrs.pop("placeholder", None)
    kept: forms.Field = field
    return kept


MISSING = {"required": _("Type a password.")}
RULE = _("At least eight characters, not only digits, and not one that many people use.")
