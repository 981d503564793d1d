"""What people do at the entrance, by meaning."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

from django.core import mail

from accounts.models import User
from tests.conftest import PASSWORD, Person, make_user

NEWCOMER = "newcomer1@example.org"
NEW_PASSWORD = "battery staple horse correct"
A_MINUTE = timedelta(seconds=61)
"""After it an address gets another mail."""


def code_in(message: mail.EmailMessage) -> str:
    """The code that a mail holds."""
    found = re.search(r"\b\d{4}-\d{4}\b", str(message.body))
    assert found, message.body
    return found.group()


def newest_code() -> str:
    return code_in(mail.outbox[-1])


def wrong_code() -> str:
    """A code, but not the one in the newest mail."""
    return newest_code().translate(str.maketrans("0123456789", "1234567890"))


def ask_for_account(person: Person, email: str = NEWCOMER, password: str = PASSWORD, **more: Any) -> Any:
    return person.post("/accounts/signup/", {"email": email, "password1": password, **more})


def prove_address(person: Person, code: str | None = None, **more: Any) -> Any:
    return person.post("/accounts/confirm-email/", {"code": code or newest_code()}, **more)


def sign_up(person: Person, email: str = NEWCOMER, **more: Any) -> User:
    """All of it: the form, and the code from the mail."""
    ask_for_account(person, email, **more)
    prove_address(person)
    return User.objects.get(email=email)


def sign_in(person: Person, email: str, password: str = PASSWORD, **more: Any) -> Any:
    return person.post("/accounts/login/", {"login": email, "password": password, **more})


def ask_for_code(person: Person, email: str, **more: Any) -> Any:
    return person.post("/accounts/login/code/", {"email": email, **more})


def sign_in_by_code(person: Person, email: str) -> Any:
    ask_for_code(person, email)
    return person.post("/accounts/login/code/confirm/", {"code": newest_code()})


def ask_for_reset(person: Person, email: str) -> Any:
    return person.post("/accounts/password/reset/", {"email": email})


def reset_password(person: Person, email: str = "learner1@example.org", password: str = NEW_PASSWORD) -> None:
    """All of it: the code from the mail, and the new password."""
    ask_for_reset(person, email)
    person.post("/accounts/password/reset/confirm/", {"code": newest_code()})
    person.post("/accounts/password/reset/complete/", {"password1": password})


def is_signed_in(person: Person) -> bool:
    """Does a page that needs an account open?"""
    return bool(person.get("/settings/").status_code == 200)


def elsewhere(number: int = 1) -> Person:
    """Somebody at a browser in another network."""
    return Person(REMOTE_ADDR=f"203.0.113.{number}")


def account(email: str = "learner1@example.org", name: str = "Learner 1", **fields: Any) -> User:
    """Somebody with an account, at no browser yet."""
    return make_user(email, name, **fields)


def hidden_in(page: Any) -> dict[str, str | list[str]]:
    """What the forms of a page send along unseen."""
    fields: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.text):
        fields.setdefault(name, []).append(unescape(value))
    return {name: values if len(values) > 1 else values[0] for name, values in fields.items()}


def told(page: Any) -> str:
    """The text of a page's notices, in one line."""
    notices = re.findall(r'<div class="notice .*?</div>', page.text, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", " ".join(notices)).split())


def come_back(person, refused, email="learner1@example.org"):
    """Sign in on the page to which one was led; gives the page where one lands."""
    page = person.get(refused.url) if refused.status_code == 302 else refused
    form = {**hidden_in(page), "login": email, "password": PASSWORD}
    return person.post("/accounts/login/", form, follow=True)
