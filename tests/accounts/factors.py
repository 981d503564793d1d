"""What people do with factors, by meaning: an app on a phone, and a device that holds passkeys."""

import hashlib
import json
import re
import time
from html import unescape
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestedCredentialData, AuthenticatorData, CollectedClientData

from tests.accounts.cast import sign_in
from tests.conftest import APP_SECRET, PASSWORD, Person

SITE = "https://testserver"
SECOND_STEP = "/accounts/login/second-step/"
LIST = "/settings/factors/"
ADD = "/settings/passkeys/add/"
ON = "/settings/app/on/"
CODES = "/settings/recovery-codes/"
BY_PASSKEY = "/accounts/login/passkey/"
PRESENT_AND_VERIFIED = 0x05


def app_code(secret: str = APP_SECRET, *, later: int = 0) -> str:
    """What the app shows now, or so many steps of half a minute later."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later)))


def wrong_app_code() -> str:
    """A code that is right at no time near."""
    near = {app_code(later=later) for later in range(-5, 6)}
    return next(code for code in ("000000", "111111", "222222", "333333") if code not in near)


def type_code(person: Person, code: str, **more: Any) -> Any:
    return person.post(SECOND_STEP, {"code": code}, **more)


def sign_in_with_app(person: Person, email: str) -> Any:
    sign_in(person, email)
    return type_code(person, app_code(), follow=True)


def show_again(person: Person, **fields: str) -> Any:
    """Before something is changed: the password, or what is named."""
    where = "/accounts/again/code/" if "code" in fields else "/accounts/again/"
    return person.post(where, fields or {"password": PASSWORD})


def turn_on_app(person: Person) -> str:
    """All of it, by somebody who has no factor yet; gives the secret."""
    show_again(person)
    secret = secret_in(person.get(ON))
    person.post(ON, {"code": app_code(secret)})
    return secret


def secret_in(page: Any) -> str:
    found = re.search(r'id="secret" readonly value="([A-Z2-7]+)"', page.text)
    assert found, page.text
    return found.group(1)


def recovery_codes(person: Person) -> list[str]:
    return [code.replace(" ", "") for code in re.findall(r"<li>(\d{4} \d{4})</li>", person.get(CODES).text)]


def options_in(page: Any) -> dict[str, Any]:
    found = re.search(r'data-options="([^"]*)"', page.text)
    assert found, page.text
    options: dict[str, Any] = json.loads(unescape(found.group(1)))["publicKey"]
    return options


class Device:
    """Holds one passkey, and answers as browsers do."""

    def __init__(self, site: str = SITE, rp_id: str = "testserver") -> None:
        self.site, self.rp_id = site, rp_id
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = hashlib.sha256(str(id(self)).encode()).digest()
        self.user = ""

    def make(self, options: dict[str, Any]) -> str:
        self.user = options["user"]["id"]
        public = ES256.from_cryptography_key(self.key.public_key())
        held = AttestedCredentialData.create(b"\0" * 16, self.id, public)
        said = self.said(CollectedClientData.TYPE.CREATE, options)
        attested = cbor.encode({"fmt": "none", "attStmt": {}, "authData": bytes(self.data(0x40, held))})
        return self.credential(clientDataJSON=bytes(said), attestationObject=attested)

    def show(self, options: dict[str, Any]) -> str:
        said, data = self.said(CollectedClientData.TYPE.GET, options), bytes(self.data())
        signature = self.key.sign(data + said.hash, ec.ECDSA(SHA256()))
        return self.credential(
            clientDataJSON=bytes(said), authenticatorData=data, signature=signature, userHandle=self.user
        )

    def said(self, type_: Any, options: dict[str, Any]) -> CollectedClientData:
        return CollectedClientData.create(type_, options["challenge"], self.site)

    def data(self, flags: int = 0, held: AttestedCredentialData | None = None) -> AuthenticatorData:
        rp_hash = hashlib.sha256(self.rp_id.encode()).digest()
        return AuthenticatorData.create(rp_hash, PRESENT_AND_VERIFIED | flags, 1, held or b"")

    def credential(self, **parts: bytes | str) -> str:
        response = {
            name: part if isinstance(part, str) else websafe_encode(part) for name, part in parts.items()
        }
        name = websafe_encode(self.id)
        return json.dumps(
            {
                "id": name,
                "rawId": name,
                "type": "public-key",
                "response": response,
                "clientExtensionResults": {},
            }
        )


def add_passkey(person: Person, device: Device | None = None, name: str = "Phone") -> Device:
    """By somebody who has shown again who they are."""
    device = device or Device()
    person.post(ADD, {"name": name, "credential": device.make(options_in(person.get(ADD)))})
    return device


def sign_in_by_passkey(person: Person, device: Device, **fields: str) -> Any:
    options = person.get(BY_PASSKEY, headers={"accept": "application/json"}).json()
    credential = device.show(options["request_options"]["publicKey"])
    return person.post(BY_PASSKEY, {"credential": credential, **fields})
