from dataclasses import replace

import pytest

from quiz.grading import another_form
from tests.grading.cast import CODE, COMMAND, PULL


@pytest.mark.parametrize(
    ("question", "typed", "other"),
    [
        (PULL, "dvc pull", "dvc fetch && dvc checkout"),
        (PULL, "dvc fetch && dvc checkout", "dvc pull"),
        (COMMAND, "dvc add data/raw_data.csv", ""),
        (COMMAND, "python -m dvc add data", "dvc add data/raw_data.csv"),
        (CODE, "mlflow.log_metric('accuracy', 0.95)", 'mlflow.log_metrics({"accuracy": 0.95})'),
    ],
)
def test_another_right_answer_is_none_that_was_typed_in_other_signs(question, typed, other):
    assert another_form(question, typed) == other


def test_where_one_form_is_accepted_there_is_no_other():
    assert another_form(replace(PULL, accepted=("dvc pull",)), "$ dvc pull") == ""
    assert another_form(replace(PULL, accepted=('dvc "pull',)), "dvc pull") == ""
