"""Who made what live, when and why: it stays, whatever is published, retired or brought back afterwards."""

from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction

from database.identifiers import uuid7
from quiz.bank.editing.publishing import bring_back, open_draft, restore, retire_question, save_draft
from quiz.bank.models import Question, Revision
from quiz.bank.publication_log import Publication, doer, names_of
from quiz.bank.revisions.content import content_of
from quiz.bank.revisions.digest import digest_of
from tests.bank.acts import publish, run, seen
from tests.conftest import NOW, Person
from tests.curation.acts import address, confirm
from tests.practice.log_rows import rows_of, sql

pytestmark = pytest.mark.django_db

KEY = "what-is-concept-drift"


def question() -> Question:
    return Question.objects.select_related("live_revision").get(key=KEY)


def publish_text(curator: Person, text: str, why: str) -> Revision:
    draft = open_draft(question=question(), by=curator.user, now=NOW)
    words = content_of(draft)
    save_draft(
        question=question(),
        content=replace(words, text=text),
        seen=digest_of(words),
        by=curator.user,
        now=NOW,
    )
    return publish(draft, by=curator.user, why=why)


def told() -> list[tuple[str, str, str]]:
    rows = question().publications.exclude(act="related").order_by("pk")
    return list(rows.values_list("act", "source", "why"))


def test_reverting_keeps_who_when_and_why_of_both(curator: Person) -> None:
    first = question().live_revision
    publish_text(curator, "What do people call concept drift?", "clearer")
    draft = restore(revision=first, seen=seen(KEY), by=curator.user, now=NOW)
    assert publish(draft, by=curator.user, why="it was better before") == first
    assert [why for _, _, why in told()][1:] == ["clearer", "it was better before"]
    published = question().publications.filter(act="published").order_by("pk")
    assert [row.revision == first for row in published] == [True, False, True]


def test_retiring_and_bringing_back_are_two_lines(curator: Person) -> None:
    retire_question(question=question(), seen=seen(KEY), by=curator.user, why="outdated", now=NOW)
    bring_back(question=question(), seen=seen(KEY), by=curator.user, why="", now=NOW)
    assert told()[1:] == [("retired", "curator", "outdated"), ("brought back", "curator", "")]
    assert question().retired_at is None


def test_one_button_brings_a_retired_question_back(curator: Person) -> None:
    confirm(curator, "retire", why="outdated")
    page = curator.get(address("change"))
    assert "Ask it again" in page.text
    curator.post(address("bring-back"), {"seen": seen(KEY)})
    assert question().retired_at is None and told()[-1][0] == "brought back"


def test_bringing_back_twice_is_one_line_and_no_conflict(curator: Person) -> None:
    confirm(curator, "retire", why="outdated")
    sent = {"seen": seen(KEY)}
    pages = [curator.post(address("bring-back"), sent, follow=True).text for _ in range(2)]
    assert [act for act, _, _ in told()].count("brought back") == 1
    assert "It is asked already." in pages[1] and "meanwhile" not in pages[1]


def test_a_retired_question_with_a_draft_can_be_brought_back_without_it(curator: Person) -> None:
    confirm(curator, "retire", why="outdated")
    draft = open_draft(question=question(), by=curator.user, now=NOW)
    assert "Ask it again" in curator.get(address("change")).text
    curator.post(address("bring-back"), {"seen": seen(KEY)})
    assert question().retired_at is None and question().revisions.open().get() == draft


def test_a_curator_whose_account_is_gone_is_a_former_curator(curator: Person) -> None:
    confirm(curator, "retire", why="outdated")
    row = question().publications.get(act="retired")
    gone = Publication(question=question(), act="retired", source="curator", at=NOW, by=uuid7())
    names = names_of([row, gone])
    assert (doer(row, names), doer(gone, names)) == ("Curator 1", "a former curator")


def test_the_log_of_publications_only_grows(curator: Person) -> None:
    row, before = question().publications.first(), rows_of("quiz_publication")
    acts = [
        row.delete,
        Publication.objects.all().delete,
        lambda: Publication.objects.update(why="nothing"),
        lambda: Publication.objects.bulk_update([row], ["why"]),
        lambda: sql("UPDATE quiz_publication SET why = why"),
        lambda: sql("DELETE FROM quiz_publication"),
    ]
    for act in acts:
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    assert rows_of("quiz_publication") == before


def test_loading_the_same_files_again_adds_no_line() -> None:
    before = Publication.objects.count()
    assert run("load_bank") == "nothing changed\n" and Publication.objects.count() == before > 0
