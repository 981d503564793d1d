"""Three guesses at a mailed code are three, one after the other and at the same time."""

from concurrent.futures import ThreadPoolExecutor
from http.cookies import SimpleCookie

import pytest
from django.db import connections

from tests.accounts.cast import (
    A_MINUTE,
    account,
    ask_for_account,
    ask_for_code,
    ask_for_reset,
    is_signed_in,
    newest_code,
    sign_in,
    wrong_code,
)
from tests.conftest import Person

EMAIL = "learner1@example.org"
DOORS = pytest.mark.parametrize(
    ("ask", "email", "waiting"),
    [
        (ask_for_code, EMAIL, "/accounts/login/code/confirm/"),
        (ask_for_reset, EMAIL, "/accounts/password/reset/confirm/"),
        (ask_for_account, "newcomer1@example.org", "/accounts/confirm-email/"),
    ],
    ids=["code", "reset", "sign up"],
)


def twin(person: Person) -> Person:
    """The same browser, for another request at the same time."""
    other = Person()
    other.cookies = SimpleCookie(person.cookies.output(header="", sep=";"))
    return other


@DOORS
def test_of_ten_guesses_at_once_three_are_looked_at(fresh_db, ask, email, waiting):
    account()
    visitor = Person()
    ask(visitor, email)
    looked_at = []

    def guess(number: int) -> None:
        page = twin(visitor).post(waiting, {"code": f"{number:08}"})
        looked_at.append(page.status_code == 422)
        connections.close_all()

    with ThreadPoolExecutor(10) as threads:
        list(threads.map(guess, range(10)))
    assert looked_at.count(True) == 2, "the third says that the code no longer works"
    assert twin(visitor).post(waiting, {"code": newest_code()}).url != "/today/"
    assert not is_signed_in(visitor)


@pytest.mark.django_db
@DOORS
def test_the_right_code_is_too_late_after_three_wrong_ones(visitor, ask, email, waiting):
    account()
    ask(visitor, email)
    old = twin(visitor)
    for _ in range(3):
        visitor.post(waiting, {"code": wrong_code()})
    page = old.post(waiting, {"code": newest_code()})
    assert page.status_code == 302 and "confirm" not in page.url and not is_signed_in(old)


@pytest.mark.django_db
@DOORS
def test_asking_for_a_new_code_on_the_page_gives_no_new_guesses(visitor, clock, ask, email, waiting):
    account()
    ask(visitor, email)
    for _ in range(2):
        visitor.post(waiting, {"code": wrong_code()})
    clock.shift(A_MINUTE)
    visitor.post(waiting, {"action": "resend"})
    assert visitor.post(waiting, {"code": wrong_code()}).status_code == 302
    assert visitor.post(waiting, {"code": newest_code()}).url != "/today/"


@pytest.mark.django_db
def test_a_word_that_another_page_knows_gives_no_free_guess(visitor):
    account()
    ask_for_reset(visitor, EMAIL)
    waiting = "/accounts/password/reset/confirm/"
    pages = [visitor.post(waiting, {"action": "resend", "code": wrong_code()}) for _ in range(3)]
    assert [page.status_code for page in pages] == [422, 422, 302]


@pytest.mark.django_db
def test_signing_in_as_oneself_gives_no_new_guesses_at_anothers_code(visitor):
    """It gives the session a new key."""
    account()
    account("stranger1@example.org")
    ask_for_reset(visitor, EMAIL)
    waiting = "/accounts/password/reset/confirm/"
    for _ in range(2):
        assert visitor.post(waiting, {"code": wrong_code()}).status_code == 422
    sign_in(visitor, "stranger1@example.org")
    assert visitor.post(waiting, {"code": wrong_code()}).status_code == 302


@pytest.mark.django_db
@DOORS
def test_a_new_code_has_three_guesses_of_its_own(visitor, clock, ask, email, waiting):
    account()
    for _ in range(2):
        ask(visitor, email)
        pages = [visitor.post(waiting, {"code": wrong_code()}) for _ in range(3)]
        assert [page.status_code for page in pages] == [422, 422, 302]
        clock.shift(A_MINUTE)
