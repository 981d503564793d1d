"""The bank on one page."""

from pathlib import Path

import pytest

from quiz.bank.files.assembling import read_bank
from quiz.bank.files.parsing import fixture_files
from quiz.bank.overview import OVERVIEW, STYLE, options_mark, overview_of
from quiz.bank.revisions.content import Content, PointContent
from quiz.bank.shipped import ShippedBank, ShippedQuestion, ShippedRelation, ShippedSection
from tests.bank.acts import copy_fixtures, run
from tests.bank.cast import GOOD
from tests.conftest import NOW

BARE = Content(text="What is DVC?", answer="A tool.", key_points=(PointContent("tool", "A tool"),))
BANK = ShippedBank(
    (ShippedSection("lifecycle", 1, "Lifecycle"),),
    (
        ShippedQuestion("what-is-a-store", "lifecycle", 1, "concept", GOOD),
        ShippedQuestion("dvc-add", "lifecycle", 2, "command", BARE),
        ShippedQuestion("old", "lifecycle", 3, "list", BARE, retired_at=NOW),
    ),
    (
        ShippedRelation("dvc-add", "what-is-a-store", "confusable"),
        ShippedRelation("old", "dvc-add", "duplicate"),
    ),
)


def rows_of(page: str) -> list[list[str]]:
    return [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("|")]


def test_the_page_in_the_documents_is_up_to_date() -> None:
    """After a change of the fixtures, `manage.py check_bank --write` writes it."""
    bank = read_bank(fixture_files())
    page, figures = OVERVIEW.read_text().split(f"\n{STYLE}")
    assert page == overview_of(bank)
    assert options_mark(bank) in figures


def test_each_question_stands_on_one_line() -> None:
    lines = [row for row in rows_of(overview_of(BANK)) if "`" in row[1]]
    assert lines == [
        ["1", "`what-is-a-store`", "concept", "2", "5", "2 (2)", "0", "1", "1", "1"],
        ["2", "`dvc-add`", "command", "–", "0", "1 (–)", "0", "0", "0", "2"],
        ["3", "`old` (retired)", "list", "–", "0", "1 (–)", "0", "0", "0", "1"],
    ]


def test_it_counts_and_says_what_is_missing() -> None:
    found = {row[0]: row[1:] for row in rows_of(overview_of(BANK))}
    assert [found[name] for name in ("questions", "of these retired", "currency notes", "references")] == [
        ["3"],
        ["1"],
        ["1"],
        ["1"],
    ]
    assert [found[name] for name in ("hint", "accepted forms, where typed", "list")] == [
        ["1 of 2"],
        ["0 of 1"],
        ["0"],
    ]
    assert [found[name] for name in ("relations, asks the same", "longest", "Lifecycle")] == [
        ["1"],
        ["0 of 1"],
        ["0", "1", "0", "0", "1"],
    ]


@pytest.mark.django_db
def test_the_command_writes_it_where_it_is_told(tmp_path: Path) -> None:
    page, paths = tmp_path / "bank.md", copy_fixtures(tmp_path)
    assert run("check_bank", *paths, stamp=True, write=page).splitlines()[0] == "written: bank.md"
    assert page.read_text() == OVERVIEW.read_text()
    assert "written" not in run("check_bank", *paths, stamp=True, write=page)
