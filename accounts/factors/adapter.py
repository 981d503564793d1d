"""What `allauth.mfa` asks the site: its words, who it is, and how secrets are written."""

import secrets as chance
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import segno
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.factors import secrets
from accounts.models import User

SITE = "mlopsprep"


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("This is not the code. Type the newest one your app shows."),
        "used_code": gettext_lazy("This code was used already. Wait until your app shows the next one."),
        "incorrect_passkey": gettext_lazy(
            "That did not work with this page. It may have been open in another tab too. Press the button again."
        ),
        "many_passkeys": gettext_lazy("You have 20 passkeys. Remove one before you add another."),
        "unverified_email": gettext_lazy("Confirm your e-mail address first."),
    }

    def get_totp_issuer(self) -> str:
        return SITE

    def build_totp_svg(self, url: str) -> str:
        """Black on white in every theme, since phones read no other."""
        drawn = BytesIO()
        code = segno.make(url, error="m", micro=False)
        code.save(drawn, kind="svg", xmldecl=False, omitsize=True, dark="black", light="white", border=4)
        return drawn.getvalue().decode()

    def encrypt(self, text: str) -> str:
        return secrets.locked(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Where the key is gone, a secret that nobody knows takes its place: no code is right."""
        text = secrets.opened(encrypted_text)
        return chance.token_hex(40) if text is None else text

    def generate_authenticator_name(self, user: User, type: Any) -> str:
        count = Authenticator.objects.filter(user=user, type=type).count()
        return _("Passkey %(number)d") % {"number": count + 1} if count else _("Passkey")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The site's own name, and never what a request says: a passkey belongs to it.

        On a developer's machine it is whichever name of that machine the browser uses.
        """
        address = f"//{context.request.get_host()}" if settings.DEBUG else settings.BASE_URL
        return {"id": urlsplit(address).hostname or "", "name": SITE}
