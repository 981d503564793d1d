"""docs/asvs.csv: every requirement of levels 1 and 2 of ASVS 5.0.0 has its row, and what shows it is there."""

import ast
import csv
from collections import Counter
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
STATUSES = {"met", "open", "operator", "none"}
NOTHING_TO_TRY = {"V1.4.1", "V3.7.1", "V6.2.10", "V15.3.6"}
"""What is not there cannot be shown: bare memory, old technology, a password's last day, merged objects."""
BY_LEVEL = {"1": 70, "2": 183}
BY_CHAPTER = [27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7]
"""As the standard has them at these levels, V1 to V17."""


def rows() -> list[dict[str, str]]:
    with (ROOT / "docs" / "asvs.csv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


@cache
def functions_of(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text())
    return frozenset(each.name for each in ast.walk(tree) if isinstance(each, ast.FunctionDef))


def is_there(shown_by: str) -> bool:
    name, _, test = shown_by.partition("::")
    path = ROOT / name
    return path.is_file() and (not test or (test.startswith("test_") and test in functions_of(path)))


def test_every_requirement_has_one_row():
    assert max(Counter(row["id"] for row in rows()).values()) == 1
    assert Counter(row["level"] for row in rows()) == BY_LEVEL
    chapters = Counter(int(row["id"].split(".")[0][1:]) for row in rows())
    assert [chapters[number] for number in range(1, 18)] == BY_CHAPTER


def test_what_shows_it_is_there():
    assert {row["shown by"] for row in rows() if row["shown by"] and not is_there(row["shown by"])} == set()


def test_of_what_holds_a_test_or_a_page_shows_it():
    unshown = {row["id"] for row in rows() if row["status"] == "met" and not row["shown by"]}
    assert unshown == NOTHING_TO_TRY


def test_each_says_whether_it_holds_and_why():
    assert {row["status"] for row in rows()} == STATUSES
    silent = [
        row["id"]
        for row in rows()
        if row["status"] in {"met", "open"} and not (row["here"] or row["shown by"])
    ]
    assert silent == [] and [row["id"] for row in rows() if not row["asks for"]] == []
