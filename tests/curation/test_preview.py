"""The preview is practice's own page, in a frame, with what stands in the fields."""

import re
from collections.abc import Callable
from itertools import cycle

import pytest
from django.http import QueryDict

from quiz.bank.models import Revision
from quiz.curation.editing.forms import Editor
from quiz.curation.editing.preview import build_preview
from quiz.practice.models import Prompt
from tests.bank.rich import RICH, publish_rich
from tests.conftest import NOW, Person
from tests.curation.acts import NEWER, address, draft, filled_in, open_draft, question, save

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

STATES = {
    "choose": ("Answer", "Why it is wrong"),
    "right": ("A good answer", "Reveal"),
    "wrong": ("Wrong this time", "Reveal"),
    "recall": ("Say it aloud, or write it down", "A good answer"),
    "revealed": ("With effort", "Reveal"),
    "written": ("You said", "Reveal"),
    "graded": ("Key points", "Reveal"),
}
TYPED = {
    "type": ("Your command", "Right"),
    "typed-right": ("Another right answer", "Wrong this time"),
    "typed-wrong": ("Wrong this time", "Another right answer"),
}
COMMAND = "dvc-add-dataset"


@pytest.mark.parametrize("state", STATES)
def test_each_state_that_a_learner_meets(curator: Person, state: str) -> None:
    shown, hidden = STATES[state]
    page = curator.get(address("preview"), {"state": state}).content.decode()
    assert ("concept drift" in page, shown in page, hidden in page) == (True, True, False)


@pytest.mark.parametrize("state", TYPED)
def test_each_state_of_a_question_that_is_typed(curator: Person, state: str) -> None:
    shown, hidden = TYPED[state]
    page = curator.get(address("preview", COMMAND), {"state": state}).text
    assert ("type the command" in page, shown in page, hidden in page) == (True, True, False)


def test_typing_takes_something_to_compare_with(curator: Person) -> None:
    says = "typing takes accepted forms"
    assert says in curator.get(address("preview"), {"state": "type"}).text
    assert says not in curator.get(address("preview", COMMAND), {"state": "type"}).text


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


RICHEST = "what-is-mlops"


def fields_of(sent: dict[str, str]) -> list[str]:
    """Those that a person can empty."""
    return [name for name, value in sent.items() if value and not name.endswith(("FORMS", "slug", "seen"))]


def test_whatever_field_is_emptied_each_state_says_one_thing_at_most(curator: Person) -> None:
    publish_rich(RICHEST)
    open_draft(curator, RICHEST)
    shown, sent = question(RICHEST), filled_in(RICHEST)
    for name in fields_of(sent):
        data = QueryDict(mutable=True)
        data.update(sent | {name: ""})
        editor = Editor(RICH, data)
        content, unread = editor.content(), list(editor.unread())
        for state in STATES:
            preview = build_preview(shown, content, state, NOW, unread=unread)
            said = [words for words in preview.unfinished if "is not shown" not in words]
            assert len(said) <= 1, (name, state, said)


def test_whatever_field_is_emptied_its_page_is_there(curator: Person) -> None:
    """The next state for each next field."""
    publish_rich(RICHEST)
    open_draft(curator, RICHEST)
    sent = filled_in(RICHEST)
    for name, state in zip(fields_of(sent), cycle(STATES), strict=False):
        page = curator.post(f"{address('preview', RICHEST)}?state={state}", sent | {name: ""})
        assert (page.status_code, "Preview" in page.text) == (200, True), name
        assert not re.search(r'None|“”|<span></span>|href=""|<li></li>', page.text), (name, state)


def test_a_state_that_cannot_be_shown_says_why(curator: Person) -> None:
    open_draft(curator)
    page = curator.post(address("preview") + "?state=right", filled_in(**{"options-right": ""})).text
    assert "“Right answer” is not shown: choosing takes one right option and three wrong ones." in page
    assert "is not shown" not in curator.post(address("preview") + "?state=graded", filled_in()).text


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
    assert "Reference 1, date of the check: must be a date like 2026-11-24" in page
    assert "Key points needed: Enter a whole number." in page
    assert "does not say why it is wrong" in page


def test_an_unfinished_draft_is_shown_wherever_it_stands(curator: Person) -> None:
    open_draft(curator)
    emptied = {name: "" for name in filled_in() if name.startswith(("references-0", "notes-0", "options-1"))}
    save(curator, **emptied | {"references-1-checked": "soon", "notes-0-since": "2024", "answer": ""})
    for name in ("preview", "change", "review", "discard", "history"):
        assert curator.get(address(name)).status_code == 200
    assert "Not finished yet" in curator.get(address("preview")).text


def test_a_finished_revision_has_nothing_to_be_said(curator: Person) -> None:
    assert "Not finished yet" not in curator.get(address("preview")).text
