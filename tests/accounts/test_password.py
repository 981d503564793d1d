"""Choosing a new password: with a mailed code, knowing the old one, or for the first time."""

from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.utils import timezone

from accounts.models import User
from quiz.bank.models import Section
from tests.accounts.cast import (
    A_MINUTE,
    NEW_PASSWORD,
    NEWCOMER,
    account,
    ask_for_account,
    is_signed_in,
    newest_code,
    reset_password,
    sign_in,
    told,
    wrong_code,
)
from tests.conftest import PASSWORD, Person

pytestmark = pytest.mark.django_db
EMAIL = "learner1@example.org"
ASK, CODE, CHOOSE = (f"/accounts/password/reset/{page}" for page in ("", "confirm/", "complete/"))
CHANGE, SET = "/accounts/password/change/", "/accounts/password/set/"


def test_a_mailed_code_lets_one_choose_a_new_password(visitor):
    user = account()
    assert visitor.post(ASK, {"email": "Learner1@example.org"}).url == CODE
    (message,) = mail.outbox
    assert message.to == [EMAIL] and "It was not you?" in message.body
    assert visitor.post(CODE, {"code": newest_code()}).url == CHOOSE
    assert visitor.post(CHOOSE, {"password1": NEW_PASSWORD}).url == "/today/"
    assert is_signed_in(visitor)
    user.refresh_from_db()
    assert user.check_password(NEW_PASSWORD)


def test_a_new_password_signs_out_every_other_browser(learner, visitor):
    reset_password(visitor)
    assert is_signed_in(visitor)
    assert not is_signed_in(learner)


def test_the_owner_is_told_by_mail(visitor):
    account()
    reset_password(visitor)
    assert mail.outbox[-1].to == [EMAIL]
    assert mail.outbox[-1].subject == "Your password at mlopsprep was changed"
    assert "http://testserver/accounts/password/reset/" in mail.outbox[-1].body


@pytest.mark.any_database
def test_without_the_code_no_password_can_be_chosen(visitor):
    account()
    visitor.post(ASK, {"email": EMAIL})
    assert visitor.get(CHOOSE).url == CODE
    assert visitor.post(CHOOSE, {"password1": NEW_PASSWORD}).url == CODE
    assert sign_in(Person(), EMAIL).url == "/today/"


@pytest.mark.any_database
def test_three_wrong_codes_end_it(visitor):
    account()
    visitor.post(ASK, {"email": EMAIL})
    page = visitor.post(CODE, {"code": wrong_code()})
    assert page.status_code == 422 and "2 tries are left." in told(page)
    visitor.post(CODE, {"code": wrong_code()})
    page = visitor.post(CODE, {"code": wrong_code()}, follow=True)
    assert page.redirect_chain == [(ASK, 302)] and "Three wrong codes" in told(page)
    assert visitor.post(CODE, {"code": newest_code()}).url == ASK


@pytest.mark.any_database
def test_a_code_works_for_ten_minutes(visitor):
    account()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        visitor.post(ASK, {"email": EMAIL})
        clock.shift(timedelta(minutes=9))
        assert visitor.get(CODE).status_code == 200
        clock.shift(timedelta(minutes=2))
        page = visitor.post(CODE, {"code": newest_code()}, follow=True)
    assert page.redirect_chain == [(ASK, 302)] and "No code waits here." in told(page)


@pytest.mark.any_database
def test_a_weak_password_is_refused_and_the_old_one_stays(visitor):
    account()
    visitor.post(ASK, {"email": EMAIL})
    visitor.post(CODE, {"code": newest_code()})
    page = visitor.post(CHOOSE, {"password1": "12345678"})
    assert page.status_code == 422 and "The password is still the old one" in told(page)
    assert sign_in(Person(), EMAIL).url == "/today/"


OF_THIS_SITE = ["mlopsprep1", "MLOps2026!", "m10ps-prep", "1nterview!!", "my Interview", "testserver99"]


def test_no_password_is_made_of_the_words_of_this_site(visitor):
    titles = list(Section.objects.values_list("title", flat=True))
    guessed = [*OF_THIS_SITE, *titles, *(title.replace(" ", "-") + "1!" for title in titles)]
    for password in guessed:
        page = ask_for_account(visitor, password=password)
        assert page.status_code == 422 and "Words of this site" in page.text, password
    assert not User.objects.exists() and len(titles) == 5


@pytest.mark.any_database
def test_a_password_may_have_such_words_beside_others(learner):
    for password in ("mlops staple horse", "Interview-on-a-Tuesday"):
        validate_password(password, learner.user)


def test_an_unknown_address_is_told_by_mail_alone(visitor):
    assert visitor.post(ASK, {"email": NEWCOMER}).url == CODE
    assert "there is no code" in mail.outbox[0].body


def test_who_never_typed_the_first_code_may_begin_here(visitor, clock):
    ask_for_account(Person())
    clock.shift(A_MINUTE)
    reset_password(visitor, NEWCOMER)
    assert is_signed_in(visitor)
    assert User.objects.get().check_password(NEW_PASSWORD)


def test_a_signed_in_person_may_reset_too(learner):
    reset_password(learner)
    assert is_signed_in(learner)


def test_changing_keeps_this_browser_and_signs_out_the_others(learner):
    other = Person()
    sign_in(other, EMAIL)
    page = learner.post(CHANGE, {"oldpassword": PASSWORD, "password1": NEW_PASSWORD}, follow=True)
    assert page.redirect_chain == [("/settings/", 302)] and "The new password is saved." in told(page)
    assert is_signed_in(learner) and not is_signed_in(other)
    assert mail.outbox[-1].subject == "Your password at mlopsprep was changed"


@pytest.mark.any_database
def test_changing_needs_the_current_password(learner):
    page = learner.post(CHANGE, {"oldpassword": "not it", "password1": NEW_PASSWORD})
    assert page.status_code == 422 and "This is not the current password." in told(page)
    learner.user.refresh_from_db()
    assert learner.user.check_password(PASSWORD)


@pytest.mark.any_database
def test_changing_needs_a_sign_in(visitor):
    assert visitor.get(CHANGE).url == f"/accounts/login/?next={CHANGE}"
    assert visitor.get(SET).url == f"/accounts/login/?next={SET}"


@pytest.fixture
def without_password(learner):
    learner.user.set_unusable_password()
    learner.user.save()
    learner.force_login(learner.user)
    return learner


def show_by_mail(person):
    person.post("/accounts/again/mail/", {"mail": "1"})
    person.post("/accounts/again/mail/", {"code": newest_code()})


@pytest.mark.any_database
@pytest.mark.parametrize("door", [SET, "/settings/passkeys/add/", "/settings/app/on/"])
def test_an_open_browser_makes_no_lasting_way_in_where_there_is_no_password_to_ask_for(
    without_password, door
):
    again = f"/accounts/again/mail/?next={door}"
    assert without_password.get(door).url == again
    assert without_password.post(door, {"password1": NEW_PASSWORD}).url == again
    assert not User.objects.get().has_usable_password()
    show_by_mail(without_password)
    assert without_password.get(door).status_code == 200


def test_who_signs_in_by_codes_may_set_a_password(without_password):
    learner = without_password
    assert learner.get(CHANGE).url == SET
    show_by_mail(learner)
    assert learner.post(SET, {"password1": "12345678"}).status_code == 422
    assert learner.post(SET, {"password1": NEW_PASSWORD}).url == "/settings/"
    assert is_signed_in(learner)
    assert sign_in(Person(), EMAIL, NEW_PASSWORD).url == "/today/"


@pytest.mark.any_database
def test_who_has_a_password_cannot_set_one_without_it(learner):
    assert learner.post(SET, {"password1": NEW_PASSWORD}).url == CHANGE
    assert sign_in(Person(), EMAIL).url == "/today/"


def test_an_account_made_without_a_password_gets_its_first_by_a_mailed_code(visitor):
    user = User.objects.create_user(EMAIL, name="Learner 1")
    EmailAddress.objects.create(user=user, email=EMAIL, primary=True)
    reset_password(visitor)
    user.refresh_from_db()
    assert is_signed_in(visitor) and user.check_password(NEW_PASSWORD)
