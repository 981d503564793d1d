from dataclasses import replace

import pytest

from quiz.grading import grade
from tests.grading.cast import CODE, REGISTER


@pytest.mark.parametrize(
    "answer",
    [
        "mlflow.log_metric('acc', 0.9)",
        'mlflow.log_metric(value=0.9, key="acc")',
        'mlflow.log_metric(f"acc_{fold}", score, step=3)',
        'import mlflow as mf\nmf.log_metric("acc", 0.9)',
        'from mlflow import log_metric as log\nlog("acc", 0.9)',
        'import mlflow\nwith mlflow.start_run():\n    mlflow.log_metric("acc", 0.9)',
        '>>> mlflow.log_metric("acc", 0.9)',
        "mlflow.log_metric(“accuracy”, 0.95)",
        'mlflow.log_metrics({"acc": 0.9, "loss": 0.1})',
        'MlflowClient().log_metric(run_id, "acc", 0.9)',
        'tracker = MlflowClient()\ntracker.log_metric(run_id, "acc", 0.9)',
        'You can use `mlflow.log_metric("acc", 0.9)`',
    ],
)
def test_every_way_to_write_the_call_is_accepted(answer):
    assert grade(CODE, answer).verdict == "accept"


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ('mlflow.log_metric("acc")', "Missing: value."),
        ('mlflow.log_metric("acc", 0.9, epoch=3)', "Not known here: `epoch`."),
        (
            'log_metric("acc", 0.9)',
            "The function is right, but it has to be called on its module: `mlflow.log_metric`.",
        ),
        ("mlflow.log_metric", "The function is right, but it is not called with its arguments."),
    ],
)
def test_half_an_answer_says_what_is_missing(answer, message):
    assert (grade(CODE, answer).verdict, grade(CODE, answer).message) == ("partial", message)


def test_a_bracket_that_is_missing_leaves_half_an_answer():
    assert grade(CODE, 'mlflow.log_metric("acc", 0.9').verdict == "partial"


@pytest.mark.parametrize(
    "answer",
    [
        'mlflow.log_metric(0.9, "acc")',
        'mlflow.log_param("acc", 0.9)',
        'wandb.log({"acc": 0.9})',
        'mlflow.log_metric("acc", 0.9); import os; os.system("reboot")',
        'mlflow.log_metric("acc", __import__("os").system("reboot"))',
        'while True:\n    mlflow.log_metric("acc", 0.9)',
        'mlflow.log_metric("acc", 0.9)\nmlflow.delete_run(run_id)',
    ],
)
def test_another_call_or_more_than_was_asked_is_rejected(answer):
    assert grade(CODE, answer).verdict == "reject"


@pytest.mark.parametrize(
    "uri",
    [
        '"runs:/a/model"',
        'f"runs:/{run_id}/model"',
        '"runs:/" + run_id + "/model"',
        "info.model_uri",
        '"models:/m-1"',
    ],
)
def test_the_uri_is_free_as_long_as_it_is_one(uri):
    assert grade(REGISTER, f'mlflow.register_model({uri}, "Churn")').verdict == "accept"


def test_arguments_that_are_swapped_or_no_uri_are_not_accepted():
    assert grade(REGISTER, 'mlflow.register_model("Churn", "runs:/a/model")').verdict == "reject"
    assert grade(REGISTER, 'mlflow.register_model("model.pkl", "Churn")').verdict == "partial"


def test_what_only_a_uri_can_be_is_one_even_where_another_form_holds_it_in_a_variable():
    held = 'mlflow.register_model(model_info.model_uri, "ModelName")'
    asked = replace(REGISTER, accepted=(*REGISTER.accepted, held))
    assert grade(asked, 'mlflow.register_model(logged.model_uri, "Churn")').verdict == "accept"
    assert grade(asked, 'mlflow.register_model("experiments:/7/best", "Churn")').verdict == "partial"


def test_the_flavour_is_free_but_what_registers_the_model_is_needed():
    logged = 'mlflow.pytorch.log_model(net, "model", registered_model_name="Churn")'
    assert grade(REGISTER, logged).verdict == "accept"
    assert grade(REGISTER, 'mlflow.pytorch.log_model(net, "model")').verdict == "reject"
