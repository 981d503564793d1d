"""What a machine can say about the bank."""

from contextlib import suppress
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from quiz.bank.checks.checking import blocking, checks_of
from quiz.bank.checks.together import check_prerequisites
from quiz.bank.editing.publishing import open_draft
from quiz.bank.files.assembling import read_bank
from quiz.bank.files.exporting import read_database
from quiz.bank.files.parsing import fixture_files
from quiz.bank.files.writing import fixture_texts, write_files
from quiz.bank.models import Question, Revision
from quiz.bank.revisions.content import Content, OptionContent, PointContent
from quiz.bank.shipped import ShippedRelation
from tests.bank.acts import copy_fixture, edit, publish, run, shipped_fixture
from tests.conftest import NOW

RIGHT = OptionContent("right", "A store of features for training and serving.", is_right=True)
WRONG = tuple(
    OptionContent(f"wrong-{n}", f"Something else altogether, number {n}.", why="It is not.") for n in "1234"
)
POINTS = (
    PointContent("store", "One store"),
    PointContent("both", "For training and serving", ["offline and online"]),
)
GOOD = Content(
    text="What is a feature store?", answer="A central store.", options=(RIGHT, *WRONG), key_points=POINTS
)

BAD = {
    "no answer": (replace(GOOD, answer=" "), "answer", "is empty"),
    "two right": (
        replace(GOOD, options=(RIGHT, replace(RIGHT, slug="too", text="Another."), *WRONG)),
        "options",
        "2 options are marked right",
    ),
    "three wrong": (
        replace(GOOD, options=(RIGHT, *WRONG[:3])),
        "options",
        "3 wrong options; at least four are needed",
    ),
    "alike": (
        replace(GOOD, options=(RIGHT, replace(WRONG[0], text=WRONG[1].text.upper()), *WRONG[1:])),
        "options",
        "is there twice",
    ),
    "same slug": (
        replace(GOOD, options=(RIGHT, replace(WRONG[0], slug="wrong-2"), *WRONG[1:])),
        "options",
        "The slug “wrong-2”",
    ),
    "reserved slug": (
        replace(GOOD, options=(RIGHT, replace(WRONG[0], slug="unsure"), *WRONG[1:])),
        "options",
        "another meaning",
    ),
    "no points": (replace(GOOD, key_points=()), "key_points", "0 key points; two to five are needed"),
    "six points": (
        replace(GOOD, key_points=tuple(PointContent(f"p-{n}", f"Point {n}") for n in range(6))),
        "key_points",
        "6 key points",
    ),
    "leak": (
        replace(GOOD, text="Is it a central store?", answer="A `central store`."),
        "text",
        "The question holds its answer",
    ),
    "accepted form leaks": (
        replace(GOOD, text="What does `dvc pull` do?", accepted=["dvc pull"]),
        "text",
        "holds its answer",
    ),
    "half a follow-up": (
        replace(GOOD, follow_up={"question": "And then?"}),
        "follow_up",
        "“good_reply” is missing",
    ),
}


def test_a_good_revision_passes() -> None:
    assert blocking(checks_of(GOOD)) == []
    assert "One right option, 4 wrong, none alike" in [
        check.words for check in checks_of(GOOD) if check.passed
    ]


@pytest.mark.parametrize("name", BAD)
def test_a_bad_one_is_told_what_is_wrong(name: str) -> None:
    content, field, words = BAD[name]
    found = blocking(checks_of(content))
    assert [check.field for check in found] == [field]
    assert words in found[0].words


def test_the_longest_right_option_is_a_hint_that_blocks_nothing() -> None:
    content = replace(GOOD, options=(replace(RIGHT, text=RIGHT.text * 2), *WRONG))
    hints = [check for check in checks_of(content) if not check.passed]
    assert [(hint.words, hint.blocks) for hint in hints] == [
        ("The right option is the longest. Learners may guess by length.", False)
    ]


def test_a_circle_of_any_length_is_found() -> None:
    ways = ["a b", "b c", "c d", "d b", "e a"]
    relations = [ShippedRelation(*way.split(), "prerequisite") for way in ways]
    assert check_prerequisites([*relations[:3], relations[4]]) == []
    [(_, words)] = check_prerequisites(relations)
    assert words == "prerequisites come round in a circle: b → c → d → b"


@pytest.mark.django_db
def test_the_shipped_bank_is_in_order_and_meets_the_standard() -> None:
    found = told(*fixture_files())
    assert [line for line in found if line.startswith(("wrong:", "below"))] == []


def told(*paths: Path) -> set[str]:
    """The lines of the command, whether it fails or not."""
    out = StringIO()
    with suppress(CommandError):
        call_command("check_bank", *paths, stdout=out)
    return set(out.getvalue().splitlines()) - {"the bank is in order"}


@pytest.mark.django_db
def test_a_section_has_twenty_questions() -> None:
    before = told(shipped_fixture())
    Question.objects.filter(key="what-is-mlops").update(position=21)
    says = "has 20 questions; a section has twenty, numbered 1 to 20, and may have more"
    assert told(shipped_fixture()) - before == {f"wrong: database, lifecycle, position: {says}"}
    with pytest.raises(CommandError, match="found that must not be"):
        run("check_bank", shipped_fixture())


@pytest.mark.django_db
def test_a_published_revision_that_was_altered_is_found() -> None:
    before = told(shipped_fixture())
    revision = Question.objects.get(key="git-in-mlops").live_revision
    Revision.objects.filter(pk=revision.pk).update(
        why="not part of the digest", common_wrong="Something else."
    )
    assert told(shipped_fixture()) - before == {
        f"wrong: database, git-in-mlops: revision {revision.digest} was altered"
    }


@pytest.mark.django_db
def test_what_is_below_the_standard_in_this_database_is_advice(tmp_path: Path) -> None:
    before = told(shipped_fixture())
    draft = open_draft(question=Question.objects.get(key="git-in-mlops"), by=None, now=NOW)
    Revision.objects.filter(pk=draft.pk).update(hint="One. Two.")
    publish(draft, why="shows what is told")
    words = "advice: database, git-in-mlops, hint: 2 sentences: one is enough"
    assert told(shipped_fixture()) - before == {words}
    assert run("check_bank", copy_fixture(tmp_path), stamp=True).splitlines()[-2:] == [
        words,
        "the bank is in order",
    ]


@pytest.mark.django_db
def test_a_file_below_the_standard_fails_and_says_where_and_what_to_do(tmp_path: Path) -> None:
    path = copy_fixture(tmp_path, 2)
    before, bank = told(path), read_bank([path], here=read_database())
    questions = [
        replace(row, content=replace(row.content, hint="One. Two.")) if row.key == "git-in-mlops" else row
        for row in bank.questions
    ]
    write_files(tmp_path, fixture_texts(replace(bank, questions=tuple(questions))))
    words = "2_version_control.yaml, git-in-mlops, hint: 2 sentences: one is enough"
    assert told(path) - before == {f"below the standard: {words}"}
    assert f"advice: {words}" in run("check_bank", path, stamp=True).splitlines()
    with pytest.raises(CommandError, match="found that must not be"):
        run("check_bank", path)


@pytest.mark.django_db
def test_stamping_gives_hand_edited_files_their_digests_and_form(tmp_path: Path) -> None:
    path = copy_fixture(tmp_path)
    edit(path, "text: What is MLOps?", 'text:   "What is LLMOps?"')
    said = run("check_bank", path, stamp=True).splitlines()
    assert (said[0], said[-1]) == ("stamped: 1_lifecycle.yaml", "the bank is in order")
    question = read_bank([path], here=read_database()).questions[0]
    text = path.read_text()
    assert "    text: What is LLMOps?\n" in text
    assert text.count(question.digest) == 1
    assert "stamped: 1_lifecycle.yaml" not in run("check_bank", path, stamp=True)
