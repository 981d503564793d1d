"""Signing in with a mailed code."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from tests.accounts.cast import (
    A_MINUTE,
    account,
    ask_for_code,
    is_signed_in,
    newest_code,
    sign_in,
    told,
    wrong_code,
)
from tests.conftest import Person

pytestmark = pytest.mark.django_db
WAITING = "/accounts/login/code/confirm/"
EMAIL = "learner1@example.org"


def give_code(person, code=None, **more):
    return person.post(WAITING, {"code": code or newest_code()}, **more)


def test_the_code_from_the_mail_signs_in(visitor):
    account()
    assert ask_for_code(visitor, "Learner1@example.org").url == WAITING
    (message,) = mail.outbox
    assert (message.to, message.subject) == ([EMAIL], "Your code to sign in to mlopsprep")
    assert give_code(visitor).url == "/today/"
    assert is_signed_in(visitor)


def test_the_password_still_works_afterwards(visitor):
    account()
    ask_for_code(visitor, EMAIL)
    give_code(visitor)
    visitor.post("/accounts/logout/")
    sign_in(visitor, EMAIL)
    assert is_signed_in(visitor)


def test_a_code_works_once(visitor):
    account()
    ask_for_code(visitor, EMAIL)
    code = newest_code()
    give_code(visitor, code)
    visitor.post("/accounts/logout/")
    assert give_code(visitor, code).url == "/accounts/login/code/"
    assert not is_signed_in(visitor)


@pytest.mark.any_database
def test_three_wrong_codes_end_it(visitor):
    account()
    ask_for_code(visitor, EMAIL)
    page = give_code(visitor, wrong_code())
    assert page.status_code == 422 and "2 tries are left." in told(page)
    give_code(visitor, wrong_code())
    page = give_code(visitor, wrong_code(), follow=True)
    assert page.redirect_chain == [("/accounts/login/code/", 302)]
    assert "Three wrong codes" in told(page)
    assert give_code(visitor).url == "/accounts/login/code/"


@pytest.mark.any_database
def test_a_code_that_was_never_asked_for_waits_nowhere(visitor):
    page = visitor.get(WAITING, follow=True)
    assert page.redirect_chain == [("/accounts/login/code/", 302)]
    assert "No code waits here." in told(page)


@pytest.mark.any_database
def test_a_code_works_for_ten_minutes(visitor):
    account()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        ask_for_code(visitor, EMAIL)
        clock.shift(timedelta(minutes=9))
        assert visitor.get(WAITING).status_code == 200
        clock.shift(timedelta(minutes=2))
        assert give_code(visitor).url == "/accounts/login/code/"


def test_a_new_code_replaces_the_old_one(visitor, clock):
    account()
    ask_for_code(visitor, EMAIL)
    old = newest_code()
    clock.shift(A_MINUTE)
    assert "Only the newest one works." in told(visitor.post(WAITING, {"action": "resend"}, follow=True))
    assert give_code(visitor, old).status_code == 422
    assert give_code(visitor).url == "/today/"


@pytest.mark.any_database
def test_a_code_is_of_use_in_its_browser_only(visitor):
    account()
    ask_for_code(visitor, EMAIL)
    other = Person()
    assert give_code(other).url == "/accounts/login/code/"
    assert not is_signed_in(other)


@pytest.mark.any_database
def test_one_comes_out_where_one_wanted(visitor):
    account()
    assert ask_for_code(visitor, EMAIL, next="/library/").url == f"{WAITING}?next=%2Flibrary%2F"
    page = visitor.get(f"{WAITING}?next=/library/")
    assert '<input type="hidden" name="next" value="/library/">' in page.text
    answer = visitor.post(WAITING, {"code": newest_code(), "next": "/library/"})
    assert answer.url == "/library/"


@pytest.mark.any_database
def test_one_is_not_sent_to_another_site(visitor):
    account()
    assert ask_for_code(visitor, EMAIL, next="https://example.org/").url == WAITING
    answer = visitor.post(WAITING, {"code": newest_code(), "next": "https://example.org/"})
    assert answer.url == "/today/"


def test_a_closed_account_gets_no_code(visitor):
    account(is_active=False)
    assert ask_for_code(visitor, EMAIL).url == WAITING
    assert "there is no code" in mail.outbox[0].body


def test_an_unknown_address_is_told_by_mail_alone(visitor):
    assert ask_for_code(visitor, EMAIL).url == WAITING
    (message,) = mail.outbox
    assert message.to == [EMAIL] and "there is no code" in message.body
    assert "http://testserver/accounts/signup/" in message.body


@pytest.mark.any_database
def test_while_a_code_waits_the_other_pages_stay_open(visitor):
    account()
    ask_for_code(visitor, EMAIL)
    assert visitor.get("/accounts/login/").status_code == 200
    assert sign_in(visitor, EMAIL).url == "/today/"


@pytest.mark.any_database
def test_a_refused_address_keeps_what_was_typed(visitor):
    page = ask_for_code(visitor, "learner1")
    assert page.status_code == 422 and 'value="learner1"' in page.text
