"""Too many tries: what is limited, for whom, and what the page says."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings as site
from django.core import mail
from django.utils import timezone

from tests.accounts.cast import (
    NEW_PASSWORD,
    account,
    ask_for_account,
    ask_for_code,
    is_signed_in,
    reset_password,
    sign_in,
    told,
)
from tests.conftest import PASSWORD, Person

pytestmark = pytest.mark.django_db
EMAIL = "learner1@example.org"


def says_when(page) -> bool:
    return page.status_code == 429 and "Wait five minutes" in page.text


def test_five_wrong_passwords_close_the_account_to_guesses(visitor):
    account()
    for _ in range(5):
        assert "do not belong together" in told(sign_in(visitor, EMAIL, "not it"))
    page = sign_in(Person(), EMAIL)
    assert page.status_code == 422 and "Wait five minutes" in told(page)


def test_after_five_minutes_the_right_password_works_again(visitor):
    account()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(6):
            sign_in(visitor, EMAIL, "not it")
        clock.shift(timedelta(minutes=5, seconds=1))
        sign_in(visitor, EMAIL)
        assert is_signed_in(visitor)


def test_guesses_at_one_account_close_no_other(visitor, classmate):
    account()
    for _ in range(6):
        sign_in(visitor, EMAIL, "not it")
    classmate.post("/accounts/logout/")
    sign_in(classmate, "learner2@example.org")
    assert is_signed_in(classmate)


def test_a_mailed_code_opens_an_account_closed_to_guesses(visitor):
    account()
    for _ in range(6):
        sign_in(visitor, EMAIL, "not it")
    assert ask_for_code(visitor, EMAIL).status_code == 302


def test_a_new_password_opens_it_at_once(visitor):
    account()
    for _ in range(6):
        sign_in(visitor, EMAIL, "not it")
    reset_password(visitor)
    other = Person()
    sign_in(other, EMAIL, NEW_PASSWORD)
    assert is_signed_in(other)


def test_an_address_gets_five_mails_in_five_minutes(visitor):
    asks = [
        ask_for_account,
        lambda person, email: person.post("/accounts/password/reset/", {"email": email}),
    ]
    for ask in asks:
        mail.outbox.clear()
        pages = [ask(Person(), EMAIL) for _ in range(6)]
        assert [page.status_code for page in pages] == [302] * 5 + [429]
        assert says_when(pages[-1]) and len(mail.outbox) == 5


def test_an_address_gets_five_codes_in_five_minutes(visitor):
    pages = [ask_for_code(Person(), EMAIL) for _ in range(6)]
    assert [page.status_code for page in pages] == [302] * 5 + [422]
    assert "Wait five minutes" in told(pages[-1]) and len(mail.outbox) == 5


def test_a_cohort_of_forty_behind_one_address_can_sign_up_and_in():
    for number in range(40):
        assert ask_for_account(Person(), f"learner{number}@example.org").status_code == 302
        assert sign_in(Person(), f"learner{number}@example.org", "not it").status_code == 422


def test_the_hundred_and_first_sign_in_of_a_minute_from_one_address_waits():
    for _ in range(100):
        Person().post("/accounts/login/", {})
    assert says_when(Person().post("/accounts/login/", {}))


def test_the_current_password_cannot_be_guessed_at_an_open_browser(learner):
    wrong = {"oldpassword": "not it", "password1": NEW_PASSWORD}
    pages = [learner.post("/accounts/password/change/", wrong) for _ in range(6)]
    assert [page.status_code for page in pages] == [422] * 5 + [429]
    assert says_when(pages[-1])


def test_behind_a_proxy_on_a_socket_people_can_sign_in(visitor):
    account()
    visitor.post("/accounts/login/", {"login": EMAIL, "password": PASSWORD}, REMOTE_ADDR="")
    assert is_signed_in(visitor)


def test_behind_a_trusted_proxy_each_visitor_is_counted_alone(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for _ in range(100):
        Person().post("/accounts/login/", {}, HTTP_X_FORWARDED_FOR="203.0.113.7")
    assert says_when(Person().post("/accounts/login/", {}, HTTP_X_FORWARDED_FOR="203.0.113.7"))
    assert Person().post("/accounts/login/", {}, HTTP_X_FORWARDED_FOR="203.0.113.8").status_code == 422


def test_no_limit_is_longer_than_the_page_says():
    spans = [rate.split("/")[1] for rates in site.ACCOUNT_RATE_LIMITS.values() for rate in rates.split(",")]
    assert set(spans) == {"m", "5m"}


def test_reading_a_page_is_not_limited(visitor):
    for _ in range(120):
        assert visitor.get("/accounts/login/").status_code == 200
