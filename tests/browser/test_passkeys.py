"""Passkeys and codes in a real browser, with a device that Chromium makes up (WebAuthn's virtual authenticator)."""

import re
from typing import Any

import pytest
from django.conf import settings

from tests.accounts.factors import app_code
from tests.browser.axe import violations
from tests.browser.walking import Walk
from tests.conftest import PASSWORD, Person, give_app

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def at_localhost(server: str, monkeypatch: pytest.MonkeyPatch, open_browser: Any) -> str:
    """A name: passkeys belong to none of the addresses that are numbers."""
    address = server.replace("127.0.0.1", "localhost")
    monkeypatch.setattr(settings, "BASE_URL", address)
    return address


def with_device(walk: Walk) -> Any:
    """Gives the browser a device that says yes to everything; the session that commands it."""
    commands = walk.page.context.new_cdp_session(walk.page)
    commands.send("WebAuthn.enable")
    commands.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return commands


def sign_in(walk: Walk, at: str, email: str = "learner1@example.org") -> None:
    walk.go(f"{at}/accounts/login/").fill("E-mail", email).fill("Password", PASSWORD).press(
        "Sign in", exact=True
    )


def no_faults(walk: Walk) -> None:
    assert violations(walk.page) == []


def test_a_passkey_is_made_and_signs_in(open_browser: Any, at_localhost: str, learner: Person) -> None:
    walk = open_browser()
    with_device(walk)
    sign_in(walk, at_localhost)
    walk.page.wait_for_url(re.compile("/today/"))
    walk.go(f"{at_localhost}/settings/factors/").sees("Sign in with your fingerprint")
    no_faults(walk)
    walk.press("Add a passkey").sees("Is it you?")
    no_faults(walk)
    walk.fill("Password", PASSWORD).press("Go on").sees("Your device makes it")
    no_faults(walk)
    walk.fill("Name", "Laptop").press("Make the passkey").sees("The passkey is added")
    no_faults(walk)
    walk.press("I have them").sees("Laptop").sees("added today, not used yet")
    no_faults(walk)

    walk.page.context.clear_cookies()
    walk.go(f"{at_localhost}/accounts/login/?next=/settings/factors/")
    walk.press("Sign in with a passkey").sees("last used today")

    walk.page.context.clear_cookies()
    sign_in(walk, at_localhost)
    walk.sees("Show now that it is you")
    no_faults(walk)
    walk.press("Use a passkey")
    walk.page.wait_for_url(re.compile("/today/"))


def test_a_device_that_says_no_leaves_everything_as_it_was(
    open_browser: Any, at_localhost: str, learner: Person
) -> None:
    walk = open_browser()
    walk.go(f"{at_localhost}/accounts/login/")
    walk.page.evaluate(
        "() => { navigator.credentials.get = () => Promise.reject(new DOMException('', 'NotAllowedError')); }"
    )
    walk.press("Sign in with a passkey").sees("No passkey was used. Press the button to try again.")
    no_faults(walk)


def test_codes_are_turned_on_without_scripts(open_browser: Any, at_localhost: str, learner: Person) -> None:
    walk = open_browser(java_script_enabled=False)
    sign_in(walk, at_localhost)
    walk.go(f"{at_localhost}/settings/passkeys/add/").fill("Password", PASSWORD).press("Go on")
    walk.sees("This browser cannot use passkeys here")
    walk.go(f"{at_localhost}/settings/app/on/")
    secret = walk.page.get_by_label("You cannot scan it?").input_value()
    walk.fill("Code from the app", app_code(secret)).press("Turn on").sees("Codes from your app are on")
    assert walk.page.locator("ul.recovery li").count() == 10


def test_axe_finds_nothing_where_codes_are_asked_and_shown(
    open_browser: Any, at_localhost: str, learner: Person, curator: Person, settings: Any
) -> None:
    give_app(learner.user)
    walk = open_browser()
    sign_in(walk, at_localhost)
    no_faults(walk.sees("The six digits your app shows now"))
    walk.fill("Code", "12").press("Sign in with the code")
    walk.page.get_by_role("alert").filter(has_text="You are not signed in yet").wait_for()
    no_faults(walk)
    walk.errors.clear()  # the 422 itself
    walk.fill("Code", app_code()).press("Sign in with the code")
    walk.page.wait_for_url(re.compile("/today/"))
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = (
        0  # signing in by a second step is proof for the first minutes
    )
    walk.go(f"{at_localhost}/settings/app/off/").sees("Is it you?")
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
    walk.fill("Code", app_code(later=1)).press("Go on").sees("Turn off codes from an app?")
    no_faults(walk)
