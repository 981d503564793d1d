"""The whole page of each failure, word for word: what happened, what was kept, what to do."""

import re

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from quiz.practice.models import Review
from tests.faults.forms import form_on, send_again
from tests.practice.acts import right_slug

KEPT = "What you sent is still on this page."
AGAIN = "Wait a moment, then send it again."
LATER = "Wait half a minute, then load the page again."


def said(page) -> str:
    """What stands in the middle of the page, with its buttons."""
    inside = re.search(r"<main.*</main>", page.content.decode(), re.DOTALL)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", inside).split())


@pytest.fixture
def chosen(learner, ask) -> tuple[str, dict[str, str]]:
    prompt = ask(learner, "what-is-concept-drift")
    return reverse("prompt", args=[prompt.pk]), {"response": right_slug(prompt), "ms": "4000"}


def test_an_answer_behind_a_lock(impatient, learner, chosen, lock):
    with lock():
        page = learner.post(*chosen)
    assert said(page) == (
        f"503 This is not saved yet. The database could not take it. {KEPT} {AGAIN} Send it again Go to the first page"
    )
    assert form_on(page).fields["response"] == [chosen[1]["response"]]
    assert send_again(learner, page).status_code == 302
    assert Review.objects.get().ms == 4000


@pytest.mark.parametrize("address", ["/today/", "/mastery/", "/practice/"])
def test_a_page_without_a_database(no_database, address):
    browser = Client(raise_request_exception=False)
    browser.cookies["sessionid"] = "a" * 32
    assert said(browser.get(address)) == (
        "503 The site cannot reach its database. The database failed, and the failure was noted."
        f" {LATER} Load the page again Go to the first page"
    )


def test_a_form_without_a_database(no_database):
    browser = Client(raise_request_exception=False)
    browser.cookies["sessionid"] = "a" * 32
    page = browser.post(reverse("note", args=["what-is-mlops"]), {"words": "To myself.", "over": ""})
    assert said(page).startswith(f"503 This is not saved yet. The database could not take it. {KEPT} {AGAIN}")
    assert form_on(page).fields["words"] == ["To myself."]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite who reads waits for nobody")
def test_a_page_while_its_table_is_locked(impatient, learner, lock):
    connections.close_all()
    with lock("ACCESS EXCLUSIVE"):
        page = learner.get("/today/")
    assert said(page) == (
        "503 This page can’t be shown right now. The database failed, and the failure was noted."
        f" {LATER} Load the page again Go to the first page"
    )
