"""The preview is practice's own page, in a frame, with what stands in the fields."""

import re
from collections.abc import Callable

import pytest

from quiz.bank.models import Revision
from quiz.practice.models import Prompt
from tests.conftest import Person
from tests.curation.acts import NEWER, address, draft, filled_in, open_draft, save

pytestmark = pytest.mark.django_db

STATES = {
    "choose": ("Answer", "Why it is wrong"),
    "right": ("A good answer", "Reveal"),
    "wrong": ("Wrong this time", "Reveal"),
    "recall": ("Say it aloud, or write it down", "A good answer"),
    "revealed": ("With effort", "Reveal"),
    "graded": ("Key points", "Reveal"),
}


@pytest.mark.parametrize("state", STATES)
def test_each_state_that_a_learner_meets(curator: Person, state: str) -> None:
    shown, hidden = STATES[state]
    page = curator.get(address("preview"), {"state": state}).content.decode()
    assert ("concept drift" in page, shown in page, hidden in page) == (True, True, False)


def test_it_shows_what_is_typed_and_saves_nothing(curator: Person) -> None:
    open_draft(curator)
    rows = Revision.objects.count()
    page = curator.post(address("preview") + "?state=choose", filled_in(text=NEWER)).content.decode()
    assert NEWER in page
    assert (draft().text, Revision.objects.count(), Prompt.objects.count()) == (
        'What is "concept drift"?',
        rows,
        0,
    )


def test_a_question_without_options_is_shown_by_recall(
    curator: Person, by_recall: Callable[[str], str]
) -> None:
    page = curator.get(address("preview", by_recall("what-is-mlops")), {"state": "choose"}).content.decode()
    assert "Say it aloud, or write it down" in page


def test_only_our_own_pages_may_frame_it(curator: Person) -> None:
    framed, page = curator.get(address("preview")), curator.get(address("change"))
    assert framed.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in framed.headers["Content-Security-Policy"]
    assert page.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]


ODD = [
    "",
    "x",
    "-1",
    "2026-02-30",
    "javascript:alert(1)",
    "https://[",
    "\x00",
    "99999999999999999999",
    "٢٠٢٦-٠١-٠١",
]


def test_whatever_field_is_empty_the_preview_is_there(curator: Person) -> None:
    """Of each table the first row; the others are like it."""
    open_draft(curator)
    sent = filled_in()
    for name in (name for name in sent if not re.search(r"-[1-9]\d*-", name)):
        page = curator.post(address("preview") + "?state=right", sent | {name: ""})
        assert (page.status_code, "Preview" in page.text) == (200, True), name


@pytest.mark.parametrize("odd", ODD)
def test_whatever_is_typed_the_preview_is_there(curator: Person, odd: str) -> None:
    open_draft(curator)
    sent = {name: value if name.endswith("FORMS") else odd for name, value in filled_in().items()}
    page = curator.post(address("preview") + "?state=right", sent)
    assert (page.status_code, "Preview" in page.text) == (200, True)


@pytest.mark.parametrize("state", STATES)
def test_what_is_not_finished_is_said_above_the_page(curator: Person, state: str) -> None:
    open_draft(curator)
    changes = {"answer": "", "references-0-checked": "", "points_needed": "many", "options-1-why": ""}
    page = curator.post(f"{address('preview')}?state={state}", filled_in(text=NEWER, **changes)).text
    assert STATES[state][0] in page and NEWER in page
    assert "Not finished yet" in page
    assert "Model answer: is empty" in page
    assert "References: entry 1: checked must be a date like 2026-11-24" in page
    assert "Key points needed: Enter a whole number." in page
    assert "does not say why it is wrong" in page


def test_an_unfinished_draft_is_shown_wherever_it_stands(curator: Person) -> None:
    open_draft(curator)
    emptied = {name: "" for name in filled_in() if name.startswith(("references-0", "notes-0", "options-1"))}
    save(curator, **emptied | {"references-1-checked": "soon", "notes-0-since": "2024", "answer": ""})
    for name in ("preview", "change", "publish", "discard", "history"):
        assert curator.get(address(name)).status_code == 200
    assert "Not finished yet" in curator.get(address("preview")).text


def test_a_finished_revision_has_nothing_to_be_said(curator: Person) -> None:
    assert "Not finished yet" not in curator.get(address("preview")).text
