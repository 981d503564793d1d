"""Drills come with the fixtures, and whoever reads the library can read them."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.core.management import CommandError

from quiz.bank.drills.findings import drill_findings
from quiz.bank.drills.models import Drill, DrillRevision
from quiz.bank.drills.words import altered_drills
from quiz.bank.files.assembling import read_bank
from quiz.bank.files.exporting import read_database
from quiz.bank.files.writing import DRILLS, fixture_texts
from quiz.bank.models import Question
from tests.bank.acts import copy_fixture, edit, newer_fixture, run
from tests.conftest import NOW, Person

pytestmark = pytest.mark.django_db
KEY = "features-went-null"


def test_five_of_each_kind_ship_and_their_points_name_questions() -> None:
    kinds = list(Drill.objects.values_list("kind", flat=True))
    assert (kinds.count("incident"), kinds.count("design")) == (5, 5)
    points = [point for row in DrillRevision.objects.all() for point in row.points]
    named = {key for point in points for key in point["questions"]}
    assert named <= set(Question.objects.values_list("key", flat=True))
    assert {8 <= len(row.points) <= 10 for row in DrillRevision.objects.all()} == {True}


def test_newer_words_are_another_revision_and_the_older_stays(tmp_path: Path) -> None:
    path = newer_fixture(tmp_path, "title: Approvals jump overnight", "title: Approvals jump", file=6)
    assert run("load_bank", path) == "1 drill added or changed\n"
    assert run("load_bank", path) == "nothing changed\n"
    drill = Drill.objects.get(key=KEY)
    assert drill.live_revision is not None and drill.live_revision.title == "Approvals jump"
    assert drill.revisions.count() == 2
    assert altered_drills() == []


@pytest.mark.any_database
def test_a_drill_that_names_no_question_is_refused(tmp_path: Path) -> None:
    path = copy_fixture(tmp_path, 6)
    edit(path, "          - rollback-purpose", "          - no-such-question")
    with pytest.raises(CommandError, match="there is no question “no-such-question”"):
        run("load_bank", path)


def test_altered_words_are_told() -> None:
    DrillRevision.objects.filter(drill__key=KEY).update(title="Another")
    assert [row.drill.key for row in altered_drills()] == [KEY]


def test_the_library_leads_to_them(visitor: Person) -> None:
    assert 'href="/drills/"' in visitor.get("/library/").text
    assert f'href="/drills/{KEY}/"' in visitor.get("/drills/").text
    page = unescape(visitor.get(f"/drills/{KEY}/").text)
    assert "Approvals jump overnight" in page
    assert page.index("What to ask") < page.index("<details") < page.index("Stops the harm first")
    assert 'href="/questions/rollback-purpose/"' in page
    assert visitor.get("/drills/none/").status_code == 404


@pytest.mark.any_database
def test_a_drill_that_asks_twice_the_same_is_refused_and_its_file_with_it(tmp_path: Path) -> None:
    path = copy_fixture(tmp_path, 6)
    asked = "How many decisions were made since midnight, and can they be taken back?"
    edit(path, "Who owns the nightly job, and what did it write?", asked.lower().rstrip("?"))
    edit(path, "title: The nightly retraining released a worse model", "title: Another")
    with pytest.raises(CommandError, match=f"ask: “{re.escape(asked)}” is there twice"):
        run("load_bank", path)
    assert not DrillRevision.objects.filter(title="Another").exists()


@pytest.mark.any_database
def test_a_rubric_that_names_a_retired_question_falls_short_and_loads(tmp_path: Path) -> None:
    Question.objects.filter(key="rollback-purpose").update(retired_at=NOW)
    here = read_database()
    found = next(drill_findings(here))
    assert found.words.startswith(f"drill {KEY}, points: The question “rollback-purpose” is retired")
    assert not found.check.blocks
    path = tmp_path / DRILLS
    path.write_text(fixture_texts(here)[DRILLS])
    assert read_bank([path], here=here).drills == here.drills
