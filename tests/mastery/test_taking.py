"""The bank, and one's weak questions, to take away."""

import csv
import re
from datetime import timedelta
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from anki.collection import Collection, ImportAnkiPackageRequest

from quiz.bank.published import published_bank
from quiz.practice.models import Event, Prompt, Review
from tests.conftest import NOW, Person
from tests.mastery.steps import practise

pytestmark = pytest.mark.django_db
MISSED = ("what-is-concept-drift", "canary-deployment")


def keys_in(person: Person, address: str) -> list[str]:
    said = person.get(address)
    assert said["Content-Disposition"].startswith('attachment; filename="mlopsprep')
    return [row["Key"] for row in csv.DictReader(StringIO(said.text[1:], newline=""))]


def cards_in(person: Person, address: str, folder: Path) -> set[str]:
    file, name = folder / "taken.apkg", str(folder / "collection.anki2")
    file.write_bytes(person.get(address).content)
    collection = Collection(name)
    collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(file)))
    notes = {collection.get_note(id)["Key"] for id in collection.find_notes("")}
    collection.close()
    return notes


def links_on(person: Person, page: str) -> list[str]:
    body = person.get(page).text
    assert "Both contain the answers. Downloading counts as neither an answer nor reading." in body
    return re.findall(r'href="(/take/[^"]+)"', body)


def test_a_visitor_takes_the_whole_bank_from_the_library(visitor: Person, tmp_path: Path) -> None:
    deck, table = links_on(visitor, "/library/")
    assert keys_in(visitor, table) == list(published_bank().questions)
    assert cards_in(visitor, deck, tmp_path) == set(published_bank().questions)


def test_the_mastery_page_gives_ones_own_weak_questions(
    learner: Person, classmate: Person, tmp_path: Path
) -> None:
    practise(learner, 2, *MISSED, right=False, now=NOW - timedelta(days=1))
    practise(learner, 10, now=NOW - timedelta(hours=1))
    deck, table = links_on(learner, "/mastery/")
    weak = keys_in(learner, table)
    assert set(MISSED) <= set(weak) and len(weak) < 100
    assert cards_in(learner, deck, tmp_path) == set(weak)
    practise(classmate, 1, "what-is-mlops", right=False, now=NOW)
    assert keys_in(classmate, table) == ["what-is-mlops"]


@pytest.mark.parametrize("kind", ["apkg", "csv"])
def test_without_a_weak_question_the_mastery_page_says_so(visitor: Person, kind: str) -> None:
    response = visitor.get(f"/take/weak.{kind}", follow=True)
    assert response.redirect_chain == [("/mastery/", 302)]
    assert "You have no weak questions now." in response.text


def test_a_download_notes_nothing(learner: Person) -> None:
    practise(learner, 1, MISSED[0], right=False, now=NOW - timedelta(days=1))
    before = [model.objects.count() for model in (Prompt, Review, Event)]
    version = learner.learner.version
    assert {learner.get(f"/take/{name}").status_code for name in NAMES} == {200}
    assert [model.objects.count() for model in (Prompt, Review, Event)] == before
    assert learner.learner.version == version


def test_the_same_bank_gives_the_same_bytes(visitor: Person, learner: Person) -> None:
    first, second = (person.get("/take/bank.apkg").content for person in (visitor, learner))
    assert first == second
    assert ZipFile(BytesIO(first)).namelist() == ["collection.anki2", "media"]


NAMES = ("bank.apkg", "bank.csv", "weak.apkg", "weak.csv")


@pytest.mark.parametrize("name", NAMES)
def test_a_download_asks_the_database_no_more_than_a_page(
    learner: Person, name: str, django_assert_max_num_queries: object
) -> None:
    practise(learner, 3, right=False, now=NOW - timedelta(days=1))
    learner.get("/library/")
    with django_assert_max_num_queries(4):  # type: ignore[operator]
        learner.get(f"/take/{name}")
