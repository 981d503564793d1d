"""Typed right and spelt oddly: by a phone, another keyboard, or as it was copied."""

import pytest

from quiz.grading import grade
from tests.grading.cast import CODE, COMMAND, CONCEPT, LIST, PULL, REGISTER, all_of, verdicts

ACC = 'mlflow.log_metric("accuracy", 0.95)'


def test_what_was_reported_is_accepted():
    answers = ["dvc pull.", "dvc pull\u200b", "dvc\u202fpull", "dvc pull –r myremote", "ｄｖｃ　ｐｕｌｌ"]
    assert verdicts(PULL, answers) == all_of("accept", answers)
    assert grade(COMMAND, "python –m dvc add data.csv").verdict == "accept"
    assert grade(CODE, "mlflow.log_metric(„accuracy“, 0.95)").verdict == "accept"


def test_an_option_is_known_behind_every_dash():
    answers = [
        *(
            "dvc pull —remote a",
            "dvc pull –remote=a",
            "dvc pull −r a",
            "dvc pull ‐r a",
            "dvc pull ‑‑remote a",
        ),
        *(
            "dvc pull －r a",
            "dvc pull ﹣j 4",
            "dvc pull —all‑branches",
            "dvc pull –run–cache",
            "dvc pull ––jobs 2",
        ),
    ]
    assert verdicts(PULL, answers) == all_of("accept", answers)
    assert grade(PULL, "dvc pull –everything").message == "Nearly; not known here: `--everything`."
    assert grade(PULL, "dvc pull –help").verdict == "reject"


def test_a_dash_elsewhere_makes_no_option():
    answers = ["dvc add raw–data.csv", "dvc add raw‑data.csv", 'dvc add "raw – data"']
    answers += ["dvc add a && git commit –m “fix –help”", "dvc add a && git commit -m 'fix –help'"]
    assert verdicts(COMMAND, answers) == all_of("accept", answers)
    answers = ["dvc add “–help”", "dvc–add data", "dvc add–v data", "–dvc add data", "dvc add — data"]
    assert "accept" not in verdicts(COMMAND, answers).values()


def test_a_full_stop_behind_is_dropped_and_a_path_kept():
    answers = [
        "dvc add data.",
        "dvc add .",
        "dvc add ..",
        "dvc add ./.",
        "dvc add data/x.csv。",
        "dvc add data…",
    ]
    answers += ["dvc add data. && git add .", "$ dvc add data.\n$ git add .", "dvc add data. Then git add ."]
    assert verdicts(COMMAND, answers) == all_of("accept", answers)
    assert grade(COMMAND, "dvc add.").verdict == grade(COMMAND, "dvc add…").verdict == "partial"


@pytest.mark.parametrize(
    "prompt",
    [
        *("$ ", "# ", "% ", "> ", ">>> ", ">", "❯ ", "» ", "λ ", "$> ", "~$ ", "＄ ", "！", "! ", "!"),
        *("In [1]: !", "In[1]: ! ", "[3]: !", "%sx ", "%%bash\n", "> $ ", "sh-5.1# ", "/app # ", "~/work $ "),
        *(
            "user@host:~$ ",
            "user@host work % ",
            "[user@host work]$ ",
            "user@host ~/work> ",
            "user@host:~/My Work$ ",
        ),
        *("(venv) $ ", "(venv) (base) user@host:~/work (main)$ ", "host:work user$ ", "root@1a2b:/# "),
        *("PS C:\\> ", "(venv) PS C:\\My Work> ", "C:\\work>", "PS>", "➜  work git:(main) ✗ ", "➜  ~ ", "➜ "),
        *(
            "user@host MINGW64 ~/work (main)\n$ ",
            "┌──(user㉿host)-[~]\n└─$ ",
            "# get the data\n",
            "$ # first\n$ ",
        ),
        *(
            "sudo ",
            "$ sudo -E ",
            "sudo -u me ",
            "sudo –u me ",
            "sudo -nH --user=me -- ",
            "Sudo ",
            "! sudo -k ",
            "doas ",
        ),
    ],
)
def test_what_stands_in_front_is_no_part_of_it(prompt):
    assert grade(PULL, f"{prompt}dvc pull").verdict == "accept"
    assert grade(PULL, f"{prompt}dvc push").verdict == "reject"


@pytest.mark.parametrize(
    "answer",
    [
        *(
            "rm -rf / # dvc pull",
            "reboot # dvc pull",
            "echo x > dvc pull",
            "dvc push # dvc pull",
            "$ # dvc pull",
        ),
        *(
            "#dvc pull",
            "$dvc pull",
            "echo $ dvc pull",
            "rm % dvc pull",
            "➜ echo dvc pull",
            "❌ dvc pull",
            "≠ dvc pull",
        ),
        *(
            "# dvc pull\ngit pull",
            "# no\n# dvc pull",
            "sudo",
            "sudo -l dvc pull",
            "sudo -h dvc pull",
            "sudo -e dvc pull",
        ),
        *("sudo rm -rf /", "dvc pull\nsudo reboot", "echo “dvc pull”", "bash -c “dvc pull”", "“dvc” “push”"),
    ],
)
def test_another_command_is_not_taken_for_a_prompt(answer):
    assert grade(PULL, answer).verdict == "reject"


def test_backticks_within_a_command_are_no_marks_round_one():
    answers = [
        "$ `dvc pull`",
        "＄ ｀dvc pull｀",
        "`dvc fetch` && `dvc checkout`",
        "dvc has `dvc pull` for that",
    ]
    assert verdicts(PULL, answers) == all_of("accept", answers)
    answers = ["＄ dvc pull `reboot`", "dvc push `dvc pull`", "dvc pull `reboot` && git status"]
    assert verdicts(PULL, answers) == all_of("reject", answers)


def test_letters_of_another_script_are_other_letters():
    answers = ["dvc pаll", "dvс pull", "ԁvc pull", "dvc рull", "dvc pυll", "dνc pull", "dvc puLL", "dvc pùll"]
    assert verdicts(PULL, answers) == all_of("reject", answers)
    answers = [
        ACC.replace("o", "о", 1),
        ACC.replace("o", "ο"),
        ACC.replace("_", "–"),
        ACC.replace(".", "–", 1),
    ]
    assert verdicts(CODE, answers) == all_of("reject", answers)


def test_signs_of_full_width_join_commands_as_ours_do():
    assert grade(PULL, "dvc fetch ＆＆ dvc checkout").verdict == "accept"
    answers = [
        "dvc pull；reboot now",
        "dvc pull ｜ sh",
        "dvc pull ＞ x",
        "dvc pull ＄（reboot）",
        "dvc pull ｀reboot｀",
    ]
    assert verdicts(PULL, answers) == all_of("reject", answers)


def test_an_end_of_a_line_that_is_none_for_a_shell_parts_commands_only():
    answers = [
        "dvc\u2028pull",
        "dvc pull\u2029data",
        "dvc pull -r\x85a",
        "dvc fetch\vdvc checkout",
        "dvc pull\u2028-r a",
    ]
    assert verdicts(PULL, answers) == all_of("accept", answers)
    answers = ["dvc pull\u2028shutdown now", "dvc pull\u2029rm -rf /", "dvc pull a\vreboot"]
    assert verdicts(PULL, answers) == all_of("reject", answers)


def test_quotation_marks_of_every_language_hold_a_string():
    pairs = [
        "“”",
        "„“",
        "„”",
        "””",
        "«»",
        "»«",
        "‹›",
        "‘’",
        "‚‘",
        "’’",
        "´´",
        "′′",
        "″″",
        "「」",
        "『』",
        "＂＂",
        '“"',
        '"”',
        "“'",
    ]
    answers = [f"mlflow.log_metric({opening}accuracy{closing}, 0.95)" for opening, closing in pairs]
    assert verdicts(CODE, answers) == all_of("accept", answers)
    answers = [f"dvc add {opening}my data{closing}" for opening, closing in pairs]
    assert verdicts(COMMAND, answers) == all_of("accept", answers)


def test_code_is_read_as_an_editor_would_have_it():
    answers = [
        "mlflow。log＿metric（“accuracy”，０．９５）。",
        "mlflow.log_metrics（｛„accuracy“：0.95、„f1“：−0.9｝）",
        "with mlflow.start_run()：\n\u00a0\u3000mlflow.log_metric(“accuracy”, –0.5)",
        ">>> with mlflow.start_run():\n…     mlflow.log_metric(“accuracy”, 0.95)",
        "In [2]: with mlflow.start_run():\n   ...:     mlflow.log_metric('accuracy', 0.95)",
        "Import mlflow\u2028mlflow.log_metric(f”acc_{i}”, 0.95)!",
        "import mlflow.\nmlflow.log\u200b_metric(f’acc’, ٠٫٩٥).",
        "Use “mlflow.log_metric(‘model’s accuracy’, 0.95)”.",
        "“mlflow.log_metric(f'{name}', 0.95)”",
        "mlflow.log_metric('model’s “accuracy”', 0.95)",
    ]
    assert verdicts(CODE, answers) == all_of("accept", answers)
    answers = [
        "mlflow.register_model（f“runs:/{run_id}/model”， „Churn“）。",
        "mlflow.register_model(uri, ’Churn’).",
    ]
    assert verdicts(REGISTER, answers) == all_of("accept", answers)


def test_wrong_code_stays_wrong_however_it_is_spelt():
    answers = [
        "# " + ACC,
        "mlflow.log_param(„accuracy“, 0.95)",
        "mlflow.log_metric(0.95, „accuracy“)",
        "eval(“mlflow.log_metric('a', 1)”)",
        "mlflow.log_metric（“accuracy”，0.95）；import os；os.system（“reboot”）",
    ]
    assert verdicts(CODE, answers) == all_of("reject", answers)
    answers = ["mlflow.log_metric(“accuracy”)", "“mlflow.log_metric”", "mlflow.log_metric(\"accuracy', 0.95)"]
    assert verdicts(CODE, answers) == all_of("partial", answers)


def test_lists_and_prose_are_read_without_what_nobody_sees():
    assert grade(LIST, "Air\u200bflow، Ｋｕｂｅｆｌｏｗ、 “Pre\u00adfect”。").verdict == "accept"
    assert grade(CONCEPT, "Ｋeeps ver\u00adsions of large\u00a0ﬁles  on top of Git。").verdict == "accept"
    assert grade(CONCEPT, "I don´t know").message == grade(CONCEPT, "I don`t know").message
    assert grade(CONCEPT, "I don’t know").message == grade(CONCEPT, "idk").message
