"""The sign-up form sent several times at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from allauth.core.context import request_context
from django.core import mail
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from accounts import limits
from accounts.entrance.forms import SignUpForm
from accounts.models import User
from accounts.signed_in import SessionStore
from tests.accounts.cast import NEWCOMER, ask_for_account
from tests.conftest import PASSWORD, Person


def click(_: int) -> int:
    answer = ask_for_account(Person())
    connections.close_all()
    return int(answer.status_code)


def test_a_form_sent_four_times_at_once_makes_one_account_and_one_mail(fresh_db):
    with ThreadPoolExecutor(4) as browsers:
        assert sorted(browsers.map(click, range(4))) == [302, 429, 429, 429]
    assert len(mail.outbox) == 1
    assert User.objects.filter(email=NEWCOMER).count() == 1


@pytest.mark.django_db
def test_a_form_overtaken_by_its_twin_goes_on_with_the_account_the_twin_made(rf):
    request = rf.post("/accounts/signup/")
    request.session = SessionStore()
    with request_context(request):
        form = SignUpForm({"email": NEWCOMER, "password1": PASSWORD})
        assert form.is_valid()
        ask_for_account(Person())
        user, _ = form.try_save(request)
    assert user == User.objects.get()


def test_where_a_mail_is_refused_nothing_is_written_or_locked(fresh_db, rf):
    limits.mail(rf.post("/"), account="x@example.org")
    with CaptureQueriesContext(connection) as captured, pytest.raises(limits.TooMany):
        limits.mail(rf.post("/"), account="x@example.org")
    assert [query["sql"] for query in captured if not query["sql"].startswith("SELECT")] == []
