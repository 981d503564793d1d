from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.grading import grade
from tests.bench.grading import HOSTILE
from tests.grading.cast import CODE, COMMAND, EVERY

VERDICTS = {"accept", "partial", "reject", "unsure"}
PIECES = [
    *"()[]{}<>'\"`$;&|#\\\n\t -+=:,.*@%!~^?",
    *(
        "dvc",
        "add",
        "git",
        "mlflow",
        ".log_metric",
        "not",
        "lambda",
        "the",
        "file",
        "metric",
        "1",
        "é",
        "\0",
        "\ud800",
    ),
]


@given(question=st.sampled_from(EVERY), answer=st.text(max_size=400))
@settings(max_examples=100)
def test_any_text_gets_a_verdict(question, answer):
    assert grade(question, answer).verdict in VERDICTS


@given(question=st.sampled_from(EVERY), pieces=st.lists(st.sampled_from(PIECES), max_size=200))
@settings(max_examples=100)
def test_any_row_of_signs_gets_a_verdict(question, pieces):
    assert grade(question, "".join(pieces)).verdict in VERDICTS


@given(question=st.sampled_from(EVERY), answer=st.text(max_size=200))
def test_only_concepts_and_comparisons_can_be_unsure(question, answer):
    verdict = grade(question, answer)
    assert verdict.verdict != "unsure" or question.kind in {"concept", "comparison"}


@given(question=st.sampled_from(EVERY), answer=st.text(max_size=200))
def test_the_same_answer_gets_the_same_verdict(question, answer):
    assert grade(question, answer) == grade(question, answer)


@given(
    tail=st.text(alphabet=st.sampled_from(";&|<>$`()"), min_size=1, max_size=5),
    word=st.text(min_size=1, max_size=9),
)
@settings(max_examples=100)
def test_no_sign_of_the_shell_slips_a_second_command_in(tail, word):
    said = grade(COMMAND, f"dvc add data.csv {tail} rm {word}").verdict
    assert said != "accept"


@pytest.mark.parametrize("question", EVERY, ids=lambda question: question.key)
def test_hostile_answers_get_a_verdict(question):
    for name, answer in HOSTILE.items():
        assert grade(question, answer).verdict in VERDICTS, name


def test_a_form_that_was_mistyped_in_the_bank_counts_as_none():
    for question in (COMMAND, CODE):
        broken = replace(question, accepted=('"(', "x | y"), answer='"(')
        assert grade(broken, "anything").verdict in {"unsure", "reject"}
        assert (
            grade(replace(question, accepted=('"(', *question.accepted)), question.answer).verdict == "accept"
        )


def test_deep_brackets_are_rejected_and_do_no_harm():
    assert grade(CODE, "(" * 1000 + ")" * 1000).verdict == "reject"
    assert grade(CODE, "mlflow.log_metric(" * 160).verdict != "accept"
