"""One's own account on one page: where it is signed in, what happened to it, its address."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from accounts.models import SecurityEvent, SignInSession, User
from accounts.own.browsers import device_named
from accounts.own.happened import forget_old_events
from tests.accounts.cast import (
    A_MINUTE,
    NEW_PASSWORD,
    account,
    elsewhere,
    is_signed_in,
    newest_code,
    reset_password,
    sign_in,
    sign_in_by_code,
)
from tests.accounts.factors import (
    add_passkey,
    app_code,
    show_again,
    sign_in_by_passkey,
    sign_in_with_app,
)
from tests.conftest import PASSWORD, Person, give_app

pytestmark = pytest.mark.django_db
PAGE, ADDRESS, CODE = "/settings/account/", "/settings/account/address/", "/settings/account/address/code/"
EMAIL, NEW = "learner1@example.org", "learner1@new.example.org"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
    " Version/18.5 Mobile/15E148 Safari/604.1"
)
CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0 Safari/537"
)


@pytest.fixture
def here() -> Person:
    account()
    person = Person(HTTP_USER_AGENT=FIREFOX)
    sign_in(person, EMAIL)
    return person


@pytest.fixture
def phone(here: Person) -> Person:
    person = Person(HTTP_USER_AGENT=IPHONE, REMOTE_ADDR="203.0.113.7")
    sign_in(person, EMAIL)
    return person


def names(page) -> list[str]:
    return [one.name for one in page.context["devices"] if not one.is_this]


def events() -> list[str]:
    return list(SecurityEvent.objects.order_by("pk").values_list("kind", flat=True))


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("said", "words"),
    [
        (FIREFOX, "Firefox on Linux"),
        (IPHONE, "Safari on iPhone"),
        (CHROME, "Chrome on Windows"),
        (CHROME + " Edg/139.0.0.0", "Edge on Windows"),
        ("curl/8.5.0", "Another browser"),
        ("<script>" * 1000, "Another browser"),
        ("", "Another browser"),
    ],
)
def test_a_browser_has_a_name_that_its_owner_knows(said, words):
    assert device_named(said) == words


def test_the_page_lists_every_browser_and_names_this_one(here, phone):
    page = here.get(PAGE)
    assert "Firefox on Linux · <span>this device</span>" in page.text
    assert "Safari on iPhone" in page.text and "last seen" in page.text


def test_one_other_device_is_signed_out(here, phone):
    (name,) = names(here.get(PAGE))
    page = here.post("/settings/account/sign-out/", {"name": name}, follow=True)
    assert "Signed out: Safari on iPhone." in page.text
    assert is_signed_in(here) and not is_signed_in(phone)
    assert "signed out already" in here.post("/settings/account/sign-out/", {"name": name}, follow=True).text


def test_nobody_signs_out_anothers_device(here, phone, classmate):
    (name,) = names(here.get(PAGE))
    classmate.post("/settings/account/sign-out/", {"name": name})
    assert is_signed_in(phone)


def test_all_other_devices_are_signed_out_and_a_mail_says_so(here, phone):
    page = here.post("/settings/account/sign-out-others/", follow=True)
    assert "Signed out on 1 other device." in page.text
    assert is_signed_in(here) and not is_signed_in(phone)
    assert mail.outbox[-1].subject == "You signed out everywhere else"
    assert "Sign out everywhere else" not in page.text


def test_a_new_device_is_mailed_to_the_owner_and_a_known_one_is_not(here, phone):
    assert [message.subject for message in mail.outbox] == [
        "A new device signed in to your account at mlopsprep"
    ]
    assert "Safari on iPhone signed in to your account with your password, on " in mail.outbox[0].body
    phone.post("/accounts/logout/")
    sign_in(phone, EMAIL)
    assert len(mail.outbox) == 1
    assert events() == ["signed in", "signed in"]


@pytest.mark.any_database
def test_the_mail_about_a_new_device_says_how_it_signed_in(here):
    give_app(User.objects.get())
    sign_in_with_app(Person(HTTP_USER_AGENT=IPHONE), EMAIL)
    assert "with your password and a code from your app, on " in mail.outbox[-1].body
    show_again(here, code=app_code(later=1))
    device = add_passkey(here)
    sign_in_by_passkey(Person(HTTP_USER_AGENT=CHROME), device)
    assert "Chrome on Windows signed in to your account with a passkey, on " in mail.outbox[-1].body
    assert "remove the passkeys that are not yours" in mail.outbox[-1].body


def test_whoever_signs_in_by_reading_a_mail_gets_no_second_one(here, clock):
    sign_in_by_code(Person(HTTP_USER_AGENT=IPHONE), EMAIL)
    clock.shift(A_MINUTE)
    reset_password(Person(HTTP_USER_AGENT=CHROME), EMAIL)
    assert not [message for message in mail.outbox if "new device" in message.subject]
    assert events().count("signed in") == 3


def test_a_day_on_which_something_is_sent_is_the_last_seen(here):
    today = timezone.now()
    with time_machine.travel(today + timedelta(days=2), tick=False):
        here.get("/today/")
        assert SignInSession.objects.get(user__email=EMAIL).seen_on == today.date()
        here.post("/settings/", {})
        assert SignInSession.objects.get(user__email=EMAIL).seen_on == today.date() + timedelta(days=2)
    assert SignInSession.objects.get(user__email=EMAIL).made_at.date() == today.date()


@pytest.mark.parametrize("how", ["changed", "reset"])
def test_a_new_password_ends_every_other_row(here, phone, how):
    if how == "reset":
        reset_password(here)
    else:
        form = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD}
        assert here.post("/accounts/password/change/", form).status_code == 302
    assert "password" in events()
    assert [one.is_this for one in here.get(PAGE).context["devices"]] == [True]
    assert not is_signed_in(phone)


def change(person: Person) -> None:
    person.post("/accounts/again/", {"password": PASSWORD})
    assert person.post(ADDRESS, {"email": NEW}).url == CODE


def test_the_address_is_changed_once_the_new_one_is_proved_and_the_old_one_is_told(here):
    change(here)
    assert mail.outbox[-1].to == [NEW]
    assert User.objects.get().email == EMAIL
    page = here.post(CODE, {"code": newest_code()}, follow=True)
    assert f"You sign in as {NEW} from now on." in page.text.replace("\u2068", "").replace("\u2069", "")
    assert mail.outbox[-1].to == [EMAIL] and NEW in mail.outbox[-1].body
    assert sign_in(elsewhere(), EMAIL).status_code == 422
    assert sign_in(elsewhere(2), NEW).url == "/today/"


def test_without_showing_again_who_one_is_no_address_is_changed(here):
    assert here.post(ADDRESS, {"email": NEW}).url.startswith("/accounts/again/")
    assert here.post(CODE, {"code": "12345678"}).url.startswith("/accounts/again/")
    assert not mail.outbox


@pytest.mark.any_database
def test_a_wrong_code_changes_nothing(here):
    change(here)
    page = here.post(CODE, {"code": "00000000"})
    assert page.status_code == 422 and "2 tries are left." in page.text
    assert User.objects.get().email == EMAIL


def test_an_address_of_another_account_looks_the_same_here_and_its_owner_is_told(here):
    account(NEW, "Learner 2")
    change(here)
    assert here.get(CODE).status_code == 200
    assert mail.outbox[-1].to == [NEW] and "already has an account" in mail.outbox[-1].subject
    assert (
        here.post(CODE, {"code": ""}).status_code == here.post(CODE, {"code": "00000000"}).status_code == 422
    )
    assert User.objects.filter(email=EMAIL).exists()


def test_an_address_that_another_took_meanwhile_stays_theirs(here):
    change(here)
    code = newest_code()
    account(NEW, "Learner 2")
    assert "Another account has this address" in here.post(CODE, {"code": code}, follow=True).text
    assert User.objects.get(name="Learner 1").email == EMAIL


def test_the_same_address_again_is_refused_and_mails_are_counted(here):
    change(here)
    assert here.post(ADDRESS, {"email": EMAIL}).status_code == 422
    assert here.post(ADDRESS, {"email": NEW}).status_code == 429
    with time_machine.travel(timezone.now() + A_MINUTE, tick=False):
        assert here.post(ADDRESS, {"email": NEW}).url == CODE


@pytest.mark.any_database
@pytest.mark.parametrize("password", ["learner1@example.org", "Learner-Surname", "password1", "12345678"])
def test_a_password_with_ones_own_words_or_a_common_one_is_refused(here, password):
    User.objects.update(name="Learner Surname")
    form = {"oldpassword": PASSWORD, "password1": password}
    assert here.post("/accounts/password/change/", form).status_code == 422


@pytest.mark.any_database
def test_a_password_like_the_name_is_refused_on_signing_up_too(visitor):
    form = {"email": NEW, "password1": "Learner-Surname", "name": "Learner Surname"}
    assert visitor.post("/accounts/signup/", form).status_code == 422
    assert not mail.outbox


def test_what_happened_is_forgotten_after_a_year(here):
    forget_old_events(timezone.now() + timedelta(days=364))
    assert events()
    forget_old_events(timezone.now() + timedelta(days=366))
    assert not events()
