"""A question of each kind."""

from quiz.grading import GradingQuestion, Lure, Point, grade

COMMAND = GradingQuestion(
    key="add-dataset",
    kind="command",
    text="What command would you use to add a dataset to DVC?",
    answer="`dvc add data/raw_data.csv`",
    points=(
        Point("dvc-add", "The command is `dvc add`", ("dvc add",)),
        Point("path", "It is given the path to track", ("data/raw_data.csv", "path to the file")),
    ),
    points_needed=2,
    accepted=("dvc add data/raw_data.csv", "python -m dvc add data/raw_data.csv"),
)

PULL = GradingQuestion(
    key="pull-dataset",
    kind="command",
    text="How do you pull a dataset from a remote storage?",
    answer="`dvc pull`",
    points=(Point("dvc-pull", "The command is `dvc pull`", ("dvc pull",)),),
    accepted=("dvc pull", "dvc pull data/raw_data.csv", "dvc pull -r myremote", "dvc fetch && dvc checkout"),
)

CODE = GradingQuestion(
    key="log-metric",
    kind="code",
    text="How do you log a metric in MLflow?",
    answer='`mlflow.log_metric("accuracy", 0.95)`',
    points=(
        Point("log-metric", "The function is `mlflow.log_metric`", ("log_metric",)),
        Point("name-and-value", "It takes the metric's name and its value", ('"accuracy", 0.95',)),
    ),
    points_needed=2,
    accepted=(
        'mlflow.log_metric("accuracy", 0.95)',
        'mlflow.log_metrics({"accuracy": 0.95})',
        'client.log_metric(run_id, "accuracy", 0.95)',
    ),
)

REGISTER = GradingQuestion(
    key="register-model",
    kind="code",
    text="How would you register a model using MLflow?",
    answer='`mlflow.register_model("runs:/<run_id>/<artifact_path>", "ModelName")`',
    points=(Point("register-call", "The function is `mlflow.register_model`", ("register_model",)),),
    accepted=(
        'mlflow.register_model("models:/<model_id>", "ModelName")',
        'mlflow.sklearn.log_model(model, name="model", registered_model_name="ModelName")',
    ),
)

LIST = GradingQuestion(
    key="orchestration-tools",
    kind="list",
    text="Name three popular pipeline orchestration tools.",
    answer="Apache Airflow, Kubeflow Pipelines, and Prefect.",
    points=(
        Point("airflow", "Apache Airflow", ("airflow", "cloud composer")),
        Point("kubeflow", "Kubeflow Pipelines", ("kubeflow", "kfp")),
        Point("prefect", "Prefect", ("prefect cloud",)),
        Point("another", "Another orchestrator, such as Argo Workflows", ("argo", "flyte", "luigi")),
    ),
    points_needed=3,
)

PARTS = GradingQuestion(
    key="mlflow-parts",
    kind="list",
    text="What are the four main components of MLflow?",
    answer="MLflow Tracking, MLflow Projects, MLflow Models, and MLflow Model Registry.",
    points=(
        Point("tracking", "MLflow Tracking", ("tracking",)),
        Point("projects", "MLflow Projects", ("projects",)),
        Point("models", "MLflow Models", ("models",)),
        Point("registry", "MLflow Model Registry", ("model registry", "registry")),
    ),
    points_needed=4,
)

CONCEPT = GradingQuestion(
    key="what-is-dvc",
    kind="concept",
    text="What is DVC (Data Version Control)?",
    answer="DVC is an open-source tool built on top of Git that versions large files like data and models without "
    "storing them in the Git repository.",
    points=(
        Point(
            "large-files",
            "It handles large files like data",
            ("large files", "datasets", "data and models"),
        ),
        Point("versions", "It versions them", ("versioning", "keeps versions", "tracks versions")),
        Point("on-git", "It is built on top of Git", ("on top of git", "works with git", "extends git")),
        Point(
            "outside",
            "The files stay outside the Git repository",
            ("outside git", "not in git", "remote storage"),
        ),
    ),
    points_needed=3,
    wrong=(Lure("It is a server that shows the metrics of training runs.", "That is a tracking server."),),
    also_today=(
        "DVC belongs to lakeFS since November, and its licence and its commands stayed what they were.",
    ),
)

COMPARISON = GradingQuestion(
    key="metric-vs-artifact",
    kind="comparison",
    text="What is the difference between a metric and an artifact?",
    answer="A metric is a numerical value (e.g., accuracy, loss). An artifact is a file (e.g., the model, a plot).",
    points=(
        Point("number", "A metric is a numerical value", ("number", "numeric", "score")),
        Point("file", "An artifact is a file", ("file", "output file", "files of any format")),
    ),
    points_needed=2,
)

EVERY = (COMMAND, PULL, CODE, REGISTER, LIST, PARTS, CONCEPT, COMPARISON)


def verdicts(question, answers):
    return {answer: grade(question, answer).verdict for answer in answers}


def all_of(verdict, answers):
    return dict.fromkeys(answers, verdict)
