"""A browser that somebody signed in with is known to belong to their account, and is counted apart."""

import pytest

from tests.accounts.cast import NEW_PASSWORD, account, elsewhere, reset_password, sign_in
from tests.conftest import PASSWORD, Person

pytestmark = pytest.mark.django_db
EMAIL = "learner1@example.org"


def test_a_known_browser_has_five_tries_of_its_own(known):
    assert [sign_in(known, EMAIL, "not it").status_code for _ in range(6)] == [422] * 5 + [429]
    assert sign_in(Person(), EMAIL).url == "/today/"


@pytest.mark.any_database
def test_a_browser_is_known_for_its_own_accounts_alone(known):
    account("learner2@example.org")
    statuses = [sign_in(known, "learner2@example.org", "not it").status_code for _ in range(6)]
    assert statuses == [422] * 5 + [429]
    assert sign_in(Person(), "learner2@example.org").status_code == 429


@pytest.mark.any_database
def test_two_people_share_a_browser(known):
    account("learner2@example.org")
    sign_in(known, "learner2@example.org")
    known.post("/accounts/logout/")
    for email in (EMAIL, "learner2@example.org"):
        for _ in range(5):
            sign_in(Person(), email, "not it")
        assert sign_in(known, email).url == "/today/"
        known.post("/accounts/logout/")


def test_a_new_password_makes_other_browsers_unknown(known):
    owner = elsewhere()
    reset_password(owner)
    for _ in range(5):
        sign_in(Person(), EMAIL, PASSWORD)
    assert sign_in(known, EMAIL, NEW_PASSWORD).status_code == 429
    owner.post("/accounts/logout/")
    for _ in range(5):
        sign_in(elsewhere(), EMAIL, PASSWORD)
    assert sign_in(owner, EMAIL, NEW_PASSWORD).url == "/today/"


def test_changing_the_password_keeps_the_browser_known(known):
    sign_in(known, EMAIL)
    known.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW_PASSWORD})
    known.post("/accounts/logout/")
    for _ in range(5):
        sign_in(Person(), EMAIL, "not it")
    assert sign_in(known, EMAIL, NEW_PASSWORD).url == "/today/"


def test_a_closed_known_browser_opens_with_a_new_password(known):
    for _ in range(5):
        sign_in(known, EMAIL, "not it")
    reset_password(known)
    known.post("/accounts/logout/")
    assert sign_in(known, EMAIL, NEW_PASSWORD).url == "/today/"


@pytest.mark.any_database
def test_a_browser_stays_known_while_the_secret_key_is_replaced(known, settings):
    old = settings.SECRET_KEY
    settings.SECRET_KEY = "another secret for this test, long enough to be one"
    settings.SECRET_KEY_FALLBACKS = [old]
    for _ in range(5):
        sign_in(Person(), EMAIL, "not it")
    assert sign_in(known, EMAIL).url == "/today/"
    settings.SECRET_KEY_FALLBACKS = []
    known.post("/accounts/logout/")
    for _ in range(5):
        sign_in(Person(), EMAIL, "not it")
    assert sign_in(known, EMAIL).url == "/today/"


@pytest.mark.any_database
@pytest.mark.parametrize("value", ["", "x", "e30:x:y", "é" * 40, "a" * 5000, ":::", "\x00"])
def test_a_made_up_cookie_is_nobodys(value):
    account()
    person = Person(HTTP_COOKIE=f"device={value}")
    assert [sign_in(person, EMAIL, "not it").status_code for _ in range(6)] == [422] * 5 + [429]


@pytest.mark.any_database
def test_the_cookie_is_kept_from_scripts_and_tells_no_address(visitor):
    account()
    cookie = sign_in(visitor, EMAIL).cookies["device"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (
        True,
        "Lax",
        "/",
        "",
    )
    assert "learner1" not in cookie.value and len(cookie.value) < 500


@pytest.mark.any_database
def test_where_https_is_the_cookie_is_this_hosts_alone(visitor, settings):
    settings.DEVICE_COOKIE_NAME, settings.SESSION_COOKIE_SECURE = "__Host-device", True
    account()
    cookie = sign_in(visitor, EMAIL).cookies["__Host-device"]
    assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")
