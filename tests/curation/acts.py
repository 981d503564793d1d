"""What a curator does over and over, as their browser does it."""

import re
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from quiz.bank.editing.opened import unsealed
from quiz.bank.models import Question, Revision
from quiz.bank.revisions.content import Content
from quiz.curation.editing.question_page import build_question_page
from tests.conftest import Person, make_user

KEY = "what-is-concept-drift"
NEWER = "What do people call concept drift?"


def another_curator(curator: Person, number: int = 2) -> Person:
    user = make_user(f"curator{number}@example.org", f"Curator {number}", is_staff=True)
    user.groups.set(curator.user.groups.all())
    return Person().sign_in(user)


def question(key: str = KEY) -> Question:
    return Question.objects.select_related("live_revision").get(key=key)


def address(name: str, key: str = KEY, *more: Any) -> str:
    return reverse(f"admin:quiz_question_{name}", args=[question(key).pk, *more])


def draft(key: str = KEY) -> Revision:
    return question(key).revisions.open().get()


def open_draft(curator: Person, key: str = KEY) -> Revision:
    assert curator.post(address("open", key)).status_code == 302
    return draft(key)


def filled_in(key: str = KEY, **changes: Any) -> dict[str, Any]:
    """The editor's fields as its page has them, with changes."""
    editor = build_question_page(question(key)).editor
    assert editor is not None, "no draft is open"
    fields = {bound.html_name: bound.value() for bound in editor.form}
    for rows in editor.tables:
        fields |= {bound.html_name: bound.value() for bound in rows.management_form}
        fields |= {bound.html_name: bound.value() for form in rows for bound in form}
    fields["options-right"] = editor.options.right
    texts = {name: "\n".join(value) if isinstance(value, list) else value for name, value in fields.items()}
    return {name: "" if value is None else value for name, value in (texts | changes).items()}


def save(curator: Person, key: str = KEY, **changes: Any) -> HttpResponse:
    return curator.post(address("change", key), filled_in(key, **changes))


def publish(curator: Person, key: str = KEY, **changes: Any) -> HttpResponse:
    seen = build_question_page(question(key)).seen
    sent = {"change": "wording", "why": "clearer", "seen": seen} | changes
    return curator.post(address("review", key), sent)


def propose(curator: Person, key: str = KEY, **changes: Any) -> None:
    """Opens a draft where there is none, and proposes it."""
    open_draft(curator, key)
    assert save(curator, key, _propose="1", **changes).status_code == 302


def review(person: Person, key: str = KEY) -> str:
    return " ".join(person.get(address("review", key)).text.split())


def send_back(person: Person, key: str = KEY, **changes: Any) -> HttpResponse:
    seen = build_question_page(question(key)).seen
    return person.post(address("review", key), {"_send_back": "1", "comment": "", "seen": seen} | changes)


def shown(person: Person, page: str) -> dict[str, str]:
    """The hidden field that the page's form carries."""
    found = re.search(r'name="seen" value="(\w+)"', person.get(address(page)).text)
    assert found, f"the page {page} says nothing of what it shows"
    return {"seen": found[1]}


def confirm(person: Person, page: str, **fields: str) -> HttpResponse:
    return person.post(address(page), shown(person, page) | fields)


def opened_in(page: str) -> str:
    """What the editor on this page was opened with, sealed."""
    found = re.search(r'name="opened" value="([^"]+)"', page)
    assert found, "there is no editor on the page"
    return found[1]


def opened_with(page: str, key: str = KEY) -> Content:
    opened = unsealed(opened_in(page), question(key))
    assert opened, "the seal is broken"
    return opened.content
