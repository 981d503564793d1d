"""Links in mails lead to the address that the site was given, never to what a request calls it."""

import pytest
from django.core import mail
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured

from mlopsprep import settings as site
from tests.accounts.cast import (
    A_MINUTE,
    NEW_PASSWORD,
    NEWCOMER,
    account,
    ask_for_account,
    ask_for_code,
    ask_for_reset,
    newest_code,
    reset_password,
)
from tests.conftest import PASSWORD, Person

EMAIL = "learner1@example.org"
FORGED = ["testserver:8666", "localhost:8666", "127.0.0.1:1", "LOCALHOST"]


@pytest.mark.any_database
@pytest.mark.django_db
@pytest.mark.parametrize("host", FORGED)
def test_no_mail_holds_what_a_browser_calls_the_site(clock, settings, host):
    settings.BASE_URL = "https://prep.example.org"
    account()
    stranger = Person(HTTP_HOST=host)
    for ask in (ask_for_account, ask_for_code, ask_for_reset, ask_for_code):
        ask(stranger, EMAIL)
        clock.shift(A_MINUTE)
    for ask in (ask_for_account, ask_for_code, ask_for_reset):
        ask(stranger, NEWCOMER)
        clock.shift(A_MINUTE)
    ask_for_code(stranger, "nobody1@example.org")
    reset_password(stranger)
    stranger.post("/accounts/password/change/", {"oldpassword": NEW_PASSWORD, "password1": PASSWORD})
    assert len(mail.outbox) == 11
    for message in mail.outbox:
        text = f"{message.subject}\n{message.body}\n{message.extra_headers}"
        assert host.lower() not in text.lower() and "testserver" not in text
        assert "This mail was sent by mlopsprep at prep.example.org." in text
    links = {word for message in mail.outbox for word in str(message.body).split() if "://" in word}
    assert len(links) >= 3 and all(link.startswith("https://prep.example.org/") for link in links)


@pytest.mark.any_database
@pytest.mark.django_db
def test_the_code_in_a_mail_still_works_for_whoever_calls_the_site_by_another_name(clock):
    account()
    visitor = Person(HTTP_HOST="localhost")
    ask_for_code(visitor, EMAIL)
    assert visitor.post("/accounts/login/code/confirm/", {"code": newest_code()}).url == "/today/"


@pytest.mark.parametrize(
    ("given", "hosts", "https", "base"),
    [
        ("", ["prep.example.org"], True, "https://prep.example.org"),
        ("", ["prep.example.org"], False, "http://prep.example.org"),
        ("", ["*", " .example.org", "b.example.org"], True, "https://example.org"),
        ("https://www.example.org/", ["prep.example.org"], True, "https://www.example.org"),
        ("http://prep.example.org:8000", ["*"], False, "http://prep.example.org:8000"),
        ("http://[::1]:8000", ["*"], False, "http://[::1]:8000"),
    ],
)
def test_where_mailed_links_lead(monkeypatch, given, hosts, https, base):
    monkeypatch.setattr(site, "ALLOWED_HOSTS", hosts)
    monkeypatch.setattr(site, "HTTPS", https)
    assert site.base_url(given) == base


@pytest.mark.parametrize(
    "given",
    [
        "prep.example.org",
        "https://",
        "ftp://a.example",
        "https://a.example/b",
        "/",
        "https://a:b",
        "https://é.org",
    ],
)
def test_an_address_that_is_none_is_refused(given):
    with pytest.raises(ImproperlyConfigured, match="write it as"):
        site.base_url(given)


def test_a_site_that_takes_any_name_must_be_given_one(monkeypatch):
    monkeypatch.setattr(site, "ALLOWED_HOSTS", ["*"])
    monkeypatch.delenv("BASE_URL")
    with pytest.raises(ImproperlyConfigured, match="BASE_URL is not set"):
        site.base_url("")


def test_a_development_site_needs_none(monkeypatch):
    monkeypatch.setattr(site, "DEBUG", True)
    assert site.base_url("") == "http://127.0.0.1:8000"


def test_the_deployment_check_says_if_the_address_is_a_guess(settings):
    ids = {each.id for each in run_checks(include_deployment_checks=True)}
    settings.BASE_URL_IS_GIVEN = False
    assert {each.id for each in run_checks(include_deployment_checks=True)} - ids == {"accounts.W002"}
    settings.ALLOWED_HOSTS = ["prep.example.org"]
    assert "accounts.W002" not in {each.id for each in run_checks(include_deployment_checks=True)}
