"""The few fields that the account forms are made of: our words, and what browsers fill in."""

import re
import unicodedata
from typing import Any

from allauth.account.fields import PasswordField, SetPasswordField
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from accounts import addresses, passwords
from accounts.lines import one_line
from accounts.models import User

CODE_LENGTH = 8
CODE = re.compile(r"(?<!\d)\d{4}[^\w]{0,8}\d{4}(?!\d)")
LONGEST_PASTE = 2000
NAME_SHOWN_TO = _("What an instructor sees if you join a cohort. Without it they see your e-mail address.")
NAME_TOO_LONG = {"max_length": _("A name has 80 characters at most. Shorten it.")}


class LineField(forms.CharField):
    """A name or title, as a clean line; one that shows nothing is none."""

    def to_python(self, value: Any) -> str:
        return one_line(super().to_python(value) or "")


class AddressField(forms.EmailField):
    """An e-mail address, as the account that it is typed for has it."""

    default_validators = [*forms.EmailField.default_validators, RegexValidator(r"^[!-~]+@", code="invalid")]

    def to_python(self, value: Any) -> str:
        return User.objects.address_on_record(super().to_python(value) or "")


class NewPasswordField(PasswordField):  # type: ignore[misc]
    """A password to be, in its one form, so that no rule is passed by in another."""

    def to_python(self, value: Any) -> str:
        return passwords.one_form(super().to_python(value))


class CheckedPasswordField(SetPasswordField):  # type: ignore[misc]
    """The same, checked against whoever gets it."""

    def to_python(self, value: Any) -> str:
        return passwords.one_form(super().to_python(value))


class CodeField(forms.CharField):
    """The digits of a mailed code, however they are written and whatever was copied with them."""

    def to_python(self, value: Any) -> str:
        text = str(super().to_python(value))[:LONGEST_PASTE]
        return the_code_in(plain_digits(text)) or text

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) != CODE_LENGTH or not value.isdecimal():
            raise ValidationError(self.error_messages["unreadable"], code="unreadable")


def is_a_code(text: str) -> bool:
    """Could this be the mailed code? What cannot be it costs no try."""
    try:
        code_field().clean(text)
    except ValidationError:
        return False
    return True


def plain_digits(text: str) -> str:
    """The digits of any script as 0 to 9; compatibility forms made plain."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(str(unicodedata.decimal(letter, letter)) for letter in plain)


def the_code_in(text: str) -> str:
    """The eight digits that the text holds, if it holds no others, or once as the mail writes them; else nothing."""
    digits = re.sub(r"\D", "", text)
    if len(digits) == CODE_LENGTH:
        return digits
    found = {re.sub(r"\D", "", each) for each in CODE.findall(text)}
    return found.pop() if len(found) == 1 else ""


def email_field(autocomplete: str = "email") -> forms.Field:
    hints = {"autocomplete": autocomplete, "autocapitalize": "none", "spellcheck": "false"}
    return AddressField(
        label=_("E-mail"),
        max_length=addresses.LONGEST,
        widget=forms.EmailInput(attrs=hints),
        error_messages={
            "required": _("Type your e-mail address."),
            "max_length": _("An e-mail address has 254 characters at most."),
            "invalid": _("This is not an e-mail address. One looks like learner1@example.org."),
        },
    )


def password_field(label: Any) -> forms.Field:
    """The password that the account has."""
    return without_placeholder(
        PasswordField(label=label, autocomplete="current-password", help_text="", error_messages=MISSING)
    )


def new_password_field(label: Any, *, user: User | None = None) -> forms.Field:
    """The password that the account gets; checked against `user`, or by the form where there is none yet."""
    kind = NewPasswordField if user is None else CheckedPasswordField
    field = kind(label=label, autocomplete="new-password", help_text=RULE, error_messages=MISSING)
    field.user = user
    return without_placeholder(field)


def code_field() -> forms.CharField:
    hints = {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "code", "spellcheck": "false"}
    return CodeField(
        label=_("Code"),
        widget=forms.TextInput(attrs=hints),
        error_messages={
            "required": _("Type the eight digits from the mail."),
            "unreadable": _("A code has eight digits. Type those from the newest mail. This cost no try."),
        },
    )


def without_placeholder(field: Any) -> forms.Field:
    field.widget.attrs.pop("placeholder", None)
    kept: forms.Field = field
    return kept


MISSING = {"required": _("Type a password.")}
RULE = _("At least eight characters, not only digits, and not one that many people use.")
