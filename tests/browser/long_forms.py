"""The payloads of `tests/curation/hostile_words.py` in a real browser, each on its own: `make hostile`, minutes."""

import pytest
from django.urls import reverse
from playwright.sync_api import ConsoleMessage

from accounts.models import User
from quiz.bank.models import BankVersion, Option, Revision
from quiz.bank.taking.deck import WHOLE, deck_of
from tests.bank.rich import publish_rich
from tests.curation.acts import open_draft
from tests.curation.hostile_words import payloads
from tests.curation.taken import fields_of, saying

pytestmark = pytest.mark.browser
KEY = "what-is-mlops"
PATIENCE = 120_000
"""Milliseconds: it runs for minutes, beside whatever else the machine does."""
COUNTS = "window.hits = 0; window.hit = () => { window.hits += 1; };"


def test_no_payload_runs_and_the_policy_has_nothing_to_report(open_browser, curator, learner):
    live = publish_rich(KEY)
    draft = open_draft(curator, KEY)
    editing, reading = open_browser(curator), open_browser(learner)
    reports = []
    for walk in (editing, reading):
        walk.page.set_default_timeout(PATIENCE)
        walk.page.add_init_script(COUNTS)
        walk.page.on("console", lambda message: note(reports, message))
        walk.page.on("dialog", lambda dialog: (reports.append(dialog.message), dialog.dismiss()))
    pages = [
        (editing, reverse("admin:quiz_question_change", args=[draft.question_id])),
        (editing, reverse("admin:quiz_question_preview", args=[draft.question_id]) + "?state=graded"),
        (editing, reverse("admin:quiz_question_history", args=[draft.question_id])),
        (reading, reverse("question", args=[KEY])),
        (editing, reverse("admin:audit")),
    ]
    for words in payloads():
        store(words, live.pk, draft.pk)
        User.objects.filter(pk=curator.user.pk).update(name=words[:80])
        for walk, page in pages:
            walk.page.goto(page)
            assert (walk.page.evaluate("window.hits"), reports) == (0, []), (page, words)


def test_no_payload_runs_in_a_card_of_the_deck(open_browser, tmp_path):
    """As a program shows it that has no policy."""
    page = open_browser().page
    page.add_init_script(COUNTS)
    page.goto("about:blank")
    fields = fields_of(deck_of(map(saying, payloads()), id=WHOLE, name="mlopsprep"), tmp_path)
    for start in range(0, len(fields), 80):
        page.set_content("".join(f"<div>{field}</div>" for field in fields[start : start + 80]))
        assert page.evaluate("window.hits") == 0
    page.set_content("<img src=x onerror='hit(1)'>")
    page.wait_for_function("window.hits === 1")  # what would run is seen


def note(reports: list[str], message: ConsoleMessage) -> None:
    """What the browser refused; that a picture is not there is another matter."""
    if message.type == "error" and "Failed to load resource" not in message.text:
        reports.append(message.text)


def store(words: str, *revisions: int) -> None:
    """In every field that a page shows as words."""
    names = ("text", "answer", "hint", "explanation", "common_wrong", "senior")
    source = {"title": words, "url": f"https://example.org/{words}", "checked": "2026-11-24"}
    follow_up = {"tag": "llm", "question": words, "reply": words, "points": [words]}
    own = dict.fromkeys(names, words) | {"references": [source], "follow_ups": [follow_up]}
    Revision.objects.filter(pk__in=revisions).update(**own)
    Option.objects.filter(revision__in=revisions).update(text=words, why=words, tempts=words)
    BankVersion.renew()
