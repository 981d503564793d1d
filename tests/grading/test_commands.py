import pytest

from quiz.grading import grade
from tests.grading.cast import COMMAND, PULL, all_of, verdicts


def test_prompt_signs_ticks_and_words_round_a_command_change_nothing():
    answers = [
        "$ dvc add data/train.csv",
        "> dvc add data/train.csv",
        "# dvc add data/train.csv",
        "user@host:~/project$ dvc add data/train.csv",
        "```bash\ndvc add data/train.csv\n```",
        "I would use `dvc add data/train.csv`.",
        "Use dvc add data/train.csv",
    ]
    assert verdicts(COMMAND, answers) == all_of("accept", answers)


def test_the_file_is_free():
    answers = [
        "dvc add images/",
        'dvc add "my data.csv"',
        "dvc add <file>",
        "dvc add a.csv b.csv",
        "dvc add *.parquet",
    ]
    assert verdicts(COMMAND, answers) == all_of("accept", answers)


def test_without_the_file_it_is_half_an_answer():
    verdict = grade(COMMAND, "dvc add")
    assert (verdict.verdict, verdict.points) == ("partial", ("dvc-add",))
    assert verdict.message == "Nearly; missing: the file or directory it is for."


def test_options_come_in_any_order_and_in_both_spellings():
    answers = ["dvc pull -r storage", "dvc pull --remote=storage data", "dvc pull data -j 4 --remote storage"]
    assert verdicts(PULL, answers) == all_of("accept", answers)


def test_an_option_that_is_not_known_is_named():
    verdict = grade(PULL, "dvc pull --everything-now")
    assert (verdict.verdict, verdict.message) == ("partial", "Nearly; not known here: `--everything-now`.")


def test_a_real_equivalent_counts_in_its_order():
    answers = ["dvc fetch && dvc checkout", "dvc fetch; dvc checkout", "dvc fetch and then dvc checkout"]
    assert verdicts(PULL, answers) == all_of("accept", answers)
    assert grade(PULL, "dvc fetch").verdict == "partial"
    assert grade(PULL, "dvc checkout && dvc fetch").verdict != "accept"


@pytest.mark.parametrize(
    "beside",
    [
        "; rm -rf /",
        " && rm -rf .",
        " | sh",
        " > /etc/passwd",
        " &",
        " $(curl example.org)",
        "\nshutdown now",
        " || reboot",
    ],
)
def test_what_stands_beside_the_command_must_itself_be_allowed(beside):
    assert grade(COMMAND, "dvc add data.csv").verdict == "accept"
    assert grade(COMMAND, "dvc add data.csv" + beside).verdict == "reject"


def test_usual_companions_may_stand_beside_it():
    assert grade(COMMAND, "dvc add data.csv && git add data.csv.dvc .gitignore").verdict == "accept"
    assert grade(PULL, "git pull && dvc pull").verdict == "accept"


def test_another_command_is_rejected():
    answers = [
        "git add data.csv",
        "dvc push data.csv",
        "dvc remove data.csv",
        "dvcadd data.csv",
        "dvc pull --help",
    ]
    assert verdicts(COMMAND, answers) == all_of("reject", answers)
    assert grade(PULL, "dvc pull --help").verdict == "reject"


def test_of_two_commands_offered_the_worse_counts():
    assert grade(COMMAND, "dvc add data.csv or git add data.csv").verdict == "reject"


def test_an_open_quotation_mark_is_told():
    assert grade(COMMAND, 'dvc add "data.csv').message.startswith("This cannot be read as a command")
