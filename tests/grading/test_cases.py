"""Answers as people type them, with the verdict of a fair interviewer who had not seen the rules."""

from typing import Any

import pytest

from quiz.bank.published import published_bank
from quiz.bank.published.typed import grading_question
from quiz.grading import grade
from tests.grading.cases_of_people import EXACT, IN_WORDS, cases

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def judged(*kinds: str) -> list[tuple[dict[str, Any], str]]:
    questions = published_bank().questions
    return [
        (case, grade(grading_question(questions[case["key"]].revision), case["answer"]).verdict)
        for case in cases(*kinds)
    ]


def wrong(results: list[tuple[dict[str, Any], str]]) -> list[str]:
    return [
        f"{case['key']}: {case['answer']!r} is {case['verdict']}, graded {verdict} ({case['why']})"
        for case, verdict in results
        if verdict not in {case["verdict"], *case.get("also", ())}
    ]


def test_there_are_enough_cases_and_enough_of_them_attack():
    every = list(cases(*EXACT, *IN_WORDS))
    assert len(every) >= 300
    assert sum(case["adversarial"] for case in every) >= 100


def test_commands_code_and_lists_are_right_in_98_of_100_cases():
    results = judged(*EXACT)
    assert len(wrong(results)) <= 0.02 * len(results), "\n".join(wrong(results))


def test_no_command_code_or_list_is_accepted_that_should_be_rejected():
    dangerous = [
        case for case, verdict in judged(*EXACT) if (case["verdict"], verdict) == ("reject", "accept")
    ]
    assert dangerous == []


def test_concepts_and_comparisons_are_right_in_85_of_100_cases():
    results = judged(*IN_WORDS)
    assert len(wrong(results)) <= 0.15 * len(results), "\n".join(wrong(results))


def test_accept_and_reject_are_swapped_in_2_of_100_cases_at_most():
    results = judged(*IN_WORDS)
    swapped = [case for case, verdict in results if {case["verdict"], verdict} == {"accept", "reject"}]
    assert len(swapped) <= 0.02 * len(results), "\n".join(str(case) for case in swapped)
