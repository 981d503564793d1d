from dataclasses import replace

import pytest

from quiz.grading import Part, grade
from tests.grading.cast import LIST, PARTS


@pytest.mark.parametrize(
    "answer",
    [
        "prefect, airflow, kubeflow",
        "Airflow Kubeflow Prefect",
        "1. Prefect\n2. Airflow\n3. KFP",
        "You could take Apache Airflow, Kubeflow Pipelines or Prefect.",
        "Luigi, Argo and Flyte",
        "Airflow, Kubflow, Prefct",
    ],
)
def test_order_form_and_synonyms_are_free(answer):
    assert grade(LIST, answer).verdict == "accept"


def test_one_missing_is_partial():
    verdict = grade(LIST, "Airflow and Prefect")
    assert (verdict.verdict, verdict.points) == ("partial", ("airflow", "prefect"))
    assert verdict.message == "2 of 3 found: Apache Airflow; Prefect."


def test_a_member_named_twice_counts_once():
    assert grade(LIST, "Airflow, Apache Airflow, Cloud Composer").verdict == "partial"


def test_what_is_foreign_is_named():
    verdict = grade(LIST, "Airflow, Prefect, Kubeflow and Docker")
    assert (verdict.verdict, verdict.message) == (
        "partial",
        "Enough is right, but this does not belong: Docker.",
    )
    assert Part("Docker", "foreign") in verdict.parts


def test_more_foreign_than_right_is_rejected():
    assert grade(LIST, "Docker, Jenkins, Prefect").verdict == "reject"


def test_a_longer_name_is_not_also_the_shorter_one():
    assert grade(PARTS, "Tracking, Projects, Model Registry").verdict == "partial"
    assert grade(PARTS, "Registry, models, projects and tracking").verdict == "accept"


def test_without_key_points_only_the_model_answer_is_certain():
    bare = replace(LIST, points=())
    assert grade(bare, LIST.answer).verdict == "accept"
    assert grade(bare, "Airflow, Luigi and Flyte").verdict == "unsure"


def test_a_name_that_two_members_share_names_both():
    merged = replace(
        PARTS,
        points=tuple(
            replace(point, synonyms=(*point.synonyms, "model packaging"))
            if point.slug in {"projects", "models"}
            else point
            for point in PARTS.points
        ),
    )
    assert grade(merged, "Tracking, model packaging, registry").verdict == "accept"
    assert grade(PARTS, "Tracking, model packaging, registry").verdict == "partial"


def test_a_member_can_be_essential():
    essential = replace(LIST, points=(replace(LIST.points[0], essential=True), *LIST.points[1:]))
    assert [grade(question, "Prefect, Kubeflow, Luigi").verdict for question in (LIST, essential)] == [
        "accept",
        "partial",
    ]
