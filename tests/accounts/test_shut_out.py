"""Nobody can shut anybody out: the owner of an account gets in while others try to.

HOSTILE_TRIES=1000 tries as often; the suite has fewer.
"""

import os
from collections.abc import Iterator
from itertools import cycle

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from accounts.limits import passwords
from accounts.limits.charging import DAY
from accounts.limits.counting import Limit
from accounts.models import User
from tests.accounts.cast import (
    NEW_PASSWORD,
    account,
    ask_for_account,
    ask_for_code,
    ask_for_reset,
    code_in,
    elsewhere,
    is_signed_in,
    newest_code,
    sign_in,
    told,
)
from tests.conftest import PASSWORD, Person

pytestmark = pytest.mark.django_db
EMAIL = "learner1@example.org"
TRIES = int(os.environ.get("HOSTILE_TRIES", "40"))
NETWORKS = 16
CODE = "/accounts/login/code/confirm/"


def at_every_door(person: Person, number: int) -> None:
    doors = [
        lambda: sign_in(person, EMAIL, f"guess {number}"),
        lambda: ask_for_code(person, EMAIL),
        lambda: ask_for_reset(person, EMAIL),
        lambda: ask_for_account(person, EMAIL, password=f"guess {number}"),
        lambda: person.post(CODE, {"code": f"{number:08}"}),
    ]
    doors[number % len(doors)]()


def with_passwords(person: Person, number: int) -> None:
    sign_in(person, EMAIL, f"guess {number}")


ATTACKS = pytest.mark.parametrize("attack", [at_every_door, with_passwords])


def attackers(addresses: list[str]) -> Iterator[Person]:
    return cycle([Person(REMOTE_ADDR=address) for address in addresses])


FROM_ONE = ["198.51.100.1"]
FROM_MANY = [f"198.51.100.{number}" for number in range(NETWORKS)]


def try_to_shut_out(attack, addresses: list[str]) -> None:
    for number, person in zip(range(TRIES), attackers(addresses), strict=False):
        attack(person, number)


def newest_mail_with_a_link() -> EmailMessage:
    return next(message for message in reversed(mail.outbox) if "/accounts/browser/" in str(message.body))


@ATTACKS
@pytest.mark.parametrize("addresses", [FROM_ONE, FROM_MANY], ids=["one network", "many networks"])
def test_the_owner_gets_in(known, attack, addresses):
    try_to_shut_out(attack, addresses)
    assert sign_in(known, EMAIL).url == "/today/"
    fresh = elsewhere()
    ask_for_code(fresh, EMAIL)
    assert fresh.post(CODE, {"code": newest_code()}).url == "/today/"


@ATTACKS
def test_the_owners_own_browser_gets_in_from_the_network_of_the_attack(known, attack):
    try_to_shut_out(attack, ["127.0.0.1"])
    assert sign_in(known, EMAIL).url == "/today/"
    known.post("/accounts/logout/")
    ask_for_code(known, EMAIL)
    assert known.post(CODE, {"code": newest_code()}).url == "/today/"


@ATTACKS
def test_a_fresh_browser_in_the_network_of_the_attack_gets_a_code_after_a_minute(known, attack, clock):
    try_to_shut_out(attack, ["127.0.0.1"])
    fresh = Person()
    if (page := ask_for_code(fresh, EMAIL)).status_code == 429:
        assert int(page["Retry-After"]) <= 60
        clock.shift(float(page["Retry-After"]))
        ask_for_code(fresh, EMAIL)
    assert fresh.post(CODE, {"code": newest_code()}).url == "/today/"


def test_a_fresh_browser_elsewhere_gets_in_with_the_password(known):
    try_to_shut_out(at_every_door, FROM_MANY)
    assert sign_in(elsewhere(), EMAIL).url == "/today/"


def test_after_a_hundred_wrong_passwords_a_code_is_asked_for_beside_the_right_one(known):
    guess_from_everywhere(99)
    assert sign_in(elsewhere(1), EMAIL).url == "/today/"
    guess_from_everywhere(1)
    fresh = elsewhere(2)
    assert sign_in(fresh, EMAIL, next="/library/").url == CODE
    assert "we mailed you a code as well" in told(fresh.get(CODE))
    assert not is_signed_in(fresh)
    assert fresh.post(CODE, {"code": newest_code()}).url == "/library/"
    assert sign_in(known, EMAIL).url == "/today/"


def guess_from_everywhere(times: int) -> None:
    for number in range(times):
        with_passwords(Person(REMOTE_ADDR=f"2001:db8:0:{number:x}::1"), number)


def test_the_code_beside_the_password_is_mailed_though_others_used_up_the_mails(known, clock, monkeypatch):
    monkeypatch.setattr(passwords, "WRONG_PASSWORDS_OF_ACCOUNT", Limit(3, DAY))
    use_up_the_mails(clock)
    guess_from_everywhere(3)
    fresh = Person()
    sign_in(fresh, EMAIL)
    assert fresh.post(CODE, {"code": newest_code()}).url == "/today/"


def use_up_the_mails(clock) -> None:
    """All that unknown browsers may have on a day, of this network and of others."""
    for _ in range(10):
        clock.shift(61)
        ask_for_code(Person(), EMAIL)
    for number in range(55):
        ask_for_code(elsewhere(number), EMAIL)


def test_whoever_reads_the_mail_gets_a_code_though_others_used_up_the_mails(visitor, clock):
    account()
    use_up_the_mails(clock)
    assert len(mail.outbox) == 60
    page = ask_for_code(visitor, EMAIL)
    assert page.status_code == 429 and "open the link in our newest mail" in page.text
    link = next(word for word in str(newest_mail_with_a_link().body).split() if "/accounts/browser/" in word)
    path = link.removeprefix("http://testserver")
    assert visitor.get(path).status_code == 200
    assert ask_for_code(visitor, EMAIL).status_code == 429
    assert visitor.post(path).url == "/accounts/login/code/"
    ask_for_code(visitor, EMAIL)
    assert visitor.post(CODE, {"code": newest_code()}).url == "/today/"


def test_the_link_in_a_mail_opens_no_account_and_works_for_a_day(visitor, clock):
    account()
    use_up_the_mails(clock)
    link = next(word for word in str(newest_mail_with_a_link().body).split() if "/accounts/browser/" in word)
    path = link.removeprefix("http://testserver")
    clock.shift(25 * 60 * 60)
    assert visitor.post(path, follow=True).redirect_chain == [("/accounts/login/code/", 302)]
    assert visitor.get(path[:-2] + "/").status_code == 302
    assert not visitor.cookies.get("device") and not is_signed_in(visitor)


@pytest.mark.any_database
def test_an_ordinary_mail_has_no_such_link(visitor, clock):
    account()
    for _ in range(3):
        ask_for_code(visitor, EMAIL)
        clock.shift(61)
    assert not [message for message in mail.outbox if "/accounts/browser/" in str(message.body)]


def test_an_attack_sends_few_mails(clock):
    account()
    for number in range(24):
        at_every_door(Person(), number)
        clock.shift(61)
    assert len(mail.outbox) == 10


@pytest.mark.any_database
def test_each_code_is_mailed_to_the_owner_alone(known):
    try_to_shut_out(at_every_door, FROM_MANY)
    assert {tuple(message.to) for message in mail.outbox} == {(EMAIL,)}
    codes = [code_in(message) for message in mail.outbox if "Your code" in str(message.body)]
    assert len(codes) == len(set(codes)) > 1


def test_after_many_wrong_passwords_an_open_browser_that_is_not_known_needs_a_code(known, monkeypatch):
    monkeypatch.setattr(passwords, "WRONG_PASSWORDS_OF_ACCOUNT", Limit(3, DAY))
    guess_from_everywhere(3)
    change = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD}
    unknown = Person().sign_in(User.objects.get())
    page = unknown.post("/accounts/password/change/", change)
    assert page.status_code == 422 and "Have a code mailed, and choose a new password" in told(page)
    sign_in(known, EMAIL)
    assert known.post("/accounts/password/change/", change).url == "/settings/"
