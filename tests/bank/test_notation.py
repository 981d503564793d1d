"""Fixture files are YAML with the numbers and words of version 1.2; what runs, repeats or nests for ever is refused."""

import math
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import CommandError

from quiz.bank.files import notation
from quiz.bank.files.parsing import BrokenFixture, parse, read_entries
from quiz.bank.files.writing import dump
from quiz.bank.text import shapes
from tests.bank.acts import run, whole_bank

SECTION = """\
- model: quiz.section
  fields:
    slug: poetry
    position: {}
    title: Poetry
"""
NO_NUMBER = "poetry (line 1), position: must be a whole number, not "


def position(written: str) -> Any:
    return parse("poetry.yaml", SECTION.format(written).encode())[0].fields["position"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("010", 10),
        ("08", 8),
        ("0o10", 8),
        ("0x10", 16),
        ("+7", 7),
        ("-1", -1),
        ("1_000", "1_000"),
        ("0b11", "0b11"),
        ("12:30", "12:30"),
        ("1:1:1", "1:1:1"),
        *((word, word) for word in ("yes", "No", "on", "OFF", "y", "N")),
        *((word, word == "TRUE") for word in ("TRUE", "False")),
        *((word, None) for word in ("~", "null", "Null", "")),
        ("nil", "nil"),
        ("<<", "<<"),
        ("=", "="),
        ("'010'", "010"),
        ("2026-11-24T", "2026-11-24T"),
    ],
)
def test_numbers_and_words_are_those_of_yaml_1_2(written: str, read: Any) -> None:
    assert (position(written), type(position(written))) == (read, type(read))


@pytest.mark.parametrize("written", ["1.0", "1e3", ".5", "-.5", "1.", ".inf", "-.INF", ".nan", "1e999"])
def test_a_number_with_a_point_is_one_and_fits_no_field(written: str) -> None:
    assert math.isnan(position(written))


REFUSED = {
    "not a whole number": ("1.0", f"{NO_NUMBER}a number with a point"),
    "no number": ("yes", f"{NO_NUMBER}a text"),
    "nothing": ("~", f"{NO_NUMBER}nothing"),
    "too large": ("1000", "position: must lie between 1 and 999"),
    "far too large": ("9" * 5000, "position: line 4: a number has 20 digits at most"),
    "far too large in hex": ("0x" + "f" * 5000, "position: line 4: a number has 20 digits at most"),
    "a date": ("2026-11-24", "poetry (line 1), position: line 4: write the date in quotes"),
    "a moment": ("2026-11-24 9:00:00 Z", "position: line 4: write the date in quotes"),
    "a day that is none": ("2026-13-45", "position: line 4: write the date in quotes"),
    "Python": ("!!python/object/apply:os.getcwd []", "“!!python/object/apply:os.getcwd” is not read here"),
    "a tag": ("!!int '7'", "poetry (line 1), position: line 4: “!!int” is not read here"),
    "an empty tag": ("! 010", "“!” is not read here"),
    "a tag of one's own": ("!position 7", "“!position” is not read here"),
    "an alias": ("*gone", "poetry (line 1), position: line 4: “*gone” stands for something else"),
    "2,000 lists": ("[" * 2_000, "line 4: not YAML: more than 20 levels deep"),
    "100,000 lists": ("[" * 100_000, "line 4: not YAML: more than 20 levels deep"),
    "mappings": ("{a: " * 2_000, "line 4: not YAML: more than 20 levels deep"),
    "dashes": ("\n    " + "- " * 2_000, "line 5: not YAML: more than 20 levels deep"),
    "question marks": ("\n    " + "? " * 2_000, "line 5: not YAML: more than 20 levels deep"),
    "a field twice": ("7\n    position: 8", "poetry (line 1), position: line 5: “position” stands twice"),
    "a list for a name": (
        "7\n    ? [a]\n    : 8",
        "section poetry (line 1): line 5: a field's name is a word",
    ),
    "a merge": ("7\n    <<: {title: Prose}", "poetry (line 1), <<: is not a field of this entry"),
    "a tab": ("7\n\ttitle: Prose", "line 5: not YAML"),
    "NUL": ("7 \x00", "line 4: not YAML: holds a character that cannot be shown (U+0000)"),
    "an escape of nothing": (
        '"\\UFFFFFFFF"',
        "line 4: not YAML: holds a number or an escape that means nothing",
    ),
    "another document": ("7\n---\n- 8", "line 5: not YAML: expected a single document"),
    "a model that is a list": (
        "7\n    title: Prose\n- model: [a]\n  fields:\n    slug: prose",
        "line 6: a list is not part of the bank",
    ),
    "a control in a name": ('7\n    "\\e[31m\\n": 8', "poetry (line 1), [31m: is not a field of this entry"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_is_told_in_one_line_with_its_place(name: str, tmp_path: Path) -> None:
    written, says = REFUSED[name]
    path = tmp_path / "poetry.yaml"
    path.write_text(SECTION.format(written))
    with pytest.raises(BrokenFixture) as refusal:
        read_entries([path])
    [line] = str(refusal.value).splitlines()
    assert line.startswith("poetry.yaml, ") and says in line and len(line) < 500


@pytest.mark.any_database
@pytest.mark.django_db
@pytest.mark.parametrize("name", ["100,000 lists", "Python", "an alias", "a merge"])
def test_what_is_refused_changes_nothing(name: str, tmp_path: Path) -> None:
    path, before = tmp_path / "poetry.yaml", whole_bank()
    path.write_text(SECTION.format(REFUSED[name][0]))
    with pytest.raises(CommandError, match=r"^poetry.yaml, .*\nNothing was changed.$"):
        run("load_bank", path)
    assert whole_bank() == before


def test_a_billion_laughs_are_three_words() -> None:
    lines = ["- &a [ha, ha]", *(f"- &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]" for n in range(20))]
    with pytest.raises(BrokenFixture) as refusal:
        parse("laughs.yaml", "\n".join(lines).encode())
    assert str(refusal.value).count("\n") == 20


def test_a_file_without_end_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notation, "MOST_VALUES", 1_000)
    for content, says in ((b"- x\n" * 600_000, "2000000 bytes"), (b"[" + b"a," * 900_000, "1000 values")):
        with pytest.raises(BrokenFixture, match=f"not YAML: more than {says}"):
            parse("long.yaml", content)


def test_of_countless_faults_fifty_are_told() -> None:
    with pytest.raises(BrokenFixture, match=r"and 150 more$") as refusal:
        parse("many.yaml", b"- x\n" * 200)
    assert len(str(refusal.value).splitlines()) == 51


def test_a_byte_order_mark_is_no_part_of_the_first_word() -> None:
    assert parse("poetry.yaml", b"\xef\xbb\xbf" + SECTION.format(7).encode())[0].fields["position"] == 7


# fmt: off
WORDS = [
    "010", "0o10", "0x1F", "0b11", "1_000", "12:30", "1:2:3", "1.0", "1e3", "1E-3", ".5", "-.5", "+.5", "1.",
    ".inf", "-.Inf", ".nan", "+", "-", "~", "null", "Null", "NULL", "true", "True", "y", "Y", "yes", "No",
    "on", "OFF", "2026-11-24", "2026-11-24T09:00:00Z", "<<", "=", "*", "&", "!", "%", "@", "`", "|", ">", "?",
    ":", "[", "{", "#", "4210e12345678901", "0123456789012345",
]
# fmt: on


def test_a_text_comes_back_as_the_same_text_whichever_version_reads_it() -> None:
    rows = [
        {"model": "quiz.section", "fields": {"title": word, "all": [word, {"a": word}]}} for word in WORDS
    ]
    text = dump(rows)
    assert [entry.fields for entry in parse("words.yaml", text.encode())] == [row["fields"] for row in rows]
    assert yaml.safe_load(text) == rows


@pytest.mark.parametrize("year", ["0001", "1999", "2100", "9999", "٢٠٢٦"])
def test_a_date_lies_in_these_times(year: str) -> None:
    for shape, written in ((shapes.day, f"{year}-01-01"), (shapes.moment, f"{year}-01-01T00:00:00+14:00")):
        assert any(says in shape(written) for says in ("between the years", "a date like", "in the calendar"))
    assert (shapes.day("2099-12-31"), shapes.moment("2000-01-01T00:00:00+14:00")) == ("", "")
