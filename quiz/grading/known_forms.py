"""What grading knows of the tools themselves: options that change nothing, and what calls take.

Written for the questions of the bank, after what DVC 3 and MLflow 2 and 3 document.
"""

from dataclasses import dataclass

from quiz.grading.word_sets import word_set


@dataclass(frozen=True, slots=True)
class Signature:
    """A function's arguments in their order; `spare` are those that a good answer may leave out."""

    names: tuple[str, ...]
    spare: frozenset[str] = frozenset()
    essential: frozenset[str] = frozenset()
    """Without these it is another thing that is done."""
    open_ended: bool = False
    """Takes further arguments by name."""


HARMLESS_OPTIONS: dict[str, dict[str, bool]] = {
    "dvc": {"-v": False, "--verbose": False, "-q": False, "--quiet": False},
    "dvc add": {"-f": False, "--force": False, "--glob": False, "--desc": True, "--file": True},
    "dvc pull": {
        "-r": True,
        "--remote": True,
        "-j": True,
        "--jobs": True,
        "-f": False,
        "--force": False,
        "-a": False,
        "--all-branches": False,
        "-T": False,
        "--all-tags": False,
        "-d": False,
        "--with-deps": False,
        "-R": False,
        "--recursive": False,
        "--run-cache": False,
        "--allow-missing": False,
        "--glob": False,
    },
    "dvc fetch": {"-r": True, "--remote": True, "-j": True, "--jobs": True},
    "dvc checkout": {"-f": False, "--force": False},
}
"""For a command its options, and whether each takes a value."""

BESIDE = frozenset(
    (
        "git add",
        "git commit",
        "git pull",
        "git clone",
        "git checkout",
        "git status",
        "dvc init",
        "dvc push",
        "dvc status",
    )
)
"""Commands that may stand beside the right one."""

NESTED = frozenset({"remote", "compose", "models", "experiments", "runs", "lfs"})
"""Subcommands that have subcommands."""

FLAVOURS = word_set("""
    sklearn pytorch tensorflow keras xgboost lightgbm catboost pyfunc transformers spark onnx
    statsmodels prophet langchain openai spacy h2o paddle pmdarima sentence_transformers diviner
""")

SIGNATURES = {
    "mlflow.log_metric": Signature(
        ("key", "value", "step", "synchronous", "timestamp", "run_id", "model_id", "dataset"),
        frozenset({"step", "synchronous", "timestamp", "run_id", "model_id", "dataset"}),
    ),
    "mlflow.log_metrics": Signature(
        ("metrics", "step", "synchronous", "run_id", "timestamp", "model_id", "dataset"),
        frozenset({"step", "synchronous", "run_id", "timestamp", "model_id", "dataset"}),
    ),
    "client.log_metric": Signature(
        ("run_id", "key", "value", "timestamp", "step", "synchronous"),
        frozenset({"timestamp", "step", "synchronous"}),
    ),
    "mlflow.register_model": Signature(
        ("model_uri", "name", "await_registration_for", "tags", "env_pack"),
        frozenset({"await_registration_for", "tags", "env_pack"}),
    ),
    "mlflow.FLAVOUR.log_model": Signature(
        ("model", "artifact_path", "name", "registered_model_name"),
        frozenset({"artifact_path", "name"}),
        frozenset({"registered_model_name"}),
        True,
    ),
}

NEUTRAL_CALLS = word_set("""
    mlflow.start_run mlflow.end_run mlflow.set_experiment mlflow.set_tracking_uri mlflow.autolog
    mlflow.active_run mlflow.log_metric mlflow.log_metrics mlflow.log_param mlflow.log_params
    mlflow.log_artifact mlflow.set_tag mlflow.FLAVOUR.log_model mlflow.MlflowClient
    mlflow.tracking.MlflowClient MlflowClient print
""")
"""Calls that may stand beside the right one."""
