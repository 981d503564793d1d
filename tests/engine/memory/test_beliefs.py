"""How answers move what is believed about a learner's memory."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz import engine
from quiz.engine.memory.beliefs import believed, law_to_pick_by, recall_after, recall_after_a_miss
from quiz.engine.memory.laws import LAWS, PRIOR, STEEP, moved, shares
from quiz.engine.memory.recording import HALF_A_DAY
from tests.engine.cast import DAY, NOW, bank_of, choice, fold, miss, numbered_bank, question, review

BANK = numbered_bank(6)
weights = st.lists(st.floats(-2000.0, 0.0), min_size=len(LAWS) - 1, max_size=len(LAWS) - 1).map(
    lambda others: (0.0, *others)
)
one_card = fold(BANK, [miss("q0")])[1]["q0"]


def weights_after(*log: engine.Review) -> tuple[float, ...]:
    return fold(BANK, log)[0].weights


@given(weights)
def test_shares_sum_to_one(logs: tuple[float, ...]) -> None:
    assert sum(shares(logs)) == pytest.approx(1.0, abs=1e-12)
    held = believed(logs)
    assert sum(each.share for each in held) == pytest.approx(1.0, abs=1e-12)
    assert all(
        (each.factor, each.decay) == (LAWS[each.column].factor, LAWS[each.column].decay) for each in held
    )


@given(weights, st.floats(0.0, 3653.0))
def test_recall_lies_between_what_the_laws_say(logs: tuple[float, ...], elapsed: float) -> None:
    held = believed(logs)
    alone = [recall_after([each._replace(share=1.0)], one_card, elapsed) for each in held]
    assert min(alone) - 1e-12 <= recall_after(held, one_card, elapsed) <= max(alone) + 1e-12


@given(weights, st.floats(0.0, 3653.0), st.floats(0.0, 3653.0))
def test_recall_by_all_laws_falls_with_time(logs: tuple[float, ...], one: float, other: float) -> None:
    earlier, later = sorted((one, other))
    held = believed(logs)
    assert recall_after(held, one_card, earlier) >= recall_after(held, one_card, later) - 1e-12


@given(weights, st.floats(0.0, 3653.0), st.floats(1.0, 50.0))
def test_recall_by_all_laws_rises_with_stability(
    logs: tuple[float, ...], elapsed: float, times: float
) -> None:
    stronger = replace(one_card, stabilities=tuple(times * each for each in one_card.stabilities))
    held = believed(logs)
    assert recall_after(held, stronger, elapsed) >= recall_after(held, one_card, elapsed) - 1e-12


@pytest.mark.parametrize("way", ["choose", "recall", "type"])
def test_what_is_lost_or_held_a_day_after_a_miss_tells_how_fast_the_learner_forgets(way: str) -> None:
    first, tomorrow = miss("q0"), NOW + DAY
    lost = weights_after(first, miss("q0", tomorrow, way=way))
    held = weights_after(first, review("q0", tomorrow, way=way))
    assert recall_after_a_miss(lost) < recall_after_a_miss(PRIOR) < recall_after_a_miss(held)


def test_the_more_answers_the_surer() -> None:
    shown = [
        recall_after_a_miss(
            weights_after(*(each for n in range(count) for each in (miss(f"q{n}"), miss(f"q{n}", NOW + DAY))))
        )
        for count in range(4)
    ]
    assert shown == sorted(shown, reverse=True)
    assert len(set(shown)) == 4


def test_a_right_choice_says_less_than_a_recall() -> None:
    chosen, recalled = (
        recall_after_a_miss(weights_after(miss("q0"), answer("q0", NOW + DAY))) for answer in (choice, review)
    )
    assert recall_after_a_miss(PRIOR) < chosen < recalled


def test_first_answers_and_answers_of_the_same_day_move_no_belief() -> None:
    soon = NOW + timedelta(days=HALF_A_DAY) - timedelta(seconds=1)
    log = [miss("q0"), review("q0", soon), review("q1", NOW + 9 * DAY), choice("q2", NOW + 9 * DAY)]
    assert weights_after(*log) == PRIOR
    assert weights_after(*log, review("q0", NOW + 9 * DAY)) != PRIOR


def test_a_first_answer_to_what_a_duplicate_taught_moves_no_belief() -> None:
    bank = bank_of(question("a", duplicates=frozenset({"b"})), question("b"))
    assert fold(bank, [miss("a"), miss("b", NOW + 3 * DAY)])[0].weights == PRIOR


def independent_logs(dice: Random) -> list[list[engine.Review]]:
    """Six questions without relatives, each first recalled or missed, then answered by any way."""
    logs = []
    for number, key in enumerate(BANK):
        at, log = NOW + number * timedelta(minutes=7), []
        for step in range(dice.randint(1, 5)):
            way = "recall" if step == 0 else dice.choice(["choose", "recall", "type"])
            log.append(dice.choice([review, miss])(key, at, way=way))
            at += timedelta(days=dice.choice([0.1, 0.7, 1.0, 5.0, 30.0]), seconds=number + 1)
        logs.append(log)
    return logs


def shuffled(logs: list[list[engine.Review]], dice: Random) -> list[engine.Review]:
    """The answers in another order, those to one question in their own."""
    turns = [number for number, log in enumerate(logs) for _ in log]
    dice.shuffle(turns)
    waiting = [iter(log) for log in logs]
    return [next(waiting[turn]) for turn in turns]


@given(st.integers(0, 10_000))
def test_the_order_of_independent_answers_does_not_matter(seed: int) -> None:
    dice = Random(seed)
    logs = independent_logs(dice)
    in_time = fold(BANK, sorted((each for log in logs for each in log), key=lambda each: each.at))
    in_any_order = fold(BANK, shuffled(logs, dice))
    assert in_any_order[1] == in_time[1]
    assert in_any_order[0].weights == pytest.approx(in_time[0].weights, abs=1e-12, rel=1e-12)


@given(weights, st.lists(st.floats(0.0, 1.0), min_size=len(LAWS), max_size=len(LAWS)), st.booleans())
def test_weights_stay_finite_with_the_largest_at_nought(
    logs: tuple[float, ...], chances: list[float], correct: bool
) -> None:
    after = moved(logs, chances, correct=correct)
    assert max(after) == 0.0
    assert min(after) > -3000.0


def test_picks_go_by_the_default_law_unless_steep_forgetting_is_mostly_believed() -> None:
    assert law_to_pick_by(PRIOR) == (0, LAWS[0])
    gentle = tuple(-9.0 if column in STEEP else 0.0 for column in range(len(LAWS)))
    assert law_to_pick_by(gentle) == (0, LAWS[0])
    steep = tuple(-9.0 if column not in STEEP else -column / 100 for column in range(len(LAWS)))
    assert law_to_pick_by(steep) == (STEEP[0], LAWS[STEEP[0]])


def test_somebody_who_loses_what_lasted_is_picked_for_by_a_steep_law() -> None:
    bank = numbered_bank(40)
    log = [review(key, NOW - 40 * DAY) for key in bank] + [miss(key, NOW - 4 * DAY) for key in bank]
    column, law = law_to_pick_by(fold(bank, log)[0].weights)
    assert column in STEEP
    assert law is LAWS[column]
