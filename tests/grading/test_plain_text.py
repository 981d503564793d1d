import pytest

from quiz.grading.plain_text import in_python, in_shell, plain, unwrapped, visible, without_closing
from tests.grading.odd_typing import INVISIBLE, SPACES

OPTIONS = frozenset({"-r", "--remote", "-it", "-f"})


def test_no_invisible_mark_is_left_and_every_space_is_a_space():
    assert visible("d\x1b[1mv\x00c\x7f" + "".join(INVISIBLE)) == "dvc"
    assert visible("dvc" + "".join(SPACES) + "pull") == "dvc" + " " * len(SPACES) + "pull"


def test_ends_of_lines_are_told_apart_by_whether_a_shell_knows_them():
    assert visible("a\r\nb\rc\nd") == "a\nb\nc\nd"
    assert visible("a\vb\fc\x85d\u2028e\u2029f") == "a\u2028b\u2028c\u2028d\u2028e\u2028f"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("–r", "-r"),
        ("—r", "-r"),
        ("–x", "-x"),
        ("–remote", "--remote"),
        ("—all‑branches=no", "--all-branches=no"),
        ("−−remote", "--remote"),
        ("−remote", "-remote"),
        ("-–remote", "--remote"),
        ("–it", "-it"),
        ("﹣r", "-r"),
        ("----remote", "----remote"),
    ],
)
def test_a_dash_in_front_is_one_hyphen_or_two_whichever_makes_an_option(typed, meant):
    assert in_shell(f"dvc pull {typed} a", OPTIONS) == f"dvc pull {meant} a"


@pytest.mark.parametrize("kept", ["raw–data", "dvc–pull", "a — b", "'–r'", '"fix –r"', "dаta", "–5"])
def test_dashes_in_names_and_between_quotation_marks_stay(kept):
    assert in_shell(f"dvc add {kept}", OPTIONS) == f"dvc add {kept}"


def test_what_stands_between_quotation_marks_stays_whatever_marks_they_were():
    assert in_python("log(„a–b‚ｃ“，‘it’s’，f’{i}”’)") == "log(\"a–b‚ｃ\",'it’s',f'{i}”')"
    assert in_shell("git commit –m “fix — –r…”") == 'git commit -m "fix — –r…"'


def test_marks_that_every_keyboard_has_are_not_made_to_fit():
    assert in_python("log(\"a', 1)") == "log(\"a', 1)"
    assert in_shell("dvc add 'a \"b") == "dvc add 'a \"b"


def test_a_mark_that_no_second_one_belongs_to_leaves_a_string_open():
    assert in_shell("dvc pull –r “a; reboot") == 'dvc pull -r "a; reboot'
    assert in_shell("dvc add the models’ file") == "dvc add the models' file"
    assert in_shell("dvc add the model’s file") == "dvc add the model’s file"


def test_two_single_marks_are_a_double_one():
    assert in_python("log(‘‘a’’, ‚‚b‘‘, ,,c“, ′′d′′)") == 'log("a", "b", "c", "d")'


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("dvc pull.", "dvc pull"),
        ("dvc pull。", "dvc pull"),
        ("dvc pull…!", "dvc pull"),
        ("dvc pull !", "dvc pull "),
        ("git add data.", "git add data"),
        *(
            (path, path)
            for path in ("git add .", "cd ..", "git add ./.", "cd ../..", "ls ~/.", "a --to=.", ".")
        ),
        ("git add .!", "git add ."),
    ],
)
def test_a_full_stop_goes_with_a_word_and_stays_as_a_path(typed, left):
    assert without_closing(typed) == left


@pytest.mark.parametrize(
    "typed",
    ["“dvc pull.”", "„dvc pull“.", "«\u00a0dvc pull\u00a0»", "`dvc pull´", "``dvc pull''", "'“dvc pull”.'"],
)
def test_marks_round_the_whole_are_dropped(typed):
    assert unwrapped(visible(typed)) == "dvc pull"


@pytest.mark.parametrize("typed", ['"dvc" add "a b"', "❯ dvc add 'a b'", '"a", "b"', "'it's", '"'])
def test_marks_round_parts_of_it_stay(typed):
    assert unwrapped(typed) == typed


def test_prose_has_the_signs_of_every_keyboard():
    typed = "It doesn´t keep\u00a0\u202f“ｌａｒｇｅ ﬁles”、 train–test split — or so。"
    assert plain(typed) == 'It doesn\'t keep "large files", train-test split – or so.'
