"""Too many tries: what is limited, for whom, and what the page says. That it shuts nobody out: test_shut_out.py"""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from accounts.models import Counter
from tests.accounts.cast import (
    A_MINUTE,
    NEW_PASSWORD,
    account,
    ask_for_account,
    ask_for_code,
    ask_for_reset,
    elsewhere,
    is_signed_in,
    newest_code,
    reset_password,
    sign_in,
)
from tests.conftest import PASSWORD, Person

pytestmark = pytest.mark.django_db
EMAIL = "learner1@example.org"
FIVE_MINUTES = 5 * 60
CHANGE = "/accounts/password/change/"


def refused_for(page) -> int:
    """How many seconds a page says to wait, in its header and in words."""
    assert page.status_code == 429, page
    seconds = int(page["Retry-After"])
    words = f"{seconds} second" if seconds <= 90 else f"{-(-seconds // 60)} minute"
    assert words in page.text or "hours" in page.text
    return seconds


def guess(person: Person, times: int, email: str = EMAIL) -> list[int]:
    """The statuses of so many wrong passwords."""
    return [sign_in(person, email, "not it").status_code for _ in range(times)]


def test_the_sixth_wrong_password_from_a_network_waits(clock):
    account()
    assert guess(Person(), 5) == [422] * 5
    page = sign_in(Person(), EMAIL)
    assert refused_for(page) == FIVE_MINUTES and "Too many wrong passwords." in page.text


def test_the_wait_grows_up_to_a_quarter_of_an_hour(clock):
    account()
    guess(Person(), 5)
    waits = []
    for _ in range(4):
        waits.append(refused_for(sign_in(Person(), EMAIL)))
        clock.shift(timedelta(seconds=waits[-1]))
        assert guess(Person(), 1) == [422]
    assert waits == [5 * 60, 10 * 60, 15 * 60, 15 * 60]


def test_hammering_at_a_closed_door_does_not_make_the_wait_longer(clock):
    account()
    guess(Person(), 5)
    clock.shift(timedelta(minutes=4))
    assert guess(Person(), 20) == [429] * 20
    assert refused_for(sign_in(Person(), EMAIL)) == 60


@pytest.mark.any_database
def test_the_page_says_truly_when_to_come_back(visitor, clock):
    account()
    guess(visitor, 5)
    clock.shift(timedelta(seconds=refused_for(sign_in(visitor, EMAIL))))
    assert sign_in(visitor, EMAIL).url == "/today/"


def test_never_more_than_five_fall_into_five_minutes(clock):
    account()
    tried = []
    for _ in range(60):
        clock.shift(timedelta(seconds=30))
        if guess(Person(), 1) == [422]:
            tried.append(timezone.now().timestamp())
    assert len(tried) > 5
    assert all(later - earlier >= FIVE_MINUTES for earlier, later in zip(tried, tried[5:], strict=False))


def test_a_right_password_takes_the_wrong_ones_back(visitor):
    account()
    for _ in range(4):
        guess(visitor, 4)
        sign_in(visitor, EMAIL)
        assert visitor.post("/accounts/logout/").status_code == 302


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("203.0.113.7", "203.0.113.8", False),
        ("2001:db8:0:1::7", "2001:db8:0:1:ffff::8", True),
        ("2001:db8:0:1::7", "2001:db8:0:2::7", False),
        ("::ffff:203.0.113.7", "203.0.113.7", True),
        ("::ffff:203.0.113.7", "::ffff:203.0.113.8", False),
        ("", "", True),
    ],
)
def test_what_a_network_is(one, other, together):
    account()
    assert guess(Person(REMOTE_ADDR=one), 5) == [422] * 5
    assert guess(Person(REMOTE_ADDR=other), 1) == [429 if together else 422]


def test_guesses_at_one_account_close_no_other(visitor):
    account()
    account("learner2@example.org")
    guess(visitor, 6)
    assert sign_in(visitor, "learner2@example.org").url == "/today/"


@pytest.mark.any_database
@pytest.mark.parametrize("host", ["testserver:1", "TESTSERVER", "localhost", "127.0.0.1:8080"])
def test_another_name_of_the_site_opens_no_second_door(host):
    account()
    guess(Person(), 5)
    assert sign_in(Person(HTTP_HOST=host), EMAIL).status_code == 429
    assert sign_in(Person(), EMAIL.upper()).status_code == 429


def test_a_new_password_opens_it_at_once(visitor):
    account()
    guess(visitor, 6)
    reset_password(visitor)
    assert sign_in(Person(), EMAIL, NEW_PASSWORD).url == "/today/"


def test_the_current_password_is_guessed_no_more_often_at_an_open_browser(learner):
    wrong = {"oldpassword": "not it", "password1": NEW_PASSWORD}
    pages = [learner.post(CHANGE, wrong) for _ in range(6)]
    assert [page.status_code for page in pages] == [422] * 5 + [429]
    refused_for(pages[-1])
    assert "/accounts/password/reset/" in pages[-1].text


def test_guesses_at_sign_in_and_at_an_open_browser_count_together(learner):
    guess(Person(), 5)
    right = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD}
    assert learner.post(CHANGE, right).status_code == 429


@pytest.mark.any_database
def test_changing_the_password_often_is_not_guessing(learner):
    old, new = PASSWORD, NEW_PASSWORD
    for _ in range(7):
        assert learner.post(CHANGE, {"oldpassword": old, "password1": new}).url == "/settings/"
        old, new = new, old


@pytest.mark.any_database
def test_the_admin_takes_no_passwords_of_its_own(curator, visitor):
    for person in (visitor, curator):
        page = person.post("/admin/login/", {"username": EMAIL, "password": PASSWORD})
        assert page.status_code == 302 and not page.url.startswith("/admin/login/")
    assert visitor.post("/admin/login/", {}).url.startswith("/accounts/login/")
    assert curator.get("/admin/login/").url == "/admin/"


@pytest.mark.parametrize("ask", [ask_for_account, ask_for_code, ask_for_reset])
@pytest.mark.parametrize("email", [EMAIL, "nobody1@example.org"])
def test_an_address_gets_a_mail_a_minute_and_ten_a_day(clock, ask, email):
    account()
    assert ask(Person(), email).status_code == 302
    assert refused_for(ask(Person(), email)) == 60
    for _ in range(9):
        clock.shift(A_MINUTE)
        assert ask(Person(), email).status_code == 302
    clock.shift(A_MINUTE)
    assert refused_for(ask(Person(), email)) == 24 * 60 * 60 - 10 * 61
    assert len(mail.outbox) == 10


def test_all_doors_share_the_mails_of_an_address():
    account()
    ask_for_reset(Person(), EMAIL)
    pages = [ask(Person(), EMAIL) for ask in (ask_for_account, ask_for_code, ask_for_reset)]
    assert [page.status_code for page in pages] == [429] * 3 and len(mail.outbox) == 1


def test_a_new_code_counts_as_a_mail(visitor, clock):
    account()
    ask_for_code(visitor, EMAIL)
    page = visitor.post("/accounts/login/code/confirm/", {"action": "resend"})
    assert refused_for(page) == 60 and "Type the code" in page.text
    assert visitor.post("/accounts/login/code/confirm/", {"code": newest_code()}).url == "/today/"


def test_a_mail_that_could_not_be_sent_does_not_count(visitor, settings):
    backend, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert ask_for_code(visitor, EMAIL).status_code == 503
    settings.EMAIL_BACKEND = backend
    assert ask_for_code(visitor, EMAIL).status_code == 302


def test_a_class_of_sixty_behind_one_address_can_sign_up_and_in():
    for number in range(60):
        assert ask_for_account(Person(), f"learner{number}@example.org").status_code == 302
        assert sign_in(Person(), f"learner{number}@example.org", "not it").status_code == 422


@pytest.fixture
def three_a_minute(settings):
    """A network may try three times where it may 120 times."""
    settings.ACCOUNT_RATE_LIMITS = {
        action: rate and rate.replace("120", "3") for action, rate in settings.ACCOUNT_RATE_LIMITS.items()
    }


def test_right_passwords_and_empty_forms_use_up_nothing(three_a_minute):
    account()
    for _ in range(4):
        assert Person().post("/accounts/login/", {}).status_code == 422
        assert sign_in(Person(), EMAIL).url == "/today/"


def test_a_network_that_tries_many_accounts_waits(three_a_minute):
    account()
    for number in range(3):
        sign_in(elsewhere(), f"learner{number}@example.org", "a common password")
    page = sign_in(elsewhere(), EMAIL)
    assert refused_for(page) and "Too many tries from your network." in page.text
    assert sign_in(elsewhere(2), EMAIL).url == "/today/"


@pytest.mark.parametrize("ask", [ask_for_account, ask_for_code, ask_for_reset])
def test_a_network_that_asks_for_mails_to_many_addresses_waits(three_a_minute, ask):
    pages = [ask(elsewhere(), f"learner{number}@example.org") for number in range(4)]
    assert [page.status_code for page in pages] == [302] * 3 + [429]


@pytest.mark.any_database
def test_reading_a_page_is_not_limited(visitor, three_a_minute):
    for _ in range(5):
        for page in ("login", "signup", "login/code", "password/reset"):
            assert visitor.get(f"/accounts/{page}/").status_code == 200


@pytest.mark.any_database
def test_behind_a_proxy_on_a_socket_people_can_sign_in(visitor):
    account()
    visitor.post("/accounts/login/", {"login": EMAIL, "password": PASSWORD}, REMOTE_ADDR="")
    assert is_signed_in(visitor)


@pytest.mark.any_database
def test_behind_a_trusted_proxy_each_visitor_is_counted_alone(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    account()
    guess(Person(HTTP_X_FORWARDED_FOR="203.0.113.7"), 5)
    assert guess(Person(HTTP_X_FORWARDED_FOR="203.0.113.7"), 1) == [429]
    assert guess(Person(HTTP_X_FORWARDED_FOR="203.0.113.7, 203.0.113.8"), 1) == [422]


@pytest.mark.any_database
def test_who_comes_past_the_proxies_is_counted_too(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    account()
    assert guess(Person(HTTP_X_FORWARDED_FOR="203.0.113.7"), 6) == [422] * 5 + [429]


def test_no_counter_names_anybody(settings):
    settings.REDIS_URL = ""
    account()
    guess(elsewhere(7), 1)
    ask_for_code(elsewhere(8), EMAIL)
    keys = list(Counter.objects.values_list("key", flat=True))
    assert len(keys) == 7
    assert all(len(key) == 64 and set(key) <= set("0123456789abcdef") for key in keys)


def test_at_night_the_counters_that_are_over_go(settings):
    settings.REDIS_URL = ""
    with time_machine.travel(timezone.now() - timedelta(hours=25)):
        guess(elsewhere(7), 1)
    ask_for_code(Person(), EMAIL)
    kept = Counter.objects.filter(since__gt=timezone.now().timestamp() - 60).count()
    assert 0 < kept < Counter.objects.count()
    call_command("clearsessions")
    assert Counter.objects.count() == kept


@pytest.mark.any_database
def test_the_page_leads_on_to_where_one_wanted_to_go():
    account()
    guess(Person(), 5)
    page = sign_in(Person(), EMAIL, next="/library/")
    assert "You need not wait: we can mail you a code." in page.text
    assert 'href="/accounts/login/code/?next=%2Flibrary%2F"' in page.text
    assert 'href="/accounts/password/reset/?next=%2Flibrary%2F"' in page.text
