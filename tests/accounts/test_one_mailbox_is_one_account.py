"""However an address is typed, it is one account's."""

from importlib import import_module
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from accounts.addresses import one_form, readable
from accounts.models import User
from tests.accounts.cast import (
    account,
    ask_for_account,
    ask_for_code,
    is_signed_in,
    reset_password,
    sign_in,
    sign_up,
)
from tests.conftest import Person

pytestmark = pytest.mark.django_db
MAILBOX = "learner1@xn--mnchen-3ya.example"
TYPED = [
    "learner1@münchen.example",
    "learner1@mu\u0308nchen.example",
    "Learner1@MÜNCHEN.Example",
    "LEARNER1@XN--MNCHEN-3YA.EXAMPLE",
    "ｌｅａｒｎｅｒ１＠ｍüｎｃｈｅｎ．ｅｘａｍｐｌｅ",
    "learner1@münchen。example",
    " learner1@münchen.example. ",
    "\u2068learner1@mün\u00adchen.example\u2069\u200b",
]
to_one_form = import_module("accounts.migrations.0002_addresses_in_one_form").to_one_form


SOME = (TYPED[1], TYPED[4], TYPED[6])


@pytest.mark.any_database
def test_however_it_is_typed_it_is_one_address():
    assert {one_form(typed) for typed in TYPED} == {MAILBOX}


@pytest.mark.parametrize("typed", SOME)
def test_every_door_takes_it_for_the_same_account(visitor, typed):
    sign_up(visitor, MAILBOX)
    visitor.post("/accounts/logout/")
    sign_in(visitor, typed)
    assert is_signed_in(visitor)
    for door in (ask_for_account, ask_for_code, reset_password):
        door(Person(), typed)
    assert {to for message in mail.outbox for to in message.to} == {MAILBOX}
    assert User.objects.get_by_natural_key(typed) == User.objects.get()


@pytest.mark.parametrize("typed", SOME)
def test_the_database_knows_it_as_well(typed):
    account(MAILBOX)
    with pytest.raises(IntegrityError):
        User.objects.bulk_create([User(email=typed)])


@pytest.mark.parametrize("typed", SOME)
def test_neither_admin_nor_command_makes_a_second_account(curator, typed):
    account(MAILBOX)
    User.objects.filter(pk=curator.user.pk).update(is_superuser=True)
    page = curator.post(reverse("admin:accounts_user_add"), {"email": typed})
    assert page.status_code == 422 and "An account has this address already." in page.text
    with pytest.raises(CommandError, match="already taken"):
        call_command("createsuperuser", "--noinput", "--email", typed, stdout=StringIO())


@pytest.mark.any_database
@given(st.lists(st.sampled_from("\u200b\u2060\ufeff\u00ad\u202e\u2069 \u00a0\u3000")), st.sampled_from(TYPED))
def test_marks_and_spaces_around_it_change_nothing(marks, typed):
    assert one_form("".join(marks) + typed + "".join(marks)) == MAILBOX


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x@straße.example", "x@strasse.example"),
        ("x@نامه‌ای.example", "x@نامهای.example"),
        ("mıke@example.org", "mike@example.org"),
    ],
)
def test_other_mailboxes_stay_others(one, other):
    assert one_form(one) != one_form(other)


@pytest.mark.any_database
@pytest.mark.parametrize(
    "typed", ["mıke@example.org", "İ@example.org", "x y@example.org", "x@", "@x", "x@a..example"]
)
def test_what_is_no_address_is_refused(visitor, typed):
    assert ask_for_code(visitor, typed).status_code == 422
    assert mail.outbox == []


@pytest.mark.any_database
def test_its_owner_reads_it_in_letters(visitor):
    page = visitor.get(ask_for_code(visitor, "Learner1@MÜNCHEN.example").url)
    assert "learner1@münchen.example" in page.text
    assert readable("x@xn--99999.example") == "x@xn--99999.example"


def made_before(email: str) -> User:
    """An account from when each way of typing was an address of its own."""
    user = account("before@example.org")
    User.objects.filter(pk=user.pk).update(email=email)
    EmailAddress.objects.filter(user=user).update(email=email)
    return user


def test_accounts_from_before_are_found_however_typed(visitor):
    made_before("learner1@münchen.example")
    to_one_form(apps, None)
    assert User.objects.get().email == EmailAddress.objects.get().email == MAILBOX
    sign_in(visitor, "LEARNER1@münchen.example")
    assert is_signed_in(visitor)


def test_two_accounts_of_one_mailbox_both_go_on(visitor):
    first, second = account(MAILBOX), made_before("learner1@münchen.example")
    to_one_form(apps, None)
    for email, user in ((MAILBOX, first), ("Learner1@münchen.example", second)):
        sign_in(visitor, email)
        assert visitor.session["_auth_user_id"] == str(user.pk)
        visitor.post("/accounts/logout/")
    second.refresh_from_db()
    second.save()
    assert User.objects.get(pk=second.pk).email == "learner1@münchen.example"
