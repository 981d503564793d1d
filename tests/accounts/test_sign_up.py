"""Signing up: the form, the mailed code, and what waits until it is typed."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from accounts.models import User
from tests.accounts.cast import (
    A_MINUTE,
    NEWCOMER,
    account,
    ask_for_account,
    ask_for_code,
    is_signed_in,
    newest_code,
    prove_address,
    sign_in,
    sign_up,
    told,
    wrong_code,
)
from tests.conftest import PASSWORD, Person

pytestmark = pytest.mark.django_db
WAITING = "/accounts/confirm-email/"


def test_the_code_from_the_mail_makes_the_account(visitor):
    assert ask_for_account(visitor, name="Learner 9").url == WAITING
    assert not is_signed_in(visitor)
    assert prove_address(visitor).url == "/today/"
    assert "Your address newcomer1@example.org is confirmed." in told(visitor.get("/settings/"))
    user = User.objects.get()
    assert (user.email, user.name, user.check_password(PASSWORD)) == (NEWCOMER, "Learner 9", True)


@pytest.mark.any_database
def test_the_mail_goes_to_the_address_and_says_what_to_do(visitor):
    ask_for_account(visitor)
    (message,) = mail.outbox
    assert (message.to, message.subject) == ([NEWCOMER], "Your code for mlopsprep")
    assert "10 minutes" in message.body and "It was not you?" in message.body


@pytest.mark.any_database
def test_the_code_counts_with_or_without_its_dash(visitor):
    ask_for_account(visitor)
    prove_address(visitor, " " + newest_code().replace("-", " "))
    assert is_signed_in(visitor)


def test_the_zone_of_the_browser_becomes_the_accounts(visitor):
    visitor.cookies["zone"] = "Europe/Paris"
    assert sign_up(visitor).time_zone == "Europe/Paris"


@pytest.mark.any_database
@pytest.mark.parametrize("zone", ["", "Europe/Nowhere", "../../etc/passwd", "Europe/Paris\n"])
def test_a_zone_that_is_none_is_left_out(visitor, zone):
    visitor.cookies["zone"] = zone
    assert sign_up(visitor).time_zone == ""


def test_the_address_is_kept_in_lower_case(visitor):
    ask_for_account(visitor, "NewComer1@Example.ORG")
    prove_address(visitor)
    assert User.objects.get().email == NEWCOMER


@pytest.mark.any_database
def test_a_name_is_one_line(visitor):
    user = sign_up(visitor, name=" Learner\r\nBcc: all@example.org\t9\x07 ")
    assert user.name == "Learner Bcc: all@example.org 9"


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("email", "", "Type your e-mail address."),
        ("email", "newcomer1", "This is not an e-mail address."),
        ("email", f"{'n' * 250}@example.org", "254 characters at most"),
        ("email", "newcomer1@example.org\nBcc: all@example.org", "This is not an e-mail address."),
        ("password1", "", "Type a password."),
        ("password1", "12345678", "numeric"),
        ("password1", "short", "too short"),
        ("password1", "password1", "too common"),
        ("password1", "newcomer1@example.org", "too similar"),
        ("name", "n" * 81, "80 characters at most"),
    ],
)
def test_a_refused_form_says_why_and_keeps_the_rest(visitor, field, value, says):
    entered = {"email": NEWCOMER, "password1": PASSWORD, "name": "Learner 9"} | {field: value}
    page = visitor.post("/accounts/signup/", entered)
    assert page.status_code == 422
    assert says in told(page) and 'aria-invalid="true"' in page.text
    assert field == "name" or 'value="Learner 9"' in page.text
    assert PASSWORD not in page.text
    assert not User.objects.exists() and not mail.outbox


@pytest.mark.any_database
def test_a_wrong_code_says_how_many_tries_are_left(visitor):
    ask_for_account(visitor)
    page = prove_address(visitor, wrong_code())
    assert page.status_code == 422
    assert "This is not the code." in told(page) and "2 tries are left." in told(page)
    assert "One try is left." in told(prove_address(visitor, wrong_code()))
    assert prove_address(visitor).url == "/today/"


@pytest.mark.any_database
def test_after_three_wrong_codes_a_new_one_is_needed(visitor, clock):
    ask_for_account(visitor)
    for _ in range(2):
        prove_address(visitor, wrong_code())
    page = prove_address(visitor, wrong_code(), follow=True)
    assert page.redirect_chain == [("/accounts/signup/", 302)]
    assert "Three wrong codes" in told(page)
    assert prove_address(visitor).url == "/accounts/signup/"
    assert not is_signed_in(visitor)
    clock.shift(A_MINUTE)
    sign_up(visitor)
    assert is_signed_in(visitor)


def test_a_new_code_replaces_the_old_one(visitor, clock):
    ask_for_account(visitor)
    old = newest_code()
    clock.shift(A_MINUTE)
    page = visitor.post(WAITING, {"action": "resend"}, follow=True)
    assert "Only the newest one works." in told(page)
    assert len(mail.outbox) == 2 and newest_code() != old
    assert prove_address(visitor, old).status_code == 422
    assert prove_address(visitor).url == "/today/"


@pytest.mark.any_database
def test_two_new_codes_are_offered_not_three(visitor, clock):
    ask_for_account(visitor)
    for _ in range(3):
        clock.shift(A_MINUTE)
        visitor.post(WAITING, {"action": "resend"})
    assert len(mail.outbox) == 3
    assert "Mail me a new code" not in visitor.get(WAITING).text


def test_a_code_works_for_ten_minutes_from_the_mail_that_brought_it(visitor):
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        ask_for_account(visitor)
        clock.shift(timedelta(minutes=9))
        visitor.post(WAITING, {"action": "resend"})
        clock.shift(timedelta(minutes=9))
        assert visitor.get(WAITING).status_code == 200
        clock.shift(timedelta(minutes=2))
        page = visitor.get(WAITING, follow=True)
    assert page.redirect_chain == [("/accounts/signup/", 302)]
    assert "One works for 10 minutes" in told(page)


@pytest.mark.any_database
def test_a_code_works_only_in_the_browser_that_asked(visitor):
    ask_for_account(visitor)
    other = Person()
    assert prove_address(other).url == "/accounts/signup/"
    assert not is_signed_in(other)


def test_signing_up_again_before_the_code_counts_anew(visitor, clock):
    ask_for_account(visitor, password="first try at a password", name="Learner 8")
    clock.shift(A_MINUTE)
    ask_for_account(visitor, name="Learner 9")
    prove_address(visitor)
    user = User.objects.get()
    assert (user.name, user.check_password(PASSWORD)) == ("Learner 9", True)


def test_until_the_code_is_typed_the_password_opens_nothing(visitor):
    ask_for_account(visitor)
    assert not User.objects.get().has_usable_password()
    assert sign_in(Person(), NEWCOMER).status_code == 422


def test_who_takes_anothers_address_first_gains_nothing(visitor, clock):
    """The owner proves the address, be it by signing up or by a code: the stranger's password never counts."""
    stranger = Person()
    ask_for_account(stranger, password="chosen by a stranger", name="Stranger")
    clock.shift(A_MINUTE)
    sign_up(visitor, name="Learner 9")
    clock.shift(A_MINUTE)
    ask_for_account(stranger, password="chosen by a stranger")
    user = User.objects.get()
    assert (user.name, user.check_password(PASSWORD)) == ("Learner 9", True)
    assert sign_in(stranger, NEWCOMER, "chosen by a stranger").status_code == 422


def test_who_takes_anothers_address_first_gains_nothing_from_the_owners_code(visitor, clock):
    stranger = Person()
    ask_for_account(stranger, password="chosen by a stranger")
    clock.shift(A_MINUTE)
    visitor.post("/accounts/login/code/", {"email": NEWCOMER})
    visitor.post("/accounts/login/code/confirm/", {"code": newest_code()})
    assert is_signed_in(visitor)
    assert sign_in(stranger, NEWCOMER, "chosen by a stranger").status_code == 422
    assert not User.objects.get().has_usable_password()


def test_a_password_that_the_account_has_got_meanwhile_stays(visitor, clock):
    slow = Person()
    ask_for_account(slow, password="typed first, proved last")
    clock.shift(A_MINUTE)
    sign_up(visitor)
    clock.shift(A_MINUTE)
    ask_for_code(slow, NEWCOMER)
    slow.post("/accounts/login/code/confirm/", {"code": newest_code()})
    assert is_signed_in(slow)
    assert User.objects.get().check_password(PASSWORD)


@pytest.mark.any_database
def test_whoever_is_signed_in_is_sent_on(learner):
    assert learner.get("/accounts/signup/").url == "/today/"
    assert learner.get("/accounts/signup/?next=/library/").url == "/library/"


@pytest.mark.any_database
def test_after_signing_up_one_is_where_one_wanted(visitor):
    page = visitor.get("/accounts/signup/?next=/library/")
    assert '<input type="hidden" name="next" value="/library/">' in page.text
    ask_for_account(visitor, next="/library/")
    assert prove_address(visitor).url == "/library/"


def test_an_account_made_by_hand_still_proves_its_address(visitor):
    User.objects.create_user(NEWCOMER, PASSWORD)
    assert sign_in(visitor, NEWCOMER).url == WAITING
    prove_address(visitor)
    assert is_signed_in(visitor)


def test_an_account_made_by_hand_is_nobodys_to_take(visitor):
    made = User.objects.create_user(NEWCOMER, PASSWORD, is_staff=True)
    ask_for_account(visitor, password="chosen by a stranger")
    assert "You have one already" in mail.outbox[-1].body
    made.refresh_from_db()
    assert made.check_password(PASSWORD)


def test_who_has_an_account_is_told_by_mail_alone(visitor):
    account(NEWCOMER)
    assert ask_for_account(visitor).url == WAITING
    (message,) = mail.outbox
    assert "You have one already" in message.body
    assert "http://testserver/accounts/login/" in message.body
    assert "http://testserver/accounts/password/reset/" in message.body
    assert User.objects.count() == 1
