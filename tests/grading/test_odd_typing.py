"""However a phone or a copied page spells an answer, it is the same answer, and gets the same verdict."""

import re
from collections.abc import Collection
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.bank.published import published_bank
from quiz.bank.published.typed import grading_question
from quiz.grading import GradingQuestion, grade
from quiz.grading.verdict import EXACT
from tests.grading import odd_typing
from tests.grading.cases_of_people import IN_WORDS, cases

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
WRONG = ("partial", "reject", "unsure")
BARE_LINE = re.compile(r"(?:dvc|git|python|mlflow|client).*")
dice = st.randoms(use_true_random=False)


@cache
def question(key: str) -> GradingQuestion:
    return grading_question(published_bank().questions[key].revision)


def verdict(key: str, answer: str) -> str:
    return grade(question(key), answer).verdict


def accepted() -> list[tuple[str, str]]:
    """The accepted commands and code of the bank."""
    forms = [
        (key, form)
        for key, published in published_bank().questions.items()
        if published.revision.kind in EXACT
        for form in published.revision.accepted
    ]
    assert len(forms) > 20
    return forms


def typed(*kinds: str, verdicts: Collection[str]) -> list[tuple[str, str]]:
    """Answers of people that get one of these verdicts."""
    answers = [(case["key"], case["answer"]) for case in cases(*kinds) if case["answer"]]
    chosen = [(key, answer) for key, answer in answers if verdict(key, answer) in verdicts]
    assert len(chosen) > 20
    return chosen


@pytest.mark.parametrize("way", odd_typing.WAYS, ids=lambda way: way.__name__)
def test_an_accepted_form_is_accepted_however_it_is_spelt(way):
    @settings(max_examples=40)
    @given(form=st.sampled_from(accepted()), dice=dice)
    def holds(form, dice):
        odd = way(form[1], dice)
        assert verdict(form[0], odd) == "accept", ascii(odd)

    holds()


@pytest.mark.parametrize("way", odd_typing.WAYS, ids=lambda way: way.__name__)
def test_no_wrong_command_or_code_is_accepted_however_it_is_spelt(way):
    @settings(max_examples=40)
    @given(wrong=st.sampled_from(typed("commands", "code", verdicts=WRONG)), dice=dice)
    def holds(wrong, dice):
        odd = way(wrong[1], dice)
        assert verdict(wrong[0], odd) != "accept", ascii(odd)

    holds()


@pytest.mark.parametrize("verdicts", [("accept",), WRONG], ids=["right", "wrong"])
def test_a_prompt_makes_no_difference(verdicts):
    lines = [line for line in typed("commands", "code", verdicts=verdicts) if BARE_LINE.fullmatch(line[1])]

    @settings(max_examples=40)
    @given(line=st.sampled_from(lines), dice=dice)
    def holds(line, dice):
        is_code = question(line[0]).kind == "code"
        odd = dice.choice(odd_typing.PYTHON_PROMPTS if is_code else odd_typing.PROMPTS) + line[1]
        assert (verdict(line[0], odd) == "accept") is (verdicts == ("accept",)), ascii(odd)

    holds()


@pytest.mark.parametrize("way", odd_typing.FOR_PROSE, ids=lambda way: way.__name__)
def test_prose_and_lists_get_the_same_verdict_however_they_are_spelt(way):
    @settings(max_examples=40)
    @given(said=st.sampled_from(typed("lists", *IN_WORDS, verdicts=("accept", *WRONG))), dice=dice)
    def holds(said, dice):
        odd = way(said[1], dice)
        assert verdict(said[0], odd) == verdict(*said), ascii(odd)

    holds()
