import pytest

from quiz.grading import GradingQuestion, Part, grade
from tests.grading.cast import COMMAND, PULL, all_of, verdicts

CLONE = GradingQuestion(
    key="clone", kind="command", text="Clone it.", answer="`git clone url`", accepted=("git clone url",)
)


@pytest.mark.parametrize(
    ("typed", "slip", "words"),
    [
        ("dvc pul", "pul", "One letter is missing in `pul`: it is `pull`."),
        ("$ dvc pulll data", "pulll", "One letter is too many in `pulll`: it is `pull`."),
        ("dvc Pull", "Pull", "One letter is different in `Pull`: it is `pull`."),
        ("dvc fetch && dvc chekout", "chekout", "One letter is missing in `chekout`: it is `checkout`."),
        ("dvc pull --remot=storage", "--remot", "One letter is missing in `--remot`: it is `--remote`."),
    ],
)
def test_one_letter_off_is_half_an_answer_and_says_which(typed, slip, words):
    verdict = grade(PULL, typed)
    assert (verdict.verdict, verdict.message) == ("partial", words)
    assert verdict.parts[0] == Part(slip, "slip") and verdict.parts[1].state == "meant"


def test_two_letters_off_or_a_slip_beside_something_else_is_none():
    answers = ["dvc pl", "dvc puul it -x", "dvc pulxx", "dvc pul | sh", "dvc pul; rm -rf /", "dcv pull"]
    assert verdicts(PULL, answers) == all_of("reject", answers)


def test_a_short_word_is_no_slip():
    answers = ["dvc ad data.csv", "dv add data.csv"]
    assert verdicts(COMMAND, answers) == all_of("reject", answers)


@pytest.mark.parametrize("known", ["dvc push", "dvc data", "git fetch", "dvc ./pull", "dvc -pull"])
def test_what_is_a_command_an_option_or_a_path_itself_is_no_slip(known):
    assert grade(PULL, known).verdict == "reject"


def test_another_subcommand_one_letter_off_is_that_subcommand():
    stash = GradingQuestion(key="s", kind="command", text="", answer="`git rest`", accepted=("git rest",))
    assert grade(stash, "git test").verdict == "reject"
    assert grade(CLONE, "git clne url").verdict == "partial"
