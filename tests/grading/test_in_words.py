"""What the grading of sentences knows beside the key points: wrong answers, opposites, plain words, sides."""

from dataclasses import replace

import pytest

from quiz.bank.published.typed import common_lure
from quiz.grading import Lure, Point, grade
from tests.grading.cast import COMPARISON, CONCEPT

DRIFT = replace(
    CONCEPT,
    text="What is drift?",
    answer="The relationship between the inputs and the target changes over time.",
    points=(
        Point("relationship", "The relationship between inputs and target changes"),
        Point("time", "It changes over time", ("over time",)),
    ),
    points_needed=2,
    wrong=(Lure("The endpoint receives more requests than it can serve.", "That is load."),),
    also_today=(),
)


def test_an_answer_in_the_words_of_a_wrong_one_is_rejected_with_its_reason():
    verdict = grade(DRIFT, "Too many requests for an endpoint")
    assert (verdict.verdict, verdict.message) == ("reject", "This is nearer to something else. That is load.")


def test_an_answer_about_something_else_is_rejected():
    assert grade(DRIFT, "A colour scheme for the time of harvest").verdict == "reject"


def test_the_common_wrong_answer_is_its_first_sentence_and_the_others_say_why():
    assert common_lure('"It is a backup." A backup keeps copies.') == (
        Lure("It is a backup.", "A backup keeps copies."),
    )
    assert common_lure("Naming Airflow.") == (Lure("Naming Airflow."),)
    assert common_lure("") == ()


@pytest.mark.parametrize("turned", ["stays the same", "remains unchanged"])
def test_a_sentence_turned_round_is_no_answer(turned):
    said = "The relationship between the inputs and the target {} over time"
    assert grade(DRIFT, said.format("changes")).verdict == "accept"
    assert grade(DRIFT, said.format(turned)).verdict == "reject"


def test_a_denied_list_is_denied_to_its_end():
    asked = replace(
        CONCEPT, points=tuple(Point(word, word) for word in ("parameters", "metrics", "plots")), wrong=()
    )
    assert grade(asked, "It logs parameters, metrics or plots").verdict == "accept"
    assert grade(asked, "It does not log parameters, metrics or plots").verdict == "reject"


def test_what_does_not_matter_is_denied():
    asked = replace(CONCEPT, points=(Point("order", "The order of the tasks", ("order",)),), points_needed=1)
    assert grade(asked, "the order of all of them").verdict == "accept"
    assert grade(asked, "the order does not matter").verdict == "reject"


def test_everyday_words_stand_for_those_of_the_bank():
    assert grade(CONCEPT, "It keeps versions of huge files").points == ("large-files", "versions")


def test_to_deny_a_difference_answers_no_comparison():
    assert grade(COMPARISON, "They are the same, a number in a file").verdict == "reject"


def test_what_one_side_does_not_do_the_other_does():
    sides = replace(
        COMPARISON,
        text='What is the difference between a "stateless" and a "stateful" pipeline?',
        points=(
            Point("forgets", "A stateless pipeline works on its own", ("on its own",)),
            Point("remembers", "A stateful pipeline remembers", ("remembers",)),
        ),
    )
    assert grade(sides, "stateless doesn't remember, stateful does").points == ("remembers",)


def test_two_halves_of_key_words_are_a_comparison():
    assert grade(COMPARISON, "metric = number, artifact = file").verdict == "accept"


def test_key_words_with_a_compound_are_still_soup():
    assert grade(CONCEPT, "git data versions end-to-end large files remote storage").verdict == "reject"


def test_a_long_answer_in_other_words_is_left_to_the_learner():
    said = "What belonged together last year, the inputs here and the target there, has come apart month by month"
    assert grade(DRIFT, said).verdict == "unsure"


def test_a_long_answer_about_another_subject_is_rejected():
    said = "Wash the apples, peel every second one, cut them in thin slices and bake the cake slowly in a hot oven"
    assert grade(DRIFT, said).verdict == "reject"


@pytest.mark.parametrize(
    "said", ["keeps verisons of larg fiels on top of git", "keps versions of large files"]
)
def test_short_words_are_mended_too(said):
    assert "versions" in grade(CONCEPT, said).points


def test_a_word_of_another_kind_is_not_taken_for_a_slip():
    staged = replace(CONCEPT, points=(Point("stage", "A stage", ("stage",)),), points_needed=1)
    assert grade(staged, "It keeps a store of files").points == ()


def test_a_wrong_kind_of_thing_is_rejected_however_right_the_rest_is():
    said = "DVC is a server that keeps versions of large files on top of Git in remote storage"
    assert (grade(CONCEPT, said).verdict, grade(CONCEPT, said).message) == (
        "reject",
        "This is something else. That is a tracking server.",
    )


def test_somebody_elses_work_is_not_accepted():
    assert grade(CONCEPT, "It asks Git to keep versions of large files in remote storage").verdict == "unsure"


def test_what_prevents_may_not_be_left_out():
    asked = replace(
        CONCEPT,
        points=(Point("steady", "It keeps the accuracy of a model from degrading"),),
        points_needed=1,
    )
    assert grade(asked, "keeps the accuracy of a model from getting worse").verdict == "accept"
    assert grade(asked, "the accuracy of a model gets worse").points == ()


def test_sayings_stand_for_words_of_the_bank():
    asked = replace(CONCEPT, points=(Point("again", "It is retrained", ("retrained",)),), points_needed=1)
    assert grade(asked, "you train the model again").points == ("again",)


def test_points_that_name_no_side_belong_to_the_one_the_answer_is_about():
    asked = replace(
        COMPARISON,
        text="How does MLOps differ from traditional DevOps?",
        answer="MLOps includes additional work like data versioning and retraining.",
        points=(
            Point("data", "Data are versioned", ("data versioning",)),
            Point("again", "Models are retrained", ("retraining",)),
        ),
    )
    assert grade(asked, "MLOps adds data versioning and retrained models to DevOps").verdict == "accept"
    assert grade(asked, "DevOps adds data versioning and retrained models to MLOps").verdict == "reject"
    assert grade(asked, "MLOps does not need data versioning or retrained models").verdict == "reject"
