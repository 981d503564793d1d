"""Passwords and mailed codes, typed right in another of Unicode's forms."""

import unicodedata
from io import StringIO

import pytest
from django.contrib.auth.hashers import make_password
from django.core import mail
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from accounts.fields import code_field, plain_digits, the_code_in
from accounts.models import User
from tests.accounts.cast import (
    account,
    ask_for_account,
    ask_for_code,
    is_signed_in,
    newest_code,
    prove_address,
    reset_password,
    sign_in,
    sign_up,
    told,
    wrong_code,
)
from tests.conftest import Person

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
EMAIL = "learner1@example.org"
WAITING = "/accounts/login/code/confirm/"
FORMS = ("NFC", "NFD", "NFKC", "NFKD")
SECRET = "Grüße, ﬁfty Ω\u00a0Ａngstro\u0308m"
"""Letters that have another shape in each of the four forms, and a space that is not the keyboard's."""


def written(secret: str) -> list[str]:
    return [secret, *(unicodedata.normalize(form, secret) for form in FORMS)]


def typed(code: str) -> list[str]:
    """Ways in which a code arrives in its field."""
    first, last = code.split("-")
    digits = first + last
    wide, arabic = (digits.translate({48 + n: start + n for n in range(10)}) for start in (0xFF10, 0x0660))
    marked = "".join(f"\u200b{digit}\u2060" for digit in digits)
    return [
        *(f"{first}{gap}{last}" for gap in ("\u00a0", "\u2011", "\u2013", "\u202f", "\t", " - ", "", ".")),
        *(wide, arabic, marked, f"\ufeff{code}\u200f", " ".join(digits)),
        *(
            f"Your code: {code}",
            f"“{code}”.",
            f"Your code to sign in:\n\n    {code}\n\nIt works once, for 10 minutes.",
        ),
    ]


@pytest.mark.parametrize("way", range(14))
def test_a_code_is_read_however_it_is_written(way):
    assert code_field().clean(typed("1234-5678")[way]) == "12345678"


def test_every_page_that_asks_for_a_code_takes_it(visitor, clock):
    ask_for_account(visitor, EMAIL)
    assert prove_address(visitor, f"\u200bYour code: {newest_code()}").status_code == 302
    visitor.post("/accounts/logout/")
    ask_for_code(visitor, EMAIL)
    assert visitor.post(WAITING, {"code": typed(newest_code())[8]}).url == "/today/"
    visitor.post("/accounts/logout/")
    clock.shift(60)
    visitor.post("/accounts/password/reset/", {"email": EMAIL})
    taken = visitor.post("/accounts/password/reset/confirm/", {"code": newest_code().replace("-", "\u2011")})
    assert taken.url == "/accounts/password/reset/complete/"


@pytest.mark.parametrize("slip", ["", "1234", "\u200b", "Your code:", "1234-5678 1234-5679", "9" * 3000])
def test_what_cannot_be_a_code_costs_no_try(visitor, slip):
    account()
    ask_for_code(visitor, EMAIL)
    for _ in range(4):
        assert visitor.post(WAITING, {"code": slip}).status_code == 422
    page = visitor.post(WAITING, {"code": wrong_code()})
    assert "2 tries are left." in told(page)


@given(st.text("0123456789-  x", max_size=20), st.sampled_from(["", "\u200b"]))
def test_no_other_code_is_ever_made_of_what_was_typed(text, mark):
    code = the_code_in(plain_digits(mark.join(text)))
    assert code == "" or code in "".join(filter(str.isdigit, text))


@pytest.mark.parametrize("way", [2, 4])
def test_a_password_is_the_same_in_every_form(visitor, way):
    sign_up(visitor, EMAIL, password=SECRET)
    for other in written(SECRET):
        browser = Person()
        sign_in(browser, EMAIL, other)
        assert is_signed_in(browser), ascii(other)
    reset_password(visitor, EMAIL, written(SECRET)[way])
    visitor.post(
        "/accounts/password/change/", {"oldpassword": SECRET, "password1": f"{written(SECRET)[way]}2"}
    )
    assert User.objects.get().check_password(f"{SECRET}2")


def test_the_command_for_superusers_takes_it_as_well(monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", unicodedata.normalize("NFD", SECRET))
    call_command("createsuperuser", "--noinput", "--email", EMAIL, stdout=StringIO())
    assert User.objects.get().check_password(SECRET)


@pytest.mark.parametrize("then", written(SECRET))
def test_a_password_from_before_still_signs_in(visitor, then):
    User.objects.filter(pk=account().pk).update(password=make_password(then))
    sign_in(visitor, EMAIL, then)
    assert is_signed_in(visitor)


def test_a_composed_password_from_before_signs_in_decomposed_and_the_other_way():
    user = account()
    for then, now in (("NFC", "NFD"), ("NFD", "NFC")):
        user.password = make_password(unicodedata.normalize(then, "Grüße an Zoë"))
        assert user.check_password(unicodedata.normalize(now, "Grüße an Zoë"))


def test_another_password_is_another(visitor):
    sign_up(visitor, EMAIL, password=SECRET)
    user = User.objects.get()
    for other in (SECRET.upper(), SECRET.replace("ü", "u"), SECRET.replace("\u00a0", ""), SECRET + "\u200b"):
        assert not user.check_password(other)


def test_a_common_password_is_common_in_wide_letters(visitor):
    page = ask_for_account(visitor, EMAIL, "ｐａｓｓｗｏｒｄ１２３")
    assert page.status_code == 422 and mail.outbox == []
