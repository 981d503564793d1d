"""The grading held to the bank itself: its answers are accepted, its wrong options are not."""

import re

import pytest

from quiz.bank.published import published_bank
from quiz.grading import grade
from quiz.practice.answering.typed import grading_question

pytestmark = pytest.mark.django_db


def questions():
    return [grading_question(question.revision) for question in published_bank().questions.values()]


def refused(texts_of):
    return [
        (question.key, text)
        for question in questions()
        for text in texts_of(question)
        if grade(question, text).verdict != "accept"
    ]


def test_the_model_answer_is_accepted():
    assert refused(lambda question: [question.answer]) == []


def test_the_right_option_is_accepted():
    assert refused(lambda question: question.right) == []


def test_every_accepted_form_is_accepted():
    assert refused(lambda question: question.accepted) == []


def test_what_holds_today_is_accepted_where_it_is_said_in_sentences():
    assert refused(lambda q: q.also_today if q.kind in {"concept", "comparison"} else ()) == []


def test_no_wrong_option_is_accepted():
    wrong = [(question, lure.text) for question in questions() for lure in question.wrong]
    assert len(wrong) >= 40
    assert [
        (question.key, text) for question, text in wrong if grade(question, text).verdict == "accept"
    ] == []


def test_the_model_answer_with_a_not_put_in_is_seldom_accepted():
    turned = [
        (question, re.sub(r"\b(is|are|can)\b", r"\1 not", question.answer, count=1))
        for question in questions()
        if question.kind in {"concept", "comparison"}
    ]
    tried = [(question, text) for question, text in turned if text != question.answer]
    accepted = [text for question, text in tried if grade(question, text).verdict == "accept"]
    assert len(tried) >= 40
    assert len(accepted) <= 0.1 * len(tried), "\n".join(accepted)
