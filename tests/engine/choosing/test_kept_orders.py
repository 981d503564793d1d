"""What one pick leaves for the next saves time and changes nothing."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest

from quiz import engine
from quiz.engine.choosing.catalogue import CATALOGUES, catalogue_of
from quiz.engine.choosing.fading import Fading
from quiz.engine.choosing.index import Index
from quiz.engine.choosing.order import FEW, ORDERS, changes
from quiz.engine.memory import fsrs
from quiz.engine.memory.laws import LAWS
from quiz.engine.memory.profiles import Profile
from tests.engine.cast import (
    DAY,
    NOW,
    Bank,
    Cards,
    fold,
    moment_of,
    numbered_bank,
    plan,
    question,
    related_bank,
    review,
    weeks_of_answers,
)

SIZE = 2 * FEW + 6


def forget() -> None:
    ORDERS.clear()
    CATALOGUES.clear()


def any_plan(dice: Random) -> engine.Plan:
    return plan(
        date=dice.choice([None, NOW + timedelta(hours=5), NOW + 9 * DAY, NOW + 40 * DAY]),
        minutes=dice.choice([2, 20, 200]),
        weights=dice.choice([None, {0: 0.0, 1: 3.0}]),
        way=dice.choice([None, "recall"]),
    )


def session(seed: int, before_each: Callable[[], object] = lambda: None) -> Iterator[object]:
    """Picks and answers at random; some answers are taken back, some cards read anew from their bytes."""
    dice = Random(seed)
    bank, wanted = related_bank(dice, SIZE), any_plan(dice)
    profile, cards = fold(bank, weeks_of_answers(dice, list(bank)[: dice.choice([1, 30, SIZE])], answers=90))
    recent, now = list[str](), NOW
    for _ in range(25):
        before_each()
        picked = asked(bank, wanted, profile, cards, now=now, recent=recent)
        yield picked
        if picked is None:
            return
        before = profile, dict(cards)
        correct = dice.random() < 0.6
        answer = review(picked.key, now, way=picked.way, correct=correct, grade=3 if correct else 1)
        profile, changed = engine.record(bank, profile, cards, answer)
        recent, now = [*recent, picked.key], now + timedelta(seconds=dice.choice([15, 25, 200]))
        match dice.randrange(8):
            case 0:
                profile, cards = before
            case 1:
                cards = {key: engine.Card.unpack(card.pack()) for key, card in (cards | changed).items()}
            case 2:
                cards = cards | changed
            case _:
                cards.update(changed)


def asked(bank: Bank, wanted: engine.Plan, profile: Profile, cards: Cards, **facts: Any) -> Any:
    defaults: dict[str, Any] = {"now": NOW, "seconds_left": 600.0, "recent": (), "rng": Random(1)}
    return engine.pick(bank, wanted, profile, cards, **(defaults | facts))


@pytest.mark.parametrize("seed", range(60))
def test_a_session_goes_the_same_way_with_what_is_kept_and_without(seed: int) -> None:
    forget()
    assert list(session(seed)) == list(session(seed, before_each=forget))


@pytest.mark.parametrize("seed", range(0, 30, 3))
def test_two_learners_do_not_mix(seed: int) -> None:
    forget()
    alone = list(session(seed)), list(session(seed + 1))
    forget()
    one, other = session(seed), session(seed + 1)
    together: tuple[list[object], list[object]] = [], []
    for _ in range(26):
        together[0].extend(pick for pick in [next(one, "end")] if pick != "end")
        together[1].extend(pick for pick in [next(other, "end")] if pick != "end")
    assert together == alone


def test_threads_do_not_disturb_each_other() -> None:
    forget()
    alone = [list(session(seed)) for seed in range(12)]
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(lambda seed: list(session(seed)), range(12))) == alone


@pytest.mark.parametrize("date", [None, NOW + 9 * DAY])
def test_a_session_leaves_one_order(date: object) -> None:
    forget()
    bank = numbered_bank(SIZE)
    profile, cards = fold(bank, weeks_of_answers(Random(1), bank, answers=90))
    for step in range(8):
        picked = asked(bank, plan(date=date), profile, cards, now=NOW + timedelta(seconds=step))
        profile, changed = engine.record(bank, profile, cards, review(picked.key, NOW))
        cards |= changed
    assert (len(list(ORDERS)), len(list(CATALOGUES))) == (1, 1)


@pytest.mark.parametrize("date", [None, NOW + 9 * DAY])
def test_a_bank_that_was_changed_in_place_is_another_bank(date: object) -> None:
    bank = numbered_bank(SIZE)
    assert asked(bank, plan(date=date), engine.new_profile(), {}).key == "q0"
    del bank["q0"]
    assert asked(bank, plan(date=date), engine.new_profile(), {}).key == "q1"
    assert (
        asked(dict(reversed(bank.items())), plan(date=date), engine.new_profile(), {}).key == f"q{SIZE - 1}"
    )


@pytest.mark.parametrize("column", [0, 1, 30, 60])
def test_what_fades_is_in_the_order_in_which_it_falls_by_the_law_to_pick_by(column: int) -> None:
    bank = numbered_bank(SIZE)
    profile, cards = fold(bank, weeks_of_answers(Random(2), bank, answers=150))
    moment = moment_of(bank, plan(), profile, cards, seconds=0.0, column=column)
    falls = [key for _, _, key, *_ in Fading(moment, catalogue_of(bank)).of(frozenset(bank))]

    def falls_at(key: str) -> datetime:
        days = fsrs.days_until(0.9, cards[key].stabilities[column], LAWS[column])
        return cards[key].clock + timedelta(days=days)

    assert falls == sorted(moment.met(bank), key=falls_at)


@pytest.mark.parametrize("date", [None, NOW + 9 * DAY])
def test_an_order_once_kept_stays_as_it_is(date: object) -> None:
    forget()
    bank = numbered_bank(SIZE)
    profile, cards = fold(bank, weeks_of_answers(Random(1), bank, answers=90))
    asked(bank, plan(date=date), profile, cards)
    (kept,) = ORDERS
    before = kept.entries.copy(), kept.by_key.copy(), dict(kept.cards)
    cards |= engine.record(bank, profile, cards, review("q1"))[1]
    asked(bank, plan(date=date), profile, cards)
    assert (kept.entries, kept.by_key, kept.cards) == before
    assert list(ORDERS) != [kept]


@pytest.mark.parametrize("seed", range(10))
def test_what_is_kept_for_one_plan_is_not_taken_for_another(seed: int) -> None:
    dice = Random(seed)
    bank = related_bank(dice, SIZE)
    profile, cards = fold(bank, weeks_of_answers(dice, bank, answers=20))
    plans = [
        plan(**{"minutes": minutes, "date": date, **facts})
        for minutes in (1, 4, 9, 16)
        for date in (None, NOW + 3 * DAY, NOW + 30 * DAY)
        for facts in ({}, {"weights": {0: 3.0}}, {"weights": {0: 0.1}}, {"way": "recall"}, {"target": 0.6})
    ]
    recent = ["gone", "left", "retired"]
    dice.shuffle(plans)
    anew = []
    for wanted in plans:
        forget()
        anew.append(asked(bank, wanted, profile, cards, recent=recent))
    assert [asked(bank, wanted, profile, cards, recent=recent) for wanted in plans] == anew


def test_answers_are_counted_by_the_way_that_the_plan_asks_for() -> None:
    bank = numbered_bank(SIZE)
    profile, cards = fold(bank, [review(key) for key in bank])
    choosing, recalling = (
        Fading(moment_of(bank, plan(way=way), profile, cards, seconds=0.0), catalogue_of(bank))
        for way in ("choose", "recall")
    )
    assert choosing.answers_a_day() == recalling.answers_a_day()[::-1]
    assert choosing.answers_a_day()[0] > choosing.answers_a_day()[1] == 0.0


def test_a_question_under_another_key_makes_another_bank() -> None:
    each = question("q0")
    assert catalogue_of({"a": each, "b": each}) is not catalogue_of({"b": each, "a": each})


def test_questions_of_a_kind_are_worth_the_same() -> None:
    bank = related_bank(Random(4), SIZE)
    index = Index(moment_of(bank, plan(), engine.new_profile(), {}, seconds=0.0), end=NOW + DAY)
    alike = catalogue_of(bank).alike
    assert any(len(keys) > 1 for keys in alike)
    assert all(len({index.per_second(key) for key in keys}) == 1 for keys in alike)


def test_what_changed_is_what_is_another_card_or_new_or_gone() -> None:
    _, cards = fold(numbered_bank(4), [review(f"q{number}") for number in range(4)])
    after = cards | {"q1": replace(cards["q1"], asked=2), "new": cards["q0"]}
    del after["q3"]
    assert changes(cards, cards | {}) == set()
    assert changes(cards, after) == {"q1", "q3", "new"}
