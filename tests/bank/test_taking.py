"""The bank to take away: a deck that Anki opens, a table that no spreadsheet runs, JSON."""

import csv
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageRequest
from django.utils import timezone

from database.spreadsheet import csv_text
from quiz.bank.editing import publishing
from quiz.bank.models import BankVersion, Question
from quiz.bank.published import published_bank
from quiz.bank.taking.as_json import bank_as_json
from quiz.bank.taking.deck import WHOLE, deck_of
from quiz.bank.taking.rows import heading, rows
from tests.bank.acts import seen
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
KEY = "what-is-concept-drift"
ACTING = re.compile(
    r"<(?!/?(p|ul|ol|li|pre|code|em|strong|br|hr|h4|div|span|a)\b)|<[^>]*\son\w+\s*=|\[sound:|\[anki:"
)
HOSTILE = "<img src=x onerror=alert(1)> [a](javascript:alert(1)) [sound:x.mp3] [anki:play:q:0] \\\\(x\\\\) {{Key}} \x1f"
FORMULA = "=1+1;@SUM(A1)\n+2"
WORDS = ("text", "answer", "explanation", "common_wrong", "hint", "senior")
PARTS = ("options", "key_points")
Import = Callable[[], dict[str, list[str]]]


@pytest.fixture
def into_anki(tmp_path: Path) -> Iterator[Import]:
    """Imports the deck as it is now, and gives the collection's notes by their question's key."""
    collection = Collection(str(tmp_path / "collection.anki2"))

    def again() -> dict[str, list[str]]:
        file = tmp_path / "deck.apkg"
        file.write_bytes(deck_of(published_bank().questions.values(), id=WHOLE, name="mlopsprep"))
        collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(file)))
        notes = [collection.get_note(id) for id in collection.find_notes("")]
        assert len(notes) == collection.card_count()
        return {note["Key"]: [str(note.id), *note.fields, *note.tags] for note in notes}

    yield again
    collection.close()


@pytest.mark.any_database
def test_anki_opens_the_deck_with_one_card_for_each_question(into_anki: Import) -> None:
    notes, bank = into_anki(), published_bank()
    assert set(notes) == set(bank.questions)
    whole = " ".join(notes[KEY])
    said = bank.questions[KEY].revision
    assert all(option.slug and len(notes[KEY][4]) > 40 for option in said.wrong_options)
    assert said.references[0]["url"] in whole and "mlopsprep::lifecycle" in notes[KEY]


def test_importing_again_adds_nothing_and_updates_what_was_published_since(into_anki: Import) -> None:
    first = into_anki()
    assert into_anki() == first
    words(KEY, text="What do people call concept drift?")
    second = into_anki()
    changed = {key for key in first if first[key] != second[key]}
    assert changed == {KEY} and second[KEY][0] == first[KEY][0]
    assert second[KEY][1] == "What do people call concept drift?"


@pytest.mark.any_database
def test_no_word_of_the_bank_runs_in_anki(into_anki: Import) -> None:
    words(KEY, **dict.fromkeys(WORDS, f"{HOSTILE} now"))
    note = into_anki()[KEY]
    assert "img src=x" in note[1], "the words are shown"
    assert [ACTING.findall(field) for field in note] == [[]] * len(note)


def test_a_retired_question_is_in_nothing() -> None:
    question = Question.objects.get(key=KEY)
    publishing.retire_question(question=question, seen=seen(KEY), by=None, why="Asked twice.", now=NOW)
    taken = list(published_bank().questions.values())
    assert len(taken) == 99
    assert KEY not in bank_as_json(published_bank()) + csv_text(heading(), rows(taken))


def test_the_table_has_a_row_for_each_question_and_no_formula_in_any() -> None:
    words(KEY, **dict.fromkeys(WORDS, FORMULA))
    table = list(csv.DictReader(StringIO(csv_text(heading(), rows(published_bank().questions.values()))[1:])))
    assert [row["Key"] for row in table] == list(published_bank().questions)
    row = next(row for row in table if row["Key"] == KEY)
    assert row["Question"] == "'=1+1;'@SUM(A1)\n'+2"
    cells = [piece for row in table for cell in row.values() for piece in re.split(r"[;\t\r\n]", cell)]
    assert [cell for cell in cells if re.match(r"\s*[=+@%＝＋－＠-]", cell)] == []


@pytest.mark.any_database
@pytest.mark.parametrize("before", ["", "\t", "\r\n", " ", "\0", "\u00a0", "a;", "a;\t", 'a\n"', "a\r"])
def test_no_cell_begins_a_formula_wherever_a_program_may_part_it(before: str) -> None:
    for sign in "=+-@|%＝＋－＠":
        text = csv_text(["x"], [[f"{before}{sign}cmd|'/C calc'!A0"]])
        _, (cell,) = csv.reader(StringIO(text, newline=""))
        pieces = re.split(r"[;\t\r\n]", cell)
        assert "cmd" in pieces[-1]
        assert not any(re.match(r"[\s\"\0]*[=+\-@|%＝＋－＠]", piece) for piece in pieces), cell


def test_json_says_everything_that_the_bank_does() -> None:
    bank, said = published_bank(), json.loads(bank_as_json(published_bank()))
    assert (said["shape"], len(said["sections"]), len(said["questions"])) == (1, 5, 100)
    for row in said["questions"]:
        revision = bank.questions[row["key"]].revision
        assert (row["text"], row["accepted"]) == (revision.text, list(revision.accepted))
        assert [option["why"] for option in row["options"]] == [option.why for option in revision.options]
        assert [point["text"] for point in row["key_points"]] == [point.text for point in revision.points]


def words(key: str, **said: str) -> None:
    """Other words, made live now, whatever the checks say of them."""
    question = Question.objects.get(key=key)
    content = replace(publishing.live_content(question), **said)
    parts = {name: tuple(replace(row, text=said["text"]) for row in getattr(content, name)) for name in PARTS}
    revision = publishing.add_revision(question, replace(content, **parts), status="draft")
    publishing.go_live(question, revision, change="wording", why="", by=None, now=timezone.now())
    BankVersion.renew()
