"""When what was met falls to the target, and how many answers a day that makes."""

from datetime import datetime, timedelta
from random import Random

import pytest

from quiz.engine.choosing.fading import answers_a_day, soonest_to_fall
from quiz.engine.memory import fsrs
from quiz.engine.memory.laws import LAWS
from tests.engine.cast import fold, moment_of, numbered_bank, plan, review, weeks_of_answers

SIZE = 70


@pytest.mark.parametrize("column", [0, 1, 30, 60])
def test_what_fades_is_in_the_order_in_which_it_falls_by_the_law_to_pick_by(column: int) -> None:
    bank = numbered_bank(SIZE)
    profile, cards = fold(bank, weeks_of_answers(Random(2), bank, answers=150))
    moment = moment_of(bank, plan(), profile, cards, seconds=0.0, column=column)
    falls = soonest_to_fall(moment, frozenset(bank), SIZE)

    def falls_at(key: str) -> datetime:
        days = fsrs.days_until(0.9, cards[key].stabilities[column], LAWS[column])
        return cards[key].clock + timedelta(days=days)

    assert falls == sorted(moment.met(bank), key=falls_at)
    assert soonest_to_fall(moment, frozenset(bank), 3) == falls[:3]


def test_of_those_that_fall_at_once_the_first_in_the_bank_is_first() -> None:
    bank = numbered_bank(5)
    profile, cards = fold(bank, [review(key) for key in ("q3", "q1", "q4")])
    moment = moment_of(bank, plan(), profile, cards, seconds=0.0)
    assert soonest_to_fall(moment, {"q4", "q3", "q2", "q1"}, 5) == ["q1", "q3", "q4"]


def test_answers_are_counted_by_the_way_that_the_plan_asks_for() -> None:
    bank = numbered_bank(SIZE)
    profile, cards = fold(bank, [review(key) for key in bank])
    choosing, recalling = (
        answers_a_day(moment_of(bank, plan(way=way), profile, cards, seconds=0.0))
        for way in ("choose", "recall")
    )
    assert choosing == recalling[::-1]
    assert choosing[0] > choosing[1] == 0.0
