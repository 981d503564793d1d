"""What a stranger tries at the entrance beyond guessing: a planted session, half a sign-in, and what errors tell."""

import logging
from concurrent.futures import ThreadPoolExecutor

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils.module_loading import import_string

from accounts.models import SignInSession, User
from mlopsprep import settings as site
from quiz.bank.models import Section
from tests.accounts.cast import account, ask_for_code, ask_for_reset, is_signed_in, sign_in
from tests.accounts.factors import (
    Device,
    add_passkey,
    app_code,
    recovery_codes,
    show_again,
    sign_in_by_passkey,
    sign_in_with_app,
    turn_on_app,
    type_code,
)
from tests.conftest import Person, give_app

EMAIL = "learner1@example.org"
KEY = settings.SESSION_COOKIE_NAME


def key_of(person):
    return person.cookies[KEY].value if KEY in person.cookies else ""


def with_session(key):
    """A stranger who has, or planted, that session."""
    stranger = Person()
    stranger.cookies[KEY] = key
    return stranger


@pytest.mark.django_db
def test_a_session_planted_before_the_second_step_opens_nothing_after_it(visitor):
    give_app(account())
    sign_in(visitor, EMAIL)
    planted = key_of(visitor)
    type_code(visitor, app_code())
    assert is_signed_in(visitor) and planted and key_of(visitor) != planted
    assert not is_signed_in(with_session(planted))
    assert not SignInSession.objects.filter(session_key=planted).exists()


@pytest.mark.django_db
def test_nor_one_planted_before_a_passkey(learner, settings):
    settings.DEBUG = False
    settings.BASE_URL = "https://testserver"
    show_again(learner)
    device = add_passkey(learner, Device())
    victim = Person()
    victim.get("/accounts/login/passkey/", headers={"accept": "application/json"})
    planted = key_of(victim)
    sign_in_by_passkey(victim, device)
    assert is_signed_in(victim) and planted and key_of(victim) != planted
    assert not is_signed_in(with_session(planted))


def test_one_recovery_code_at_five_browsers_at_once_signs_in_one(fresh_db):
    learner = Person()
    account()
    sign_in(learner, EMAIL)
    turn_on_app(learner)
    code, browsers = recovery_codes(learner)[0], [Person() for _ in range(5)]
    for browser in browsers:
        sign_in(browser, EMAIL)

    def use(browser):
        try:
            return type_code(browser, code).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as at_once:
        statuses = sorted(at_once.map(use, browsers))
    assert statuses[0] == 302 and set(statuses[1:]) <= {422, 429}
    assert sum(map(is_signed_in, browsers)) == 1


@pytest.mark.django_db
def test_signing_in_leaves_a_line_for_each_step_and_nobodys_address(visitor, caplog):
    give_app(account())
    caplog.set_level(logging.INFO, "accounts.logged")
    sign_in(visitor, EMAIL, "a guess at it")
    sign_in_with_app(visitor, EMAIL)
    visitor.post("/accounts/logout/")
    said = [record.getMessage() for record in caplog.records if record.name == "accounts.logged"]
    assert said == [
        "A password was refused.",
        "Shown by password.",
        "Shown by totp.",
        "Signed in.",
        "Signed out.",
    ]


HOSTS = [
    "evil.example",
    "testserver.evil.example",
    "testserver@evil.example",
    "evil.example#testserver",
    "evil.example:80",
]


@pytest.mark.any_database
@pytest.mark.django_db
@pytest.mark.parametrize("host", HOSTS)
def test_no_mail_has_a_link_to_where_a_request_says_it_came_from(host, visitor):
    account()
    asks = (ask_for_reset, ask_for_code)
    refused = [ask(Person(HTTP_HOST=host), EMAIL).status_code for ask in asks]
    assert refused == [400, 400] and mail.outbox == []
    ask_for_reset(Person(HTTP_X_FORWARDED_HOST=host, HTTP_REFERER=f"https://{host}/"), EMAIL)
    assert len(mail.outbox) == 1 and "evil" not in mail.outbox[0].body


ODD_REQUESTS = {
    400: {"path": "/", "headers": {"host": "evil.example"}},
    403: {"path": "/admin/login/"},
    404: {"path": "/nowhere/"},
    405: {"path": "/practice/", "method": "DELETE"},
    415: {"path": "/practice/", "method": "POST", "CONTENT_TYPE": "text/plain; charset=utf-16"},
}


@pytest.mark.any_database
@pytest.mark.django_db
@pytest.mark.parametrize("status", ODD_REQUESTS)
def test_a_refusal_is_kept_by_no_cache_and_closed_as_every_page(learner, status):
    how = {"method": "GET"} | ODD_REQUESTS[status]
    reply = learner.generic(**how)
    assert reply.status_code == status
    assert reply["Cache-Control"] == "no-store" or "no-store" in reply["Cache-Control"]
    assert (reply["X-Content-Type-Options"], reply["Referrer-Policy"]) == ("nosniff", "same-origin")
    assert "default-src 'none'" in reply["Content-Security-Policy"]


@pytest.mark.any_database
@pytest.mark.django_db
def test_so_is_one_for_a_missing_token():
    reply = Client(enforce_csrf_checks=True).post("/practice/")
    assert (reply.status_code, reply["Cache-Control"]) == (403, "no-store")
    assert "default-src 'none'" in reply["Content-Security-Policy"]


@pytest.mark.django_db
def test_a_form_of_ones_own_account_takes_no_more_than_it_shows(learner):
    more = {
        "email": "other1@example.org",
        "is_staff": "on",
        "is_superuser": "on",
        "is_active": "",
        "leaving_since": "",
    }
    fields = {
        "name": "Learner 1",
        "theme": "dark",
        "motion": "",
        "time_zone": "UTC",
        "keys": "on",
        "password": "x",
    }
    assert learner.post("/settings/", fields | more).status_code == 302
    user, before = learner.user, learner.user.password
    user.refresh_from_db()
    assert (user.theme, user.email, user.password) == ("dark", EMAIL, before)
    assert (user.is_staff, user.is_superuser, user.is_active) == (False, False, True)


@pytest.mark.django_db
def test_half_a_sign_in_ends_with_the_password_that_began_it(visitor):
    user = account()
    give_app(user)
    sign_in(visitor, EMAIL)
    user.set_password("battery staple horse correct")
    user.save()
    type_code(visitor, app_code())
    assert not is_signed_in(visitor)


@pytest.mark.django_db
def test_half_a_sign_in_of_somebody_who_may_not_sign_in_any_more_opens_nothing(visitor):
    user = account()
    give_app(user)
    sign_in(visitor, EMAIL)
    type(user).objects.filter(pk=user.pk).update(is_active=False)
    type_code(visitor, app_code())
    assert not is_signed_in(visitor) and Authenticator.objects.filter(user=user).exists()


@pytest.mark.django_db
def test_a_new_database_has_no_account():
    assert not User.objects.exists() and Section.objects.exists()


def test_passwords_are_hashed_by_argon2id():
    hashers = site.PASSWORD_HASHERS
    assert hashers == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert (
        import_string(hashers[0])().encode("a password", "a salt of its own").startswith("argon2$argon2id$")
    )


BESIDE = [
    "/static/",
    "/static/css/",
    "/.git/config",
    "/.env",
    "/var/db.sqlite3",
    "/static/../manage.py",
    "/media/",
]


@pytest.mark.any_database
@pytest.mark.django_db
@pytest.mark.parametrize("path", BESIDE)
def test_nothing_beside_the_pages_is_served(visitor, path):
    assert visitor.get(path).status_code == 404
