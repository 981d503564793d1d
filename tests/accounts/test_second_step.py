"""Codes from an app and recovery codes: after a password or a mailed code, and in the place of neither."""

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail

from accounts.factors import guessing
from accounts.limits.counting import Limit
from tests.accounts.cast import (
    A_MINUTE,
    account,
    ask_for_code,
    elsewhere,
    is_signed_in,
    newest_code,
    reset_password,
    sign_in,
    told,
)
from tests.accounts.factors import (
    CODES,
    LIST,
    ON,
    SECOND_STEP,
    app_code,
    recovery_codes,
    secret_in,
    show_again,
    sign_in_with_app,
    turn_on_app,
    type_code,
    wrong_app_code,
)
from tests.conftest import APP_SECRET, Person, give_app
from tests.practice.acts import answer_well

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
EMAIL = "learner1@example.org"


@pytest.fixture
def guarded():
    """An account with codes from an app, at no browser yet."""
    user = account()
    give_app(user)
    return user


def test_a_password_alone_signs_nobody_in_who_has_an_app(guarded, visitor):
    answer = sign_in(visitor, EMAIL)
    assert answer.url == SECOND_STEP and not is_signed_in(visitor)
    assert type_code(visitor, app_code()).status_code == 302
    assert is_signed_in(visitor)


def test_a_mailed_code_goes_on_to_the_second_step(guarded, visitor):
    ask_for_code(visitor, EMAIL)
    answer = visitor.post("/accounts/login/code/confirm/", {"code": newest_code()})
    assert answer.url == SECOND_STEP and not is_signed_in(visitor)
    type_code(visitor, app_code())
    assert is_signed_in(visitor)


def test_a_new_password_by_a_mailed_code_goes_on_to_the_second_step_too(guarded, visitor):
    reset_password(visitor)
    assert not is_signed_in(visitor)
    type_code(visitor, app_code())
    assert is_signed_in(visitor)


def test_a_code_works_once(guarded, visitor, clock):
    sign_in(visitor, EMAIL)
    type_code(visitor, code := app_code())
    other = elsewhere()
    sign_in(other, EMAIL)
    clock.shift(30)  # the code is still taken, but was used
    again = type_code(other, code)
    assert again.status_code == 422 and "used already" in again.text and not is_signed_in(other)
    type_code(other, app_code())
    assert is_signed_in(other)


@pytest.mark.any_database
def test_a_code_of_a_clock_half_a_minute_off_is_taken_and_one_of_two_minutes_not(guarded, visitor):
    sign_in(visitor, EMAIL)
    assert type_code(visitor, app_code(later=-4)).status_code == 422
    assert type_code(visitor, app_code(later=-1)).status_code == 302


@pytest.mark.any_database
@pytest.mark.parametrize("written", ["{} ", "{:.3} {:.3}", "code"])
def test_a_code_may_be_written_in_groups_and_what_is_none_costs_no_try(guarded, visitor, written):
    sign_in(visitor, EMAIL)
    code = app_code()
    typed = {"{:.3} {:.3}": f"{code[:3]} {code[3:]}", "{} ": f"{code} "}.get(written)
    for _ in range(20):
        assert type_code(visitor, "12a").status_code == 422
    assert type_code(visitor, typed or code).status_code == 302


def test_wrong_codes_are_counted_for_the_account_and_the_network(guarded, visitor):
    sign_in(visitor, EMAIL)
    tries = [type_code(visitor, wrong_app_code()).status_code for _ in range(6)]
    assert tries == [422] * 5 + [429]
    refused = type_code(visitor, app_code())
    assert refused.status_code == 429 and "wrong codes" in refused.text
    other = elsewhere()
    sign_in_with_app(other, EMAIL)
    assert is_signed_in(other)


def test_whoever_guesses_everywhere_does_not_shut_out_the_owners_own_browser(guarded, clock, monkeypatch):
    monkeypatch.setattr(guessing, "WRONG_CODES_OF_ACCOUNT", Limit(8, 86_400))
    own = Person()
    sign_in_with_app(own, EMAIL)
    own.post("/accounts/logout/")
    for number in (1, 2):
        stranger = elsewhere(number)
        sign_in(stranger, EMAIL)
        for _ in range(4):
            assert type_code(stranger, wrong_app_code()).status_code == 422
    stranger = elsewhere(99)
    sign_in(stranger, EMAIL)
    assert type_code(stranger, app_code()).status_code == 429
    clock.shift(A_MINUTE)
    sign_in_with_app(own, EMAIL)
    assert is_signed_in(own)


def test_what_a_visitor_practised_and_where_they_wanted_to_go_survive_the_second_step(guarded, visitor, ask):
    visitor.get("/")
    visitor.post("/practice/")
    answered = answer_well(ask(visitor, "what-is-mlops"))
    sign_in(visitor, EMAIL, next="/settings/")
    assert "comes with you" in visitor.get(SECOND_STEP).text
    answer = type_code(visitor, app_code())
    assert answer.url == "/settings/"
    visitor.user = guarded
    assert list(visitor.learner.reviews.all()) == [answered.review]


def test_turning_codes_on_takes_a_right_code_and_gives_ten_recovery_codes(learner):
    assert learner.get(ON).status_code == 302
    show_again(learner)
    secret = secret_in(learner.get(ON))
    assert learner.post(ON, {"code": wrong_app_code()}).status_code == 422
    assert learner.post(ON, {"code": app_code(secret)}).url == CODES
    assert len(recovery_codes(learner)) == 10


def test_the_code_that_turned_it_on_signs_nobody_in(learner, visitor):
    secret = turn_on_app(learner)
    sign_in(visitor, EMAIL)
    assert type_code(visitor, app_code(secret)).status_code == 422


@pytest.mark.any_database
def test_two_tabs_show_the_same_secret_and_the_second_finds_it_on(learner):
    show_again(learner)
    first, second = learner.get(ON), learner.get(ON)
    assert secret_in(first) == secret_in(second)
    learner.post(ON, {"code": app_code(secret_in(first))})
    late = learner.post(ON, {"code": app_code(secret_in(second))}, follow=True)
    assert "on already" in told(late)
    assert Authenticator.objects.filter(type="totp").count() == 1


def test_a_recovery_code_works_once_and_its_owner_is_told(learner, visitor):
    turn_on_app(learner)
    code = recovery_codes(learner)[3]
    sign_in(visitor, EMAIL)
    type_code(visitor, code)
    assert is_signed_in(visitor)
    assert any("9 are left" in each.body for each in mail.outbox)
    other = elsewhere()
    sign_in(other, EMAIL)
    assert type_code(other, code).status_code == 422 and not is_signed_in(other)
    assert code not in recovery_codes(learner)


def test_the_last_recovery_code_is_enough_to_make_new_ones(learner, visitor):
    turn_on_app(learner)
    codes = recovery_codes(learner)
    for code in codes[:-1]:
        learner.post("/accounts/again/code/", {"code": code})
    sign_in(visitor, EMAIL)
    page = type_code(visitor, codes[-1], follow=True)
    assert "That was your last recovery code." in page.text
    visitor.post("/settings/recovery-codes/new/")
    assert len(recovery_codes(visitor)) == 10


def test_new_recovery_codes_end_the_old_ones(learner, visitor):
    turn_on_app(learner)
    old = recovery_codes(learner)
    learner.post("/settings/recovery-codes/new/")
    assert not set(old) & set(recovery_codes(learner))
    sign_in(visitor, EMAIL)
    assert type_code(visitor, old[0]).status_code == 422


@pytest.mark.any_database
def test_the_codes_can_be_downloaded(learner):
    turn_on_app(learner)
    file = learner.get("/settings/recovery-codes/download/")
    assert all(f"{code[:4]} {code[4:]}" in file.content.decode() for code in recovery_codes(learner))


def test_turning_off_ends_the_recovery_codes_too_and_is_told(learner):
    turn_on_app(learner)
    assert "your last one" in " ".join(learner.get("/settings/app/off/").text.split())
    learner.post("/settings/app/off/")
    assert not Authenticator.objects.filter(user=learner.user).exists()
    assert "turned off" in mail.outbox[-1].body
    assert "off already" in told(learner.post("/settings/app/off/", follow=True))


def test_whoever_has_a_factor_shows_that_and_not_the_password_before_a_change(guarded, clock):
    person = Person()
    sign_in_with_app(person, EMAIL)
    clock.shift(6 * A_MINUTE)
    asked = person.get("/settings/app/off/")
    assert asked.url.startswith("/accounts/again/code/")
    assert show_again(person).url.startswith("/accounts/again/code/")
    person.post("/settings/app/off/")
    assert Authenticator.objects.filter(user=guarded).exists()


def test_what_was_pressed_is_done_once_they_have_shown_who_they_are(guarded, clock):
    person = Person()
    sign_in_with_app(person, EMAIL)
    clock.shift(6 * A_MINUTE)
    asked = person.post("/settings/app/off/")
    answer = person.post(asked.url, {"code": app_code(), "next": "/settings/app/off/"}, follow=True)
    assert "Codes from an app are off." in told(answer)
    assert not Authenticator.objects.filter(user=guarded).exists()


def test_a_wrong_password_before_a_change_counts_as_on_signing_in(learner):
    tries = [show_again(learner, password="wrong").status_code for _ in range(6)]
    assert tries[:5] == [422] * 5 and tries[5] == 429


def test_secrets_cannot_be_read_in_the_database(learner):
    secret = turn_on_app(learner)
    code = recovery_codes(learner)[0]
    rows = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in rows and code not in rows


def test_a_secret_survives_a_new_key_that_names_the_old_one_and_is_no_right_code_without(
    guarded, visitor, settings
):
    old, settings.SECRET_KEY = (
        settings.SECRET_KEY,
        "another key, long enough to be one, and only for this test",
    )
    sign_in(visitor, EMAIL)
    assert type_code(visitor, app_code(APP_SECRET)).status_code == 422
    settings.SECRET_KEY_FALLBACKS = [old]
    assert type_code(visitor, app_code(APP_SECRET)).status_code == 302


@pytest.mark.any_database
def test_the_second_step_comes_after_a_first(visitor):
    assert "Begin by signing in" in told(visitor.get(SECOND_STEP, follow=True))
    assert type_code(visitor, "123456").url == "/accounts/login/"


@pytest.mark.any_database
def test_the_list_says_what_there_is(learner):
    assert "off" in learner.get(LIST).text
    turn_on_app(learner)
    assert "on since today" in " ".join(learner.get(LIST).text.split())
    assert "10 codes are left" in " ".join(learner.get(LIST).text.split())
