"""Signing in with a password, and signing out."""

import pytest
from django.core import mail

from accounts.models import SignInSession
from tests.accounts.cast import account, is_signed_in, sign_in, told
from tests.conftest import PASSWORD, Person

pytestmark = pytest.mark.django_db
ELSEWHERE = [
    "https://example.org/",
    "//example.org/",
    "///example.org/",
    "\\\\example.org",
    "/\\example.org",
    "http:///example.org",
    "javascript:alert(1)",
    "https:example.org",
    "http://testserver@example.org/",
    "//testserver/library/",
    "https://localhost/library/",
]


def test_e_mail_and_password_open_the_account(visitor):
    account()
    assert sign_in(visitor, "learner1@example.org").url == "/today/"
    assert is_signed_in(visitor)


def test_the_case_of_the_e_mail_does_not_matter(visitor):
    account()
    sign_in(visitor, " Learner1@EXAMPLE.org ")
    assert is_signed_in(visitor)


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("email", "password"), [("learner1@example.org", "not it"), ("learner1@example.org", PASSWORD.upper())]
)
def test_a_wrong_password_is_refused_and_the_e_mail_kept(visitor, email, password):
    account()
    page = sign_in(visitor, email, password)
    assert page.status_code == 422
    assert "do not belong together" in told(page)
    assert 'value="learner1@example.org"' in page.text and password not in page.text
    assert not is_signed_in(visitor)


def test_the_session_gets_a_new_key_and_the_old_one_is_gone(visitor):
    account()
    visitor.post("/plan/", {"interview_on": "", "minutes": "10"})
    before = visitor.session.session_key
    sign_in(visitor, "learner1@example.org")
    assert visitor.session.session_key != before
    assert not SignInSession.objects.filter(session_key=before).exists()


def test_a_session_key_that_somebody_planted_is_not_taken_over(visitor):
    account()
    visitor.cookies["sessionid"] = "planted0planted0planted0planted0"
    sign_in(visitor, "learner1@example.org")
    assert visitor.session.session_key != "planted0planted0planted0planted0"


def test_a_closed_account_says_so_to_its_owner_only(visitor):
    account(is_active=False)
    assert sign_in(visitor, "learner1@example.org").url == "/accounts/inactive/"
    page = visitor.get("/accounts/inactive/")
    assert page.status_code == 200 and "This account is closed" in page.text
    assert not is_signed_in(visitor)
    assert "do not belong together" in told(sign_in(visitor, "learner1@example.org", "not it"))


@pytest.mark.any_database
def test_a_page_that_needs_an_account_is_where_one_comes_out(visitor):
    account()
    answer = visitor.get("/settings/")
    assert answer.url == "/accounts/login/?next=/settings/"
    page = visitor.get(answer.url)
    assert '<input type="hidden" name="next" value="/settings/">' in page.text
    for link in ("/accounts/signup/", "/accounts/login/code/", "/accounts/password/reset/"):
        assert f'href="{link}?next=%2Fsettings%2F"' in page.text
    assert sign_in(visitor, "learner1@example.org", next="/settings/").url == "/settings/"


@pytest.mark.any_database
@pytest.mark.parametrize("url", ELSEWHERE)
def test_nobody_is_sent_to_another_site(visitor, url):
    account()
    assert 'name="next"' not in visitor.get("/accounts/login/", {"next": url}).text
    assert sign_in(visitor, "learner1@example.org", next=url).url == "/today/"
    assert visitor.get("/accounts/login/", {"next": url}).url == "/today/"
    assert visitor.post("/accounts/logout/", {"next": url}).url == "/"


@pytest.mark.any_database
def test_signing_in_needs_a_form_of_this_site():
    account()
    stranger = Person(enforce_csrf_checks=True)
    assert sign_in(stranger, "learner1@example.org").status_code == 403
    assert not is_signed_in(stranger)


@pytest.mark.any_database
def test_whoever_is_signed_in_is_sent_on(learner):
    assert learner.get("/accounts/login/").url == "/today/"
    assert learner.get("/accounts/login/?next=/library/").url == "/library/"


def test_signing_out_ends_the_session(learner):
    key = learner.session.session_key
    assert learner.post("/accounts/logout/").url == "/"
    assert not is_signed_in(learner)
    assert not SignInSession.objects.filter(session_key=key).exists()


@pytest.mark.any_database
def test_opening_the_sign_out_page_signs_nobody_out(learner):
    page = learner.get("/accounts/logout/")
    assert page.status_code == 200 and "Stay signed in" in page.text
    assert is_signed_in(learner)


@pytest.mark.any_database
def test_signing_out_twice_does_no_harm(visitor):
    assert visitor.get("/accounts/logout/").url == "/"
    assert visitor.post("/accounts/logout/").url == "/"


@pytest.mark.any_database
def test_signing_in_sends_no_mail(visitor):
    account()
    sign_in(visitor, "learner1@example.org")
    assert not mail.outbox
