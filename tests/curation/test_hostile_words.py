"""Five hundred payloads through every field, on every page that shows it: nothing of them becomes an element."""

from collections.abc import Iterator

import pytest
from django.urls import reverse

from quiz.bank.models import Revision
from tests.bank.rich import publish_rich
from tests.conftest import Person
from tests.curation.acts import address, draft, filled_in, open_draft, question
from tests.curation.hostile_words import Elements, batches, payloads, store

pytestmark = pytest.mark.django_db

KEY = "what-is-mlops"
STATES = ("choose", "right", "wrong", "recall", "revealed", "written", "graded")


def rounds(sent: dict[str, str]) -> Iterator[dict[str, str]]:
    """All payloads, as many at once as there are fields."""
    names = [
        name
        for name in sent
        if not name.endswith(("FORMS", "seen", "slug", "right", "tag", "kind", "essential", "-accepted"))
    ]
    for words in batches(payloads(), len(names)):
        yield dict(zip(names, words, strict=False))


def check(page: str) -> None:
    assert list(Elements(page).what_runs()) == []


def test_what_would_run_is_seen() -> None:
    assert all(list(Elements(f"<p>{words}").what_runs()) for words in payloads()[:25])


def test_five_hundred_payloads_are_words_on_every_page_of_a_curator(curator: Person) -> None:
    publish_rich(KEY)
    open_draft(curator, KEY)
    sent, pages = filled_in(KEY), ("change", "review", "history", "discard")
    assert len(payloads()) == len(set(payloads())) > 500
    for number, words in enumerate(rounds(sent)):
        state = STATES[number % len(STATES)]
        framed = curator.post(f"{address('preview', KEY)}?state={state}", sent | words)
        Revision.objects.filter(pk=draft(KEY).pk).update(text=words["text"], answer=words["answer"])
        refused = curator.post(address("change", KEY), sent | words)
        stored = curator.get(address(pages[number % len(pages)], KEY))
        for page in (framed, refused, stored):
            assert "hit(" in page.text
            check(page.text)


def test_they_are_words_on_the_pages_of_learners_and_in_lists(curator: Person, learner: Person) -> None:
    live = publish_rich(KEY)
    pages = [
        (curator, reverse("admin:quiz_question_changelist") + "?q=hit"),
        (curator, address("change", KEY)),
        (curator, address("history", KEY)),
        (learner, reverse("question", args=[KEY])),
    ]
    seen = 0
    for words in batches(payloads(), 60):
        store(live, words)
        for person, page in pages:
            text = person.get(page).text
            seen += "hit(" in text
            check(text)
    assert seen >= 3 * len(payloads()) // 60
    assert question(KEY).live_revision == live
