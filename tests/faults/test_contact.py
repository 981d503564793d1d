"""Who runs the site is named where people need them, if the setting CONTACT says how they are reached; else nowhere."""

from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.test import Client

from mlopsprep import settings as site
from tests.accounts.cast import account, sign_in
from tests.accounts.factors import turn_on_app
from tests.conftest import Person

HELP = "help@example.org"
LINK = f'You reach whoever runs this site at <a href="mailto:{HELP}">{HELP}</a>.'
PLACES = ("/accounts/lost/", "/accounts/inactive/")


@pytest.fixture(params=[HELP, ""])
def contact(request: pytest.FixtureRequest, settings: Any) -> str:
    settings.CONTACT = request.param
    return str(request.param)


def is_named(page: str) -> bool:
    assert ("You reach" in page) == (LINK in " ".join(page.split()))
    return LINK in " ".join(page.split())


@pytest.mark.django_db
@pytest.mark.parametrize("place", PLACES)
def test_whoever_is_locked_out_reads_it(contact: str, visitor: Person, place: str) -> None:
    assert is_named(visitor.get(place).text) == bool(contact)


@pytest.mark.django_db
def test_whoever_deletes_their_account_reads_it(contact: str, learner: Person) -> None:
    assert is_named(learner.get("/settings/account/delete/").text) == bool(contact)


@pytest.mark.usefixtures("no_database")
def test_the_page_of_a_database_that_failed_has_it(contact: str) -> None:
    page = Client(raise_request_exception=False).get("/today/")
    assert (page.status_code, is_named(page.content.decode())) == (503, bool(contact))


@pytest.mark.usefixtures("fresh_db")
def test_the_page_of_a_site_that_failed_has_it(contact: str, learner: Person, change: Any) -> None:
    change("ALTER TABLE quiz_mark RENAME TO quiz_mark_gone")
    learner.raise_request_exception = False
    page = learner.post("/questions/what-is-mlops/star/", {"on": "1"})
    assert (page.status_code, is_named(page.content.decode())) == (500, bool(contact))


@pytest.mark.django_db
def test_whoever_tried_too_often_reads_it(contact: str, visitor: Person) -> None:
    account()
    for _ in range(6):
        page = sign_in(visitor, "learner1@example.org", "not it")
    assert (page.status_code, is_named(page.text)) == (429, bool(contact))


@pytest.mark.usefixtures("fresh_db")
def test_mails_about_factors_have_each_address_below_its_own_sentence(contact: str, learner: Person) -> None:
    turn_on_app(learner)
    call_command("reset_factors", "learner1@example.org", stdout=None)
    for each in mail.outbox:
        before, _, after = each.body.partition("Choose a new password at once")
        assert "whoever runs this site:" not in before
        lines = [line for line in after.splitlines() if line]
        assert lines[0].endswith(":") and lines[1].endswith("/accounts/password/reset/")
        assert lines[2] == (
            f"Then write to whoever runs this site: {contact}"
            if contact
            else "Then tell whoever runs this site."
        )


def test_an_address_that_is_none_is_refused_as_the_site_starts() -> None:
    with pytest.raises(ImproperlyConfigured, match="CONTACT is 'write to me'"):
        site.contact("write to me")
