"""What is typed or sent of a factor: bad input is refused in words, and never breaks a page."""

import json
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.fields import plain_digits

APP_DIGITS, RECOVERY_DIGITS = 6, 8
NO_PASSKEY = _("Your browser sent no passkey. Press the button again.")
LONGEST_CREDENTIAL = 20_000
"""Characters. A browser's own have one or two thousand, with an attestation some more."""


class FactorCodeField(forms.CharField):
    """The digits of an app's or of a recovery code, however they are written. What cannot be one costs no try."""

    def __init__(self, *lengths: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.lengths = lengths

    def to_python(self, value: Any) -> str:
        return re.sub(r"[\s\-–.]", "", plain_digits(str(super().to_python(value))[:100]))

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) not in self.lengths or not re.fullmatch(r"[0-9]+", value):
            raise ValidationError(self.error_messages["unreadable"], code="unreadable")


class CredentialField(forms.CharField):
    """What a browser's passkey says, as JSON; only an object, and of a size that one has."""

    widget = forms.HiddenInput
    default_error_messages = {"required": NO_PASSKEY}

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        try:
            said = json.loads(text) if text and len(text) <= LONGEST_CREDENTIAL else None
        except (ValueError, RecursionError):
            said = None
        if not isinstance(said, dict):
            raise ValidationError(NO_PASSKEY, code="no_passkey")
        return said


def code_hints(label: Any) -> dict[str, Any]:
    hints = {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "code", "spellcheck": "false"}
    return {"label": label, "widget": forms.TextInput(attrs=hints)}


def app_code_field() -> forms.CharField:
    return FactorCodeField(
        APP_DIGITS,
        error_messages={
            "required": _("Type the six digits your app shows."),
            "unreadable": _("A code has six digits. Type those your app shows now. This cost no try."),
        },
        **code_hints(_("Code from the app")),
    )


def any_code_field() -> forms.CharField:
    return FactorCodeField(
        APP_DIGITS,
        RECOVERY_DIGITS,
        error_messages={
            "required": _("Type the code."),
            "unreadable": _(
                "An app’s code has six digits, a recovery code has eight. Type one of them. This cost no try."
            ),
        },
        **code_hints(_("Code")),
    )
