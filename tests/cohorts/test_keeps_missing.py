"""Which questions a member keeps missing."""

from uuid import UUID

import pytest

from quiz.cohorts.answers.answers_since import AnswerSeen
from quiz.cohorts.answers.keeps_missing import KeptMissing, kept_missing

WHO = UUID(int=1)


def answers(given: str, key: str = "a") -> list[AnswerSeen]:
    """`+` is right, any other letter the option that was chosen wrongly, `?` a miss without one."""
    return [
        AnswerSeen(
            WHO,
            key,
            letter == "+",
            "choose",
            letter.strip("?+"),
            was_hinted=False,
            was_read=False,
            revision_id=1,
        )
        for letter in given
    ]


@pytest.mark.parametrize(
    ("given", "missed", "option"),
    [("xxyx+", 4, "x"), ("?y?y?", 5, "y"), ("????", 4, ""), ("+++xxxx", 4, "x"), ("xxxx++x", 5, "x")],
)
def test_four_misses_are_kept_with_the_option_chosen_most(given: str, missed: int, option: str) -> None:
    assert kept_missing(answers(given)) == {WHO: (KeptMissing("a", missed, len(given), option),)}


@pytest.mark.parametrize("given", ["", "xxx", "xxx++++", "xxxx++", "xxxx+x+x++"])
def test_fewer_misses_or_two_right_answers_since_are_not(given: str) -> None:
    assert kept_missing(answers(given)) == {}


def test_what_is_missed_most_comes_first() -> None:
    found = kept_missing([*answers("xxxx", "a"), *answers("xxxxx", "b"), *answers("x", "c")])
    assert [one.key for one in found[WHO]] == ["b", "a"]
