"""Loading where curators and learners are at work already."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from quiz.bank.editing.adding import add_question
from quiz.bank.editing.publishing import add_revision, open_draft, retire_question
from quiz.bank.editing.relating import Side, relate, unrelate
from quiz.bank.last_shipped import Shipped
from quiz.bank.models import BankVersion, Question, Relation, Revision, Section
from quiz.bank.revisions.content import content_of
from quiz.bank.revisions.digest import digest_of
from quiz.practice.models import Card, Prompt, Review
from tests.bank.acts import (
    copy_fixture,
    copy_fixtures,
    edit,
    newer_fixture,
    publish,
    run,
    seen,
    shipped_fixture,
    whole_bank,
)
from tests.conftest import NOW, Person, make_user
from tests.practice.acts import answer_well

pytestmark = pytest.mark.django_db

KEY = "what-is-mlops"
NEWER = "What exactly is MLOps?"


def question(key: str = KEY) -> Question:
    return Question.objects.select_related("live_revision").get(key=key)


def live_text(key: str = KEY) -> str:
    return str(question(key).live_revision)


def publish_here(text: str, key: str = KEY) -> Revision:
    """A curator's own edit."""
    draft = open_draft(question=question(key), by=None, now=NOW)
    Revision.objects.filter(pk=draft.pk).update(text=text)
    return publish(draft, why="clearer")


def test_the_whole_bank_is_there() -> None:
    sections = Question.objects.published().values_list("section__slug", flat=True)
    assert {slug: list(sections).count(slug) for slug in set(sections)} == {
        "lifecycle": 20,
        "version-control": 20,
        "experiment-tracking": 20,
        "pipeline-orchestration": 20,
        "advanced": 20,
    }


def test_a_second_load_changes_nothing() -> None:
    before = whole_bank()
    assert run("load_bank") == "nothing changed\n"
    assert whole_bank() == before


def test_newer_words_are_published_where_nobody_edited(tmp_path: Path) -> None:
    stamp = BankVersion.objects.get().stamp
    old = question().live_revision
    out = run("load_bank", newer_fixture(tmp_path, "text: What is MLOps?", f"text: {NEWER}"))
    assert out == "1 question updated\n"
    assert [(r.text, r.status) for r in question().revisions.order_by("pk")] == [
        (str(old), "retired"),
        (NEWER, "published"),
    ]
    assert live_text() == NEWER
    assert BankVersion.objects.get().stamp != stamp


def test_what_was_edited_here_stays_and_the_newer_words_are_a_proposal(tmp_path: Path) -> None:
    publish_here("What is MLOps, in one sentence?")
    newer = newer_fixture(tmp_path, "text: What is MLOps?", f"text: {NEWER}")
    assert run("load_bank", newer) == (
        f"1 proposal made, of a question edited here\nto decide: {KEY}, changed here and in the files: text\n"
    )
    assert live_text() == "What is MLOps, in one sentence?"
    assert [(r.text, r.status) for r in question().revisions.open()] == [(NEWER, "proposed")]
    assert run("load_bank", newer) == "nothing changed\n"


def test_what_was_edited_here_stays_when_the_fixtures_are_as_before() -> None:
    publish_here("What is MLOps, in one sentence?")
    assert run("load_bank") == "nothing changed\n"
    assert live_text() == "What is MLOps, in one sentence?"


def test_an_open_draft_keeps_newer_words_waiting_and_says_so(tmp_path: Path) -> None:
    publish_here("What is MLOps, in one sentence?")
    draft = open_draft(question=question(), by=None, now=NOW)
    newer = newer_fixture(tmp_path, "text: What is MLOps?", f"text: {NEWER}")
    out = run("load_bank", newer)
    assert out.splitlines()[0] == "nothing changed"
    assert out.splitlines()[1].startswith(f"waiting: {KEY} was edited here and a draft is open")
    assert list(question().revisions.open()) == [draft]


def test_a_decided_draft_lets_the_waiting_words_in(tmp_path: Path) -> None:
    publish_here("What is MLOps, in one sentence?")
    open_draft(question=question(), by=None, now=NOW).delete()
    out = run("load_bank", newer_fixture(tmp_path, "text: What is MLOps?", f"text: {NEWER}"))
    assert out.splitlines()[0] == "1 proposal made, of a question edited here"


def test_a_published_proposal_follows_the_fixtures_again(tmp_path: Path) -> None:
    publish_here("What is MLOps, in one sentence?")
    run("load_bank", newer_fixture(tmp_path, "text: What is MLOps?", f"text: {NEWER}"))
    publish(question().revisions.open().get())
    newest = newer_fixture(tmp_path, "text: What is MLOps?", "text: Say what MLOps is.")
    assert run("load_bank", newest) == "1 question updated\n"
    assert live_text() == "Say what MLOps is."


def test_words_that_come_back_bring_their_old_revision_back(tmp_path: Path) -> None:
    first = question().live_revision
    run("load_bank", newer_fixture(tmp_path, "text: What is MLOps?", f"text: {NEWER}"))
    assert run("load_bank", shipped_fixture()) == "1 question updated\n"
    assert question().live_revision == first
    assert question().revisions.count() == 2


def test_a_question_that_no_longer_ships_is_left_alone_and_reported(tmp_path: Path) -> None:
    paths = copy_fixtures(tmp_path)
    blocks = paths[0].read_text().split("\n\n")
    gone = next(block for block in blocks if "key: data-scientist-role" in block)
    others = [block for block in blocks if block != gone and "[data-scientist-role]" not in block]
    assert len(others) == len(blocks) - 2
    paths[0].write_text("\n\n".join(others))
    out = run("load_bank", *paths)
    assert out == (
        "nothing changed\n"
        "left alone: data-scientist-role is not in the files\n"
        "left alone: ml-engineer-role is not in the files\n"
    )
    assert question("data-scientist-role").live_revision is not None


def test_two_questions_may_change_places(tmp_path: Path) -> None:
    path = copy_fixture(tmp_path)
    for old, new in (
        ("    position: 1\n    kind", "    position: 99\n    kind"),
        ("    position: 2\n    kind", "    position: 1\n    kind"),
        ("    position: 99", "    position: 2"),
    ):
        edit(path, old, new)
    assert run("load_bank", path) == "2 questions moved\n"
    assert list(Question.objects.in_order().values_list("key", flat=True)[:2]) == ["main-goal-of-mlops", KEY]


def test_a_question_that_is_only_here_makes_room(tmp_path: Path) -> None:
    Question.objects.filter(key=KEY).update(key="our-own")
    out = run("load_bank", dry_run=False)
    assert "1 question added\n" in out
    assert "1 question moved\n" in out
    assert (question().position, question("our-own").position) == (1, 21)


def test_relations_follow_the_files(tmp_path: Path) -> None:
    path = copy_fixture(tmp_path)
    edit(
        path,
        "    to: [what-is-mlops]\n    kind: prerequisite",
        "    to: [what-is-mlops]\n    kind: confusable",
    )
    assert run("load_bank", path) == "1 relation removed\n1 relation added\n"
    kinds = Relation.objects.filter(question__key="main-goal-of-mlops").values_list("to__key", "kind")
    assert list(kinds) == [(KEY, "confusable")]


def test_a_question_retired_here_stays_retired(tmp_path: Path) -> None:
    retire_question(
        question=question(),
        seen=seen(KEY),
        by=make_user("curator@example.org", "Curator 1"),
        why="old",
        now=NOW,
    )
    run("load_bank", newer_fixture(tmp_path, "text: What is MLOps?", f"text: {NEWER}"))
    assert (live_text(), question().retired_at) == (NEWER, NOW)


def test_what_stays_as_a_curator_decided_is_named(curator: Person) -> None:
    """Relations both ways, and what is asked; nothing of it is a change."""
    row = Relation.objects.get(question__key="main-goal-of-mlops", to__key=KEY)
    unrelate(relation=row, by=curator.user, why="", now=NOW)
    apart = question("canary-deployment")
    relate(question=question(), side=Side.MIXED_UP, other=apart, by=curator.user, why="", now=NOW)
    retire_question(question=question(), seen=seen(KEY), by=curator.user, why="old", now=NOW)
    decided = "as a curator decided here"
    assert run("load_bank").splitlines() == [
        "nothing changed",
        f"left alone: main-goal-of-mlops → {KEY} (prerequisite): in the files, and left out, {decided}",
        f"left alone: {KEY} → canary-deployment (confusable): not in the files, and stays, {decided}",
        f"left alone: {KEY}: asked in the files, and stays retired, {decided}",
    ]


def test_a_key_of_the_files_that_was_begun_here_is_named(curator: Person) -> None:
    Question.objects.filter(key=KEY).update(key="our-own")
    section = Section.objects.get(slug="lifecycle")
    add_question(section=section, kind="concept", text="What?", key=KEY, by=curator.user, now=NOW)
    out = run("load_bank", verbosity=1)
    assert f"to look at: {KEY} was begun here and never published; the file's words are live" in out
    assert (live_text(), question().revisions.open().get().text) == ("What is MLOps?", "What?")
    assert "was begun here" not in run("load_bank")


def test_what_the_files_retired_they_bring_back(tmp_path: Path) -> None:
    retired = "    kind: concept\n    retired_at: '2026-11-24T09:00:00+00:00'\n"
    run("load_bank", newer_fixture(tmp_path, "    kind: concept\n", retired))
    assert run("load_bank", shipped_fixture()) == "1 question brought back\n"
    assert question().retired_at is None
    assert [row.act for row in question().publications.order_by("pk")][-2:] == ["retired", "brought back"]


def test_a_question_that_ships_as_retired_is_retired(tmp_path: Path) -> None:
    retired = "    kind: concept\n    retired_at: '2026-11-24T09:00:00+00:00'\n"
    path = newer_fixture(tmp_path, "    kind: concept\n", retired)
    assert run("load_bank", path) == "1 question retired\n"
    assert question().retired_at == NOW
    assert run("load_bank", path) == "nothing changed\n"


def test_a_dry_run_lists_every_change_and_makes_none(tmp_path: Path) -> None:
    before = whole_bank()
    out = run("load_bank", newer_fixture(tmp_path, "text: What is MLOps?", f"text: {NEWER}"), dry_run=True)
    assert out.splitlines() == [f"question updated: {KEY}", "1 question updated"]
    assert whole_bank() == before


def test_some_of_the_files_may_be_loaded_alone(tmp_path: Path) -> None:
    path = newer_fixture(tmp_path, "kind: list", "kind: concept", file=5)
    assert run("load_bank", path) == "1 question moved\n"


def test_what_learners_did_is_untouched(tmp_path: Path, learner: Person, ask: Callable[..., Prompt]) -> None:
    answer_well(ask(learner, "what-is-concept-drift"))
    before = [list(model.objects.values()) for model in (Prompt, Review, Card)]
    run("load_bank", newer_fixture(tmp_path, 'What is "concept drift"?', "What is concept drift?"))
    assert live_text("what-is-concept-drift") == "What is concept drift?"
    assert [list(model.objects.values()) for model in (Prompt, Review, Card)] == before
    assert Review.objects.get().prompt.revision.text == 'What is "concept drift"?'


def test_a_database_filled_by_loaddata_knows_what_shipped(tmp_path: Path) -> None:
    """There nothing is noted of who published what is live."""
    words = replace(content_of(question().live_revision), text="What is MLOps about?")
    live = add_revision(question(), words, status=Revision.Status.PUBLISHED, digest=digest_of(words))
    Question.objects.filter(key=KEY).update(shipped_digest="", live_revision=live)
    Shipped.objects.all().delete()
    out = run("load_bank", newer_fixture(tmp_path, "text: What is MLOps?", f"text: {NEWER}"))
    assert out == "1 question updated\n"
    assert question().shipped_digest == question().live_revision.digest
    assert content_of(question().live_revision).text == NEWER
