"""The preview is practice's own page, in a frame, with what stands in the fields."""

from collections.abc import Callable

import pytest

from quiz.bank.models import Revision
from quiz.practice.models import Prompt
from tests.conftest import Person
from tests.curation.acts import NEWER, address, draft, filled_in, open_draft

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
