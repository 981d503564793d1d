"""Whoever has neither password nor factor shows again who they are by a mailed code."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator

from tests.accounts.cast import NEW_PASSWORD, newest_code, sign_in_by_code, told
from tests.accounts.factors import ADD, ON, app_code, secret_in
from tests.conftest import Person

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
EMAIL, SET, BY_MAIL = "learner1@example.org", "/accounts/password/set/", "/accounts/again/mail/"


@pytest.fixture
def by_mail(learner) -> Person:
    """They sign in by mailed codes alone; this browser has been open for a while."""
    learner.user.set_unusable_password()
    learner.user.save()
    return Person().sign_in(learner.user)


@pytest.mark.parametrize("page", [ADD, ON, SET, "/settings/account/address/"])
def test_an_open_browser_is_not_enough_where_a_mailbox_is_all(by_mail, page):
    assert by_mail.get(page).url == by_mail.post(page, {}).url == f"{BY_MAIL}?next={page}"
    by_mail.post(BY_MAIL + f"?next={page}", {"mail": "1"})
    assert by_mail.post(BY_MAIL + f"?next={page}", {"code": newest_code()}).url == page
    assert by_mail.get(page).status_code == 200


def test_nothing_changes_without_it(by_mail):
    by_mail.post(SET, {"password1": NEW_PASSWORD})
    by_mail.user.refresh_from_db()
    assert not by_mail.user.has_usable_password()


def test_the_code_with_which_they_just_signed_in_is_enough(by_mail, clock):
    person = Person()
    sign_in_by_code(person, EMAIL)
    page = person.get(ON)
    person.post(ON, {"code": app_code(secret_in(page))})
    assert Authenticator.objects.filter(user=by_mail.user, type="totp").exists()
    clock.shift(timedelta(minutes=6))
    assert person.get(ADD).url.startswith("/accounts/again/"), "and by the app from now on"
    assert "Mail me a code" not in told(person.get(ADD, follow=True))
