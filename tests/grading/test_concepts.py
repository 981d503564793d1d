from dataclasses import replace

import pytest

from quiz.grading import Part, Point, grade
from tests.grading.cast import COMPARISON, CONCEPT

GOOD = "It works with Git and is versioning large datasets, which lie in a remote storage."


def test_word_forms_synonyms_and_typing_errors_are_found():
    verdict = grade(
        CONCEPT, "An extension that extends Git and keeps verisons of datasets in some remote storge."
    )
    assert (verdict.verdict, verdict.points) == ("accept", ("large-files", "versions", "on-git", "outside"))


def test_it_says_which_points_it_found_and_which_not():
    verdict = grade(CONCEPT, "It is built on top of Git and keeps versions.")
    assert (verdict.verdict, verdict.points) == ("partial", ("versions", "on-git"))
    assert Part("It handles large files like data", "missing") in verdict.parts


def test_american_and_british_spelling_are_one():
    centre = replace(CONCEPT, points=(replace(CONCEPT.points[0], synonyms=("organise",)),), points_needed=1)
    assert grade(centre, "A tool to organize the files of a team").verdict == "accept"


@pytest.mark.parametrize(
    "denial", ["does not keep versions", "never keeps versions", "doesn't keep versions"]
)
def test_what_is_denied_is_not_found(denial):
    verdict = grade(CONCEPT, f"DVC {denial} of anything.")
    assert (verdict.verdict, verdict.points) == ("reject", ())


def test_a_good_answer_with_a_denial_is_left_to_the_learner():
    assert grade(CONCEPT, GOOD).verdict == "accept"
    assert grade(CONCEPT, f"{GOOD} It was not built on top of Git.").verdict in {"accept", "unsure"}
    assert (
        grade(CONCEPT, "It extends no Git. It keeps versions of large files in remote storage.").verdict
        == "unsure"
    )


def test_not_only_denies_nothing():
    assert (
        grade(CONCEPT, "It not only keeps versions of large files, but also extends Git.").verdict == "accept"
    )


def test_what_says_a_wrong_option_is_rejected_with_its_reason():
    verdict = grade(CONCEPT, "It's a server that shows the metrics of training runs")
    assert (verdict.verdict, verdict.message) == (
        "reject",
        "This is something else. That is a tracking server.",
    )


def test_the_model_answer_and_what_holds_today_are_accepted():
    assert grade(CONCEPT, CONCEPT.answer).verdict == "accept"
    assert grade(CONCEPT, CONCEPT.also_today[0]).verdict == "accept"


def test_without_key_points_it_is_left_to_the_learner():
    assert grade(replace(CONCEPT, points=()), GOOD).verdict == "unsure"


def test_no_is_the_wrong_answer_where_yes_is_right():
    asked = replace(
        CONCEPT, text="Can DVC version data?", answer="Yes, it versions large files on top of Git."
    )
    assert grade(asked, "No, it does something else with large files.").verdict == "reject"


@pytest.mark.parametrize(
    "answer",
    [
        "Metrics are numbers such as the loss, artifacts are files such as the model.",
        "An artifact is an output file, whereas a metric is a score.",
        "The former is a number, the latter a file.",
    ],
)
def test_each_side_may_come_first(answer):
    assert grade(COMPARISON, answer).verdict == "accept"


def test_swapped_sides_are_rejected():
    verdict = grade(COMPARISON, "A metric is a file and an artifact is a number.")
    assert verdict.verdict == "reject"
    assert verdict.message.startswith("The two sides seem to be swapped")


def test_a_point_without_a_subject_belongs_to_either_side():
    more = Point("stored", "It is stored with the run", ("stored", "saved"))
    asked = replace(COMPARISON, points=(*COMPARISON.points, more), points_needed=3)
    assert (
        grade(asked, "An artifact is a file, and a metric is a number saved for a run.").verdict != "reject"
    )


def test_one_side_alone_is_half_a_comparison():
    assert grade(COMPARISON, "A metric is a number.").verdict == "partial"


def test_without_what_is_essential_nothing_is_accepted():
    essential = replace(
        CONCEPT, points=(*CONCEPT.points[:2], replace(CONCEPT.points[2], essential=True), CONCEPT.points[3])
    )
    without = "It keeps versions of large datasets, which lie in a remote storage."
    assert grade(CONCEPT, without).verdict == "accept"
    verdict = grade(essential, without)
    assert (verdict.verdict, verdict.points) == ("partial", ("large-files", "versions", "outside"))
    assert verdict.message == "Something essential was not found: It is built on top of Git."
    assert grade(essential, GOOD).verdict == "accept"


def test_the_two_sides_of_a_comparison_can_be_essential():
    bare = "A metric is a number such as accuracy."
    one = replace(COMPARISON, points_needed=1)
    essential = replace(one, points=(one.points[0], replace(one.points[1], essential=True)))
    assert [grade(question, bare).verdict for question in (one, essential)] == ["accept", "partial"]
