"""Admin → git → admin: what is exported is what is loaded, byte for byte."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.editing.publishing import open_draft
from quiz.bank.files.assembling import read_bank
from quiz.bank.files.exporting import read_database
from quiz.bank.files.parsing import parse
from quiz.bank.files.writing import fixture_texts
from quiz.bank.models import Question, Revision
from quiz.bank.revisions.content import Content, OptionContent, PointContent
from quiz.bank.shipped import ShippedBank, ShippedQuestion, ShippedSection
from tests import databases
from tests.bank.acts import FIXTURES, publish, run
from tests.conftest import NOW


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.yaml")}


@pytest.mark.django_db
def test_the_export_is_the_fixtures_byte_for_byte(tmp_path: Path) -> None:
    run("export_bank", to=tmp_path)
    assert bytes_of(tmp_path) == bytes_of(FIXTURES)
    assert len(bytes_of(tmp_path)) == 6


@pytest.mark.django_db
def test_a_second_export_writes_nothing(tmp_path: Path) -> None:
    assert len(run("export_bank", to=tmp_path).splitlines()) == 6
    assert run("export_bank", to=tmp_path) == "nothing changed\n"


@pytest.mark.django_db
def test_an_edit_made_here_goes_out_and_comes_in_elsewhere(tmp_path: Path) -> None:
    draft = open_draft(question=Question.objects.get(key="what-is-mlops"), by=None, now=NOW)
    Revision.objects.filter(pk=draft.pk).update(text="What exactly is MLOps?\n\n- one\n- two")
    publish(draft, why="said more exactly")
    changed = run("export_bank", to=tmp_path / "out")
    assert len(changed.splitlines()) == 6
    shipped = read_bank(sorted((tmp_path / "out").glob("*.yaml")))
    assert shipped == read_database()
    assert (shipped.questions[0].content.text, shipped.questions[0].why) == (
        "What exactly is MLOps?\n\n- one\n- two",
        "said more exactly",
    )


@pytest.mark.django_db
def test_drafts_and_history_are_not_exported(tmp_path: Path) -> None:
    draft = open_draft(question=Question.objects.get(key="what-is-mlops"), by=None, now=NOW)
    Revision.objects.filter(pk=draft.pk).update(text="a word that nobody published")
    run("export_bank", to=tmp_path)
    assert bytes_of(tmp_path) == bytes_of(FIXTURES)


LOADDATA = """
import django; django.setup()
from pathlib import Path
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("loaddata", *sorted(Path(r"{fixtures}").glob("*.yaml")), verbosity=0)
call_command("export_bank", to=Path(r"{out}"))
from quiz.bank.published import published_bank
print(len(published_bank().questions))
call_command("load_bank")
"""


def test_plain_loaddata_fills_an_empty_database(tmp_path: Path) -> None:
    """In a process of its own, on a database file of its own."""
    databases.copy_migrated(tmp_path / "empty.sqlite3")
    code = LOADDATA.format(fixtures=FIXTURES, out=tmp_path / "out")
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'empty.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout.splitlines()[-2:], done.returncode) == (["100", "nothing changed"], 0), done.stderr
    assert bytes_of(tmp_path / "out") == bytes_of(FIXTURES)


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], include_characters="\n\t"),
    min_size=1,
    max_size=300,
).filter(str.strip)


@given(TEXTS, TEXTS, st.lists(TEXTS, max_size=3))
def test_any_words_come_back_as_they_were(text: str, answer: str, synonyms: list[str]) -> None:
    content = Content(
        text=text,
        answer=answer,
        options=(OptionContent("one", answer, is_right=True),),
        key_points=(PointContent("point", text, synonyms),),
    )
    bank = ShippedBank(
        (ShippedSection("section", 1, text[:60].strip() or "x"),),
        (ShippedQuestion("question", "section", 1, "concept", content),),
        (),
    )
    file = fixture_texts(bank)["1_section.yaml"]
    fields = [entry.fields for entry in parse("1_section.yaml", file.encode())]
    assert [fields[2]["text"], fields[2]["answer"], fields[3]["text"], fields[4]["text"]] == [
        text,
        answer,
        answer,
        text,
    ]
    assert fields[4].get("synonyms", []) == synonyms
