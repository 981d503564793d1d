"""Fixture files by the admin: what they would change, then that or nothing; and the bank to download."""

import csv
import json
import re
from dataclasses import replace
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.urls import reverse

from accounts.audit.models import AuditLine
from quiz.bank.drills.models import Drill, DrillRevision
from quiz.bank.editing.relating import unrelate
from quiz.bank.files.exporting import read_database
from quiz.bank.files.writing import DRILLS, fixture_texts
from quiz.bank.models import BankVersion, Question, Relation, Revision
from quiz.bank.shipped import ShippedBank
from tests.bank.acts import FIXTURES, whole_bank
from tests.conftest import NOW, Person, make_user
from tests.curation.acts import KEY, NEWER, address, draft, open_draft, publish, question, save

pytestmark = pytest.mark.django_db
PAGE, LOOK, LOAD = "/admin/quiz/question/in-and-out/", "look/", "load/"
MLOPS = "what-is-mlops"
NEW = "What do people mean by MLOps?"
File = tuple[str, bytes]
DOWNLOADS = ("fixtures", "csv", "json", "deck")


def saying(key: str, *, title: str = "", **words: Any) -> File:
    """The file of a section that holds one question alone, with other words."""
    here = read_database()
    row = next(row for row in here.questions if row.key == key)
    section = next(section for section in here.sections if section.slug == row.section)
    section = replace(section, title=title or section.title)
    bank = ShippedBank((section,), (replace(row, content=replace(row.content, **words)),), ())
    return section.file_name, fixture_texts(bank)[section.file_name].encode()


def look(person: Person, *files: File) -> HttpResponse:
    return person.post(PAGE + LOOK, {"files": [SimpleUploadedFile(*file) for file in files]})


def carried(page: HttpResponse) -> dict[str, str]:
    found = re.search(r'name="carried" value="([^"]+)"', page.text)
    assert found, "nothing was looked at that could be loaded"
    return {"carried": found[1]}


def test_every_change_is_shown_and_nothing_is_done(curator: Person) -> None:
    before = whole_bank()
    page = look(curator, saying(MLOPS, text=NEW))
    assert page.status_code == 200 and "1 question updated." in page.text
    assert "<bdi>what-is-mlops</bdi>" in page.text and "question updated</li>" in page.text
    assert re.search(r"<del>.*?is.*?</del>.*?<ins>.*?do people mean by.*?</ins>", page.text)
    assert whole_bank() == before and not AuditLine.objects.exists()


def test_what_was_looked_at_is_loaded_with_a_line_of_who_did_it(curator: Person) -> None:
    response = curator.post(PAGE + LOAD, carried(look(curator, saying(MLOPS, text=NEW))), follow=True)
    assert "Loaded: 1 question updated." in response.text
    assert question(MLOPS).live_revision.text == NEW
    lines = AuditLine.objects.filter(by=curator.user.pk).order_by("pk")
    assert list(lines.values_list("act", "about_kind", "about", "after")) == [
        ("taken in", "files", "1_lifecycle.yaml", "1 question updated"),
        ("taken in", "question", str(question(MLOPS).pk), "question updated"),
    ]


def test_the_log_of_publications_says_who_loaded_it_and_from_which_file(curator: Person) -> None:
    curator.post(PAGE + LOAD, carried(look(curator, saying(MLOPS, text=NEW))))
    row = question(MLOPS).publications.latest("pk")
    assert (row.source, row.by, row.file) == ("files", curator.user.pk, "1_lifecycle.yaml")
    assert "Curator 1, from the file 1_lifecycle.yaml" in curator.get(address("history", MLOPS)).text


def test_with_a_second_pair_of_eyes_files_are_only_looked_at(curator: Person, settings: Any) -> None:
    page = carried(look(curator, saying(MLOPS, text=NEW)))
    settings.SECOND_PAIR_OF_EYES = True
    before = whole_bank()
    held = look(curator, saying(MLOPS, text=NEW))
    assert "Another curator has to review" in held.text and 'name="carried"' not in held.text
    assert "Nothing was loaded" in curator.post(PAGE + LOAD, page, follow=True).text
    assert whole_bank() == before


def test_loading_the_same_twice_does_it_once(curator: Person) -> None:
    page = carried(look(curator, saying(MLOPS, text=NEW)))
    curator.post(PAGE + LOAD, page)
    loaded = whole_bank()
    again = curator.post(PAGE + LOAD, page)
    assert again.status_code == 409 and "Nothing would change" in again.text
    assert whole_bank() == loaded and AuditLine.objects.count() == 2


def test_what_changed_meanwhile_is_shown_and_nothing_loaded(curator: Person) -> None:
    page = carried(look(curator, saying(MLOPS, text=NEW)))
    open_draft(curator, MLOPS)
    save(curator, MLOPS, text="What is MLOps good for?")
    publish(curator, MLOPS)
    before = whole_bank()
    response = curator.post(PAGE + LOAD, page)
    assert response.status_code == 409 and "The bank changed meanwhile. Nothing was loaded." in response.text
    assert whole_bank() == before
    curator.post(PAGE + LOAD, carried(response))
    assert draft(MLOPS).text == NEW


def test_a_proposal_is_shown_beside_what_is_live(curator: Person) -> None:
    open_draft(curator)
    save(curator, text=NEWER)
    publish(curator)
    page = look(curator, saying(KEY, text="What’s called concept drift?"))
    assert "proposal made, of a question edited here" in page.text
    assert re.search(r"<ins>.*?What’s", page.text)


def test_what_stays_as_decided_here_and_what_takes_the_key_of_a_draft_is_named(curator: Person) -> None:
    relation = Relation.objects.filter(question__section__slug="lifecycle", to__section__slug="lifecycle")[0]
    files = [(name, text.encode()) for name, text in fixture_texts(read_database()).items()]
    Question.objects.filter(key=MLOPS).update(live_revision=None)
    Revision.objects.filter(question__key=MLOPS).update(status="draft")
    unrelate(relation=relation, by=curator.user, why="", now=NOW)
    page = look(curator, *files).text
    assert f"{MLOPS} was begun here and never published." in page
    assert "</bdi>: in the files, and left out, as a curator decided here." in page


def test_a_new_question_another_section_and_another_drill_are_shown(curator: Person) -> None:
    drills = fixture_texts(read_database())[DRILLS].encode()
    section = saying(KEY, title="The lifecycle of it")
    Question.objects.filter(key=KEY).update(key="formerly-drift")
    shipped = Drill.objects.get(position=1).shipped | {"title": "Formerly"}
    DrillRevision.objects.filter(live_for__position=1).update(title="Formerly", digest="0" * 16)
    Drill.objects.filter(position=1).update(shipped=shipped)
    page = look(curator, section, (DRILLS, drills)).text
    assert "question added" in page and "question moved" in page, "one makes room for the other"
    assert "section changed" in page and "of it" in page
    assert "drill added or changed" in page and "Formerly" in page


DAMAGED = {
    "no fixture": (b"just words", "a fixture file is a list of entries"),
    "a ZIP": (b"PK\x03\x04\x14\0\0\0\xff", "in line 1 is no text in UTF-8"),
    "empty": (b"", "a fixture file is a list of entries"),
    "cut": (b"- model: quiz.section\n  fields: {slug: [", "bad.yaml, line 2: not YAML"),
    "no field": (
        b"- model: quiz.section\n  fields: {slug: x, oops: 1}",
        "section x (line 1), oops: is not a field",
    ),
    "HTML": (b"<script>alert(1)</script>", "a fixture file is a list of entries"),
    "too large": (b"#" * 2_000_001, "bad.yaml: not YAML: more than 2000000 bytes"),
}


@pytest.mark.any_database
@pytest.mark.parametrize("kind", DAMAGED)
def test_a_broken_file_is_refused_whole_with_file_line_and_field(curator: Person, kind: str) -> None:
    content, says = DAMAGED[kind]
    before = whole_bank()
    page = look(curator, saying(MLOPS, text=NEW), ("bad.yaml", content))
    assert page.status_code == 422 and 'name="carried"' not in page.text
    assert "Nothing was changed." in page.text and "bad.yaml" in page.text and says in page.text
    assert whole_bank() == before


@pytest.mark.any_database
def test_no_more_than_can_be_read_is_taken(curator: Person) -> None:
    assert "Choose a file." in curator.post(PAGE + LOOK).text
    assert "Choose 20 files at most." in look(curator, *[(f"{n}.yaml", b"- 1") for n in range(21)]).text
    large = [(f"{n}.yaml", b"#" * 1_500_000) for n in range(3)]
    assert look(curator, *large).status_code == 413


@pytest.mark.any_database
def test_only_what_was_signed_for_this_curator_is_loaded(curator: Person) -> None:
    page = carried(look(curator, saying(MLOPS, text=NEW)))
    root = Person().sign_in(make_user("root@example.org", "Root", is_staff=True, is_superuser=True))
    before = whole_bank()
    forged = {"carried": page["carried"][:-1] + "x"}
    for person, fields in ((curator, {}), (curator, forged), (root, page)):
        response = person.post(PAGE + LOAD, fields, follow=True)
        assert "Nothing was loaded" in response.text and whole_bank() == before


@pytest.mark.any_database
def test_a_name_of_a_file_and_what_it_says_run_nowhere(curator: Person) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    page = look(curator, (f"{hostile}.yaml", f"- model: {hostile}\n  fields: {{}}".encode()))
    assert "&lt;img" in page.text and hostile not in page.text
    page = look(curator, saying(MLOPS, text=f"{hostile} What is MLOps?"))
    assert page.status_code == 200 and "&lt;img" in page.text and hostile not in page.text


def test_the_downloaded_fixtures_load_with_nothing_changed(curator: Person) -> None:
    archive = ZipFile(BytesIO(curator.get(PAGE + "take/fixtures/").content))
    files = {name: archive.read(name) for name in archive.namelist()}
    assert files == {path.name: path.read_bytes() for path in FIXTURES.glob("*.yaml")}
    assert "Nothing would change" in look(curator, (DRILLS, files[DRILLS])).text


def test_the_other_downloads_hold_what_learners_can_be_asked(curator: Person) -> None:
    Question.objects.filter(key=KEY).update(retired_at="2026-11-24T09:00:00Z")
    BankVersion.renew()
    table = curator.get(PAGE + "take/csv/").text
    keys = [row["Key"] for row in csv.DictReader(StringIO(table[1:], newline=""))]
    said = json.loads(curator.get(PAGE + "take/json/").content)
    assert keys == [row["key"] for row in said["questions"]]
    assert ZipFile(BytesIO(curator.get(PAGE + "take/deck/").content)).namelist()[0] == "collection.anki2"


def addresses() -> list[str]:
    return [PAGE, PAGE + LOOK, PAGE + LOAD, *(f"{PAGE}take/{name}/" for name in DOWNLOADS)]


@pytest.mark.parametrize("who", ["visitor", "learner", "instructor"])
def test_nobody_else_may(who: str, request: pytest.FixtureRequest) -> None:
    person = request.getfixturevalue(who)
    assert {method(url).status_code for url in addresses() for method in (person.get, person.post)} == {302}


def test_nor_staff_outside_the_group() -> None:
    staff = Person().sign_in(make_user("staff1@example.org", "Staff 1", is_staff=True))
    assert {method(url).status_code for url in addresses() for method in (staff.get, staff.post)} == {403}


def test_a_curator_may_by_the_right_method_with_the_forms_token(curator: Person) -> None:
    assert [curator.get(PAGE + name).status_code for name in ("", LOOK, LOAD)] == [200, 405, 405]
    assert curator.get(PAGE + "take/everything/").status_code == 404
    curator.handler.enforce_csrf_checks = True
    assert [curator.post(PAGE + name).status_code for name in (LOOK, LOAD)] == [403, 403]
    assert PAGE in curator.get(reverse("admin:index")).text
