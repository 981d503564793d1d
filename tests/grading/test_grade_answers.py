import io
import json

import pytest
from django.core.management import call_command

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def run(monkeypatch, text):
    out = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    try:
        call_command("grade_answers", stdout=out)
        code = 0
    except SystemExit as left:
        code = left.code
    return code, [json.loads(line) for line in out.getvalue().splitlines()]


def line(key, answer):
    return json.dumps({"key": key, "answer": answer}) + "\n"


def test_each_line_gets_its_verdict(monkeypatch):
    code, entries = run(
        monkeypatch, line("dvc-add-dataset", "dvc add data.csv") + "\n" + line("what-is-dvc", "")
    )
    assert code == 0
    assert [(entry["key"], entry["verdict"]) for entry in entries] == [
        ("dvc-add-dataset", "accept"),
        ("what-is-dvc", "reject"),
    ]
    assert set(entries[0]) == {"key", "verdict", "points", "message"}


def test_lines_that_cannot_be_graded_are_named_and_the_others_graded(monkeypatch):
    text = line("no-such", "x") + "nonsense\n" + '{"key": 1}\n' + line("dvc-pull-dataset", "dvc pull")
    code, entries = run(monkeypatch, text)
    assert code == 1
    assert entries[:3] == [
        {"line": 1, "error": "There is no question 'no-such'."},
        {"line": 2, "error": "This line is not JSON."},
        {"line": 3, "error": 'A line needs "key" and "answer", both texts.'},
    ]
    assert entries[3]["verdict"] == "accept"


def test_a_file_may_begin_with_a_byte_order_mark(monkeypatch):
    code, entries = run(monkeypatch, "\ufeff" + line("dvc-pull-dataset", "\ufeffdvc\u00a0pull"))
    assert (code, entries[0]["verdict"]) == (0, "accept")
