"""To a stranger every page answers alike, whether the address has an account or not."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth import hashers
from django.core import mail
from django.utils import timezone

from accounts.models import User
from tests.accounts.cast import A_MINUTE, account, ask_for_account, ask_for_code, ask_for_reset, sign_in
from tests.conftest import Person

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
WORDS = ("known1", "closed1", "asked1", "asked2", "nobody1")
KNOWN, CLOSED, ASKED, SHUT, UNKNOWN = (f"{word}@example.org" for word in WORDS)
Act = Callable[[Person, str], Any]


@pytest.fixture(autouse=True)
def addresses() -> None:
    account(KNOWN)
    account(CLOSED, is_active=False)
    ask_for_account(Person(), ASKED)
    ask_for_account(Person(), SHUT)
    User.objects.filter(email=SHUT).update(is_active=False)
    mail.outbox.clear()


def seen(answer: Any, email: str) -> tuple[Any, ...]:
    """All that a browser can see of an answer, without what differs each time."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.text).replace(email, "ADDRESS")
    headers = {
        name: value for name, value in answer.headers.items() if name not in {"Content-Length", "Expires"}
    }
    return answer.status_code, text, headers, sorted(answer.cookies)


def all_along(email: str, begin: Act, waiting: str) -> list[tuple[Any, ...]]:
    """A stranger tries everything that follows, in a hurry and with patience."""
    stranger = Person()
    steps = [
        lambda: begin(stranger, email),
        lambda: begin(stranger, email),
        lambda: stranger.post(waiting, {"action": "resend"}),
        lambda: clock.shift(A_MINUTE),
        lambda: stranger.get(waiting),
        lambda: stranger.post(waiting, {"code": "0000-0000"}),
        lambda: stranger.post(waiting, {"action": "resend"}),
        lambda: stranger.get(waiting),
        lambda: stranger.get("/accounts/login/"),
        lambda: stranger.get("/accounts/signup/"),
        lambda: stranger.get(waiting),
        lambda: stranger.post(waiting, {"code": "1111-1111"}),
        lambda: stranger.post(waiting, {"code": "2222-2222"}),
        lambda: stranger.get(waiting),
        lambda: begin(stranger, email),
        lambda: clock.shift(A_MINUTE),
        lambda: begin(stranger, email),
        lambda: stranger.post("/accounts/logout/"),
        lambda: stranger.get(waiting),
        lambda: begin(stranger, email),
        lambda: clock.shift(A_MINUTE),
        lambda: begin(stranger, email),
        lambda: sign_in(stranger, email, "a guess at it"),
        lambda: stranger.get(waiting),
    ]
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=False) as clock:
        return [seen(answer, email) for answer in (step() for step in steps) if answer is not None]


@pytest.mark.parametrize(
    ("begin", "waiting"),
    [
        (ask_for_account, "/accounts/confirm-email/"),
        (ask_for_code, "/accounts/login/code/confirm/"),
        (ask_for_reset, "/accounts/password/reset/confirm/"),
        (lambda person, email: sign_in(person, email, "a guess at it"), "/accounts/confirm-email/"),
    ],
    ids=["sign up", "code", "reset", "password"],
)
def test_every_step_looks_the_same(begin, waiting):
    expected = all_along(UNKNOWN, begin, waiting)
    assert len({step[0] for step in expected}) > 1
    for email in (KNOWN, CLOSED, ASKED, SHUT):
        assert all_along(email, begin, waiting) == expected


def test_each_kind_of_address_gets_a_mail_that_tells_its_owner(clock):
    clock.shift(A_MINUTE)
    for email in (KNOWN, CLOSED, ASKED, UNKNOWN):
        ask_for_account(Person(), email)
    assert [message.to for message in mail.outbox] == [[KNOWN], [CLOSED], [ASKED], [UNKNOWN]]
    assert ["You have one already" in str(message.body) for message in mail.outbox] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize("guess", ["a guess at it", "ein Schuß daneben, ﬁ"])
def test_a_password_is_hashed_as_often_for_an_unknown_address(monkeypatch, clock, guess):
    """Else the time to the answer would tell."""
    clock.shift(A_MINUTE)
    hashed: list[str] = []
    real = hashers.MD5PasswordHasher.encode

    def encode(self: Any, password: str, salt: str) -> str:
        hashed.append(password)
        return str(real(self, password, salt))

    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", encode)
    counts = []
    for email in (KNOWN, ASKED, UNKNOWN):
        for act in (sign_in, ask_for_account):
            hashed.clear()
            act(Person(), email, guess)
            counts.append((act.__name__, len(hashed)))
    assert len(set(counts)) == 2
