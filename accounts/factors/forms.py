"""Forms of the factors: allauth's, with our fields, our counting, and refusals in the place of errors."""

import re
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.totp.internal.auth import get_totp_secret
from allauth.mfa.webauthn import forms as webauthn
from allauth.mfa.webauthn.internal import auth
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from django import forms
from django.utils.translation import gettext_lazy as _
from fido2.utils import websafe_encode

from accounts.factors.app_codes import Found, spend_code, steps_of
from accounts.factors.fields import CredentialField, any_code_field, app_code_field
from accounts.factors.guessing import try_code
from accounts.factors.telling import tell_code_used
from accounts.fields import LineField, password_field
from accounts.limits.noted import noted_of
from accounts.models import User

MOST_PASSKEYS = 20
LONGEST_NAME = 80
MALFORMED = (
    ArithmeticError,
    AttributeError,
    InvalidSignature,
    LookupError,
    RecursionError,
    TypeError,
    UnsupportedAlgorithm,
    ValueError,
    struct.error,
)
"""What the libraries raise over something that no browser sends."""
Type = Authenticator.Type


@contextmanager
def refused_in_words() -> Iterator[None]:
    """Whatever is wrong with a passkey's answer is one refusal: nobody learns from it what they guessed."""
    try:
        yield
    except (forms.ValidationError, *MALFORMED) as error:
        raise get_adapter().validation_error("incorrect_passkey") from error


class TypedCode(forms.Form):
    """A code of an app, or one of the recovery codes. It counts as wrong until it is found right."""

    code = any_code_field()
    user: User

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        found_right = try_code(context.request, user=self.user)
        rows = Authenticator.objects.filter(user=self.user, type__in=[Type.TOTP, Type.RECOVERY_CODES])
        for factor in rows.order_by("-type"):
            match tried(factor, code):
                case Found.RIGHT:
                    found_right()
                    self.authenticator = factor
                    return code
                case Found.USED:
                    found_right()
                    raise get_adapter().validation_error("used_code")
        raise get_adapter().validation_error("incorrect_code")

    def tell(self) -> None:
        if self.authenticator.type == Type.RECOVERY_CODES:
            tell_code_used(context.request, self.user)


def tried(factor: Authenticator, code: str) -> Found:
    if factor.type == Type.TOTP:
        return spend_code(factor, code)
    return Found.RIGHT if factor.wrap().validate_code(code) else Found.WRONG


class SecondStepForm(TypedCode, base.AuthenticateForm):  # type: ignore[misc]
    """Is proof enough for the next minutes: nobody spends a second recovery code to remove what they lost."""

    def save(self) -> None:
        post_authentication(context.request, self.authenticator, reauthenticated=True)
        self.tell()


class CodeAgainForm(TypedCode, base.ReauthenticateForm):  # type: ignore[misc]
    def save(self) -> None:
        super().save()
        self.tell()


class PasswordAgainForm(account.ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = password_field(_("Password"))

    def clean_password(self) -> str:
        """A wrong one counts as it does on signing in."""
        password: str = self.cleaned_data["password"]
        adapter, request = get_account_adapter(), context.request
        if adapter.authenticate(request, email=self.user.email, password=password) != self.user:
            raise adapter.validation_error("enter_current_password")
        if noted_of(request).code_wanted:
            raise adapter.validation_error("many_wrong_passwords")
        return password


class ShownPasskey(forms.Form):
    """A signature cannot be guessed, so that nothing is counted for the account."""

    credential = CredentialField()
    user: User | None

    def clean_credential(self) -> Authenticator:
        said = self.cleaned_data["credential"]
        with refused_in_words():
            auth.parse_authentication_response(said)
            user = self.user or auth.extract_user_from_response(said)
            return auth.complete_authentication(user, said)


class SecondStepPasskeyForm(ShownPasskey, webauthn.AuthenticateWebAuthnForm):  # type: ignore[misc]
    reauthenticated = True


class SignInByPasskeyForm(ShownPasskey, webauthn.LoginWebAuthnForm):  # type: ignore[misc]
    pass


class PasskeyAgainForm(ShownPasskey, webauthn.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    pass


def name_field() -> forms.Field:
    return LineField(
        label=_("Name"),
        max_length=LONGEST_NAME,
        help_text=_("So that you know it again, such as “Phone” or “Laptop”."),
        error_messages={
            "required": _("Give it a name."),
            "max_length": _("A name has 80 characters at most. Shorten it."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )


class AddPasskeyForm(webauthn.AddWebAuthnForm):  # type: ignore[misc]
    """A name that is missing or too long is no reason to lose what the device has made: it gets another."""

    name = name_field()
    credential = CredentialField()
    passwordless = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False
        self.fields["name"].max_length = None
        self.fields["name"].validators = []

    def clean_name(self) -> str:
        name: str = super().clean_name()[:LONGEST_NAME]
        return name

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = self.cleaned_data
        if Authenticator.objects.filter(user=self.user, type=Type.WEBAUTHN).count() >= MOST_PASSKEYS:
            raise get_adapter().validation_error("many_passkeys")
        if "credential" in cleaned:
            with refused_in_words():
                cleaned = super().clean()
                cleaned["credential"] = what_is_kept(cleaned["credential"])
        return cleaned


def what_is_kept(credential: dict[str, Any]) -> dict[str, Any]:
    """What signing in needs of it, by the name that was attested, and nothing else that a browser may send along."""
    response = credential["response"]
    attested = auth.parse_registration_response(credential).response.attestation_object
    name = websafe_encode(attested.auth_data.credential_data.credential_id)
    return {
        "type": "public-key",
        "id": name,
        "rawId": name,
        "response": {part: bytes_as_text(response[part]) for part in ("clientDataJSON", "attestationObject")},
        "clientExtensionResults": {"credProps": {"rk": True}},
    }


def bytes_as_text(value: Any) -> str:
    """As WebAuthn writes bytes; what else is lenient in reading may not be storable. Raises `ValueError`."""
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z0-9_-]+=*", value):
        raise ValueError
    return value


class RenamePasskeyForm(webauthn.EditWebAuthnForm):  # type: ignore[misc]
    name = name_field()


class TurnOnAppForm(totp.ActivateTOTPForm):  # type: ignore[misc]
    """Every tab shows the same secret until it is on."""

    code = app_code_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.user = kwargs.pop("user")
        forms.Form.__init__(self, *args, **kwargs)
        self.secret = get_totp_secret()

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        found_right = try_code(context.request, user=self.user)
        steps = steps_of(self.secret, code)
        if not steps:
            raise get_adapter().validation_error("incorrect_code")
        found_right()
        self.step = max(steps)
        return code
