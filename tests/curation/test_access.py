"""Who may curate."""

import re

import pytest
from django.urls import reverse

from quiz.bank.models import Question, Relation
from tests.conftest import Person, make_user
from tests.curation.acts import KEY, address, open_draft, question

pytestmark = pytest.mark.django_db

PAGES = [
    "change",
    "open",
    "preview",
    "trying",
    "keep",
    "review",
    "discard",
    "retire",
    "history",
    "key",
    "relations",
]
POSTED_ONLY = ["open", "keep"]
INLINE = re.compile(r"""\sstyle\s*=|<style\b|<script\b(?![^>]*\bsrc=)|\son[a-z]+\s*=\s*["']|javascript:""")


def addresses() -> list[str]:
    restore = address("restore", KEY, question().live_revision.pk)
    unrelate = address("unrelate", KEY, Relation.objects.filter(question=question())[0].pk)
    lists = [reverse("admin:quiz_question_changelist"), reverse("admin:quiz_question_new")]
    return [*lists, *map(address, PAGES), restore, unrelate]


@pytest.mark.parametrize("who", ["visitor", "learner", "instructor"])
def test_others_may_do_nothing(who: str, request: pytest.FixtureRequest) -> None:
    person = request.getfixturevalue(who)
    for url in addresses():
        for response in (person.get(url), person.post(url)):
            assert response.status_code in {302, 403}, url
            assert "concept drift" not in response.content.decode()
    assert (question().retired_at, question().revisions.count()) == (None, 1)


def test_staff_outside_the_group_may_do_nothing() -> None:
    staff = Person().sign_in(make_user("staff1@example.org", "Staff 1", is_staff=True))
    assert {staff.post(url).status_code for url in addresses()} == {403}
    assert question().retired_at is None


def test_a_curator_may_open_every_page(curator: Person) -> None:
    open_draft(curator)
    pages = [url for url in addresses() if not any(name in url for name in ("restore", "open", "keep"))]
    assert {url: curator.get(url).status_code for url in pages} == dict.fromkeys(pages, 200)


@pytest.mark.parametrize("name", POSTED_ONLY)
def test_no_change_by_get(curator: Person, name: str) -> None:
    assert curator.get(address(name)).status_code == 405


def test_a_curator_sees_no_accounts_and_adds_or_deletes_no_question(curator: Person) -> None:
    assert curator.get(reverse("admin:accounts_user_changelist")).status_code == 403
    assert curator.get(reverse("admin:quiz_question_add")).status_code == 403
    assert curator.get(reverse("admin:quiz_question_delete", args=[question().pk])).status_code == 403
    assert Question.objects.filter(key=KEY).exists()


def test_no_page_of_the_admin_holds_anything_inline(curator: Person) -> None:
    open_draft(curator)
    index = reverse("admin:index")
    for url in [index, *(u for u in addresses() if "restore" not in u and "open" not in u)]:
        assert INLINE.findall(curator.get(url).content.decode()) == [], url


def test_staff_sign_in_where_everybody_does(visitor: Person) -> None:
    response = visitor.get("/admin/login/", {"next": "/admin/"})
    assert response.headers["Location"].startswith(reverse("account_login"))
