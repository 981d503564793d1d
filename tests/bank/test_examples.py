"""Typed answers kept with a revision: what they may be, and which of them turn."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from quiz import grading
from quiz.bank.checks.checking import blocking, checks_of
from quiz.bank.checks.examples import turned
from quiz.bank.checks.findings import judge
from quiz.bank.files.parsing import BrokenFixture, read_entries
from quiz.bank.files.writing import fixture_texts
from quiz.bank.models import Question
from quiz.bank.revisions.content import Content, ExampleContent, content_of
from quiz.bank.revisions.digest import digest_of
from quiz.bank.revisions.merging import merge
from quiz.practice.answering.judging import GRADE_OF
from quiz.practice.models import Grade
from tests.bank.acts import FIXTURES, edit, run
from tests.bank.cast import bank_of
from tests.bank.rich import RICH

PUSH = Content(
    text="How do you send what DVC tracks to the remote?",
    answer="`dvc push`",
    accepted=["dvc push"],
)
RIGHT, WRONG = ExampleContent("dvc push", accepted=True), ExampleContent("git push")


def saying(*examples: ExampleContent, **words: Any) -> Content:
    return replace(PUSH, examples=examples, **words)


def blocked(content: Content) -> list[tuple[str, int | None]]:
    return [(check.words, check.row) for check in blocking(checks_of(content)) if check.field == "examples"]


def test_examples_count_for_the_digest_once_there_are_any() -> None:
    digests = {digest_of(content) for content in (PUSH, saying(RIGHT), saying(RIGHT, WRONG))}
    assert digest_of(replace(saying(RIGHT), examples=())) == digest_of(PUSH)
    assert len(digests) == 3
    assert "examples" not in PUSH.said()


def test_those_that_are_graded_as_they_were_kept_have_not_turned() -> None:
    assert turned(saying(RIGHT, WRONG), "command") == []
    assert [check for check in judge(saying(RIGHT, WRONG), kind="command") if check.field == "examples"] == []


def test_what_turns_is_named_and_blocks_nothing() -> None:
    words = saying(RIGHT, WRONG, answer="`git push`", accepted=["git push"])
    assert [(each.row, each.example, each.verdict) for each in turned(words, "command")] == [
        (0, RIGHT, "reject"),
        (1, WRONG, "accept"),
    ]
    found = [check for check in judge(words, kind="command") if check.field == "examples"]
    assert [(check.words, check.row, check.blocks) for check in found] == [
        ("“dvc push” was kept as accepted, and is rejected now", 0, False),
        ("“git push” was kept as rejected, and is accepted now", 1, False),
    ]


def test_a_machine_that_is_not_sure_has_not_accepted() -> None:
    said = "Whatever my colleagues on the other floor do all day, I suppose, more or less."
    verdicts = [
        each.verdict for each in turned(replace(RICH, examples=(ExampleContent(said, True),)), "concept")
    ]
    assert verdicts in (["unsure"], ["reject"])
    assert turned(replace(RICH, examples=(ExampleContent(said),)), "concept") == []


@pytest.mark.parametrize("verdict", ["accept", "partial", "reject", "unsure"])
def test_accepted_is_what_practice_counts_as_right(verdict: Any) -> None:
    counts = GRADE_OF.get(verdict, Grade.FORGOT) > Grade.FORGOT
    assert grading.Verdict(verdict, (), "").is_accepted == counts


@pytest.mark.parametrize(
    ("examples", "says"),
    [
        ([ExampleContent("x" * 1001)], "1000 is the most"),
        ([ExampleContent(f"dvc push {n}") for n in range(201)], "200 is the most"),
        ([ExampleContent("dvc\u202epush")], "U+202E"),
        ([ExampleContent("  ")], "is empty"),
        ([RIGHT, ExampleContent("dvc push")], "there twice"),
        ([ExampleContent("dvc push", "yes")], "true or false"),  # type: ignore[arg-type]
    ],
)
def test_what_an_example_may_not_be_is_refused(examples: list[ExampleContent], says: str) -> None:
    [(words, _), *_] = blocked(saying(*examples))
    assert says in words


def test_two_that_differ_in_case_alone_are_two() -> None:
    assert blocked(saying(ExampleContent("dvc push -r a"), ExampleContent("dvc push -R a"))) == []


def test_too_many_are_never_tried() -> None:
    many = saying(*(ExampleContent(f"dvc push {n}" * 100, accepted=True) for n in range(5000)))
    assert turned(many, "command") == []


def test_two_who_keep_one_each_keep_both() -> None:
    merged = merge(PUSH, saying(RIGHT), saying(WRONG))
    assert (set(merged.content.examples), merged.conflicts) == ({RIGHT, WRONG}, ())


def test_the_same_answer_kept_otherwise_by_two_is_asked() -> None:
    merged = merge(PUSH, saying(RIGHT), saying(replace(RIGHT, accepted=False)))
    assert merged.content.examples == (RIGHT,)
    assert merged.conflicts == (f"example {RIGHT.slug}",)
    assert RIGHT.slug.startswith("dvc-push-") and RIGHT.slug.isascii()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("accepted: true", "accepted: perhaps", "accepted must be true or false, not a text"),
        ("accepted: true", "accepted: 1", "accepted must be true or false, not a number"),
        ("accepted: true", "certain: true", "“certain” is unknown here"),
        ("text: dvc push\n        accepted", "accepted", "“text” is missing"),
        ("text: dvc push", "text: ''", "text is empty"),
        ("text: dvc push", "text: [[[dvc push]]]", "text must be a text, not a list"),
        ("text: dvc push", f"text: {'x' * 1001}", "text has 1001 characters; 1000 is the most"),
        ("text: dvc push", 'text: "dvc \\u202e push"', "U+202E"),
        ("      - text: dvc push", "      - text: dvc push\n        text: git", "twice"),
    ],
)
def test_a_file_with_a_broken_example_is_refused_whole(tmp_path: Path, old: str, new: str, says: str) -> None:
    [text] = fixture_texts(bank_of([saying(RIGHT)])).values()
    path = tmp_path / "1_section.yaml"
    path.write_text(text)
    read_entries([path])
    edit(path, old, new)
    with pytest.raises(BrokenFixture) as broken:
        read_entries([path])
    [fault] = broken.value.faults
    assert (fault.field, says in fault.says) == ("examples", True), fault


KEY, FILE = "dvc-add-dataset", "2_version_control.yaml"
KEPT = "      - text: git add data/train.csv\n        accepted: {}\n"


@pytest.mark.any_database
@pytest.mark.django_db
def test_an_example_that_turns_is_named_and_loaded_all_the_same(tmp_path: Path) -> None:
    path = Path(shutil.copy(FIXTURES / FILE, tmp_path))
    edit(path, KEPT.format("false"), KEPT.format("true"))
    told = f"{KEY}, examples: “git add data/train.csv” was kept as accepted, and is rejected now"
    assert f"advice: {told}" in run("check_bank", path, stamp=True).replace(f"{FILE}, ", "")
    assert f"to look at: {told}" in run("load_bank", path)
    live = Question.objects.select_related("live_revision").get(key=KEY).live_revision
    assert ExampleContent("git add data/train.csv", accepted=True) in content_of(live).examples
