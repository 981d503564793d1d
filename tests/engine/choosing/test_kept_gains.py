"""What one pick leaves for the next saves time and changes nothing."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from mlopsprep.forgetting import forget
from quiz import engine
from quiz.engine.choosing.index import Index
from quiz.engine.choosing.kept_gains import KEPT, MOST_CHANGED, best_by_index, changes, depending_on
from quiz.engine.choosing.new_questions import first_of_alike
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

SIZE = 70


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


@pytest.mark.parametrize("seed", range(25))
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


def test_a_session_of_five_minutes_leaves_one_thing_kept() -> None:
    forget()
    bank, dated = numbered_bank(SIZE), plan(date=NOW + 9 * DAY)
    profile, cards = fold(bank, weeks_of_answers(Random(1), bank, answers=90))
    for step in range(8):
        picked = asked(bank, dated, profile, cards, now=NOW + timedelta(seconds=step))
        profile, changed = engine.record(bank, profile, cards, review(picked.key, NOW))
        cards |= changed
    assert len(KEPT) == 1


@pytest.mark.parametrize("date", [None, NOW + 9 * DAY])
def test_a_bank_that_was_changed_in_place_is_another_bank(date: object) -> None:
    bank = numbered_bank(SIZE)
    assert asked(bank, plan(date=date), engine.new_profile(), {}).key == "q0"
    del bank["q0"]
    assert asked(bank, plan(date=date), engine.new_profile(), {}).key == "q1"
    assert (
        asked(dict(reversed(bank.items())), plan(date=date), engine.new_profile(), {}).key == f"q{SIZE - 1}"
    )


def test_what_was_once_kept_stays_as_it_is_and_gives_way_when_much_has_changed() -> None:
    forget()
    bank, dated = numbered_bank(SIZE), plan(date=NOW + 9 * DAY)
    profile, cards = fold(bank, weeks_of_answers(Random(1), bank, answers=90))
    asked(bank, dated, profile, cards, promised=())
    (kept,) = KEPT
    before = dict(kept.askings), dict(kept.cards)
    for number in range(MOST_CHANGED + 1):
        cards |= engine.record(bank, profile, cards, review(f"q{number}"))[1]
    asked(bank, dated, profile, cards, promised=())
    assert (kept.askings, kept.cards) == before
    assert [each is kept for each in KEPT] == [True, False]


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


@pytest.mark.parametrize("seed", range(30))
def test_what_is_kept_is_what_would_be_worked_out(seed: int) -> None:
    """By the cards, the profile and the law after more answers, and by a later clock within the same five minutes."""
    forget()
    dice = Random(seed)
    bank, end, wanted = related_bank(dice, SIZE), NOW + 9 * DAY, plan(weights=dice.choice([None, {0: 2.0}]))
    lately = [review(key, NOW + timedelta(seconds=5)) for key in dice.sample(sorted(bank), 5)]
    profile, cards = fold(bank, [*weeks_of_answers(dice, list(bank)[:40], answers=90), *lately])
    told = 0
    for step in range(12):
        moment = moment_of(
            bank, wanted, profile, cards, seconds=20.0 * step + 10.0, column=dice.choice([0, 60])
        )
        tight, keys = dice.random() < 0.5, frozenset(dice.sample(sorted(bank), 50))
        index, best = Index(moment, end=end, tight=tight), best_by_index(moment, keys, end=end, tight=tight)
        assert set(best) <= keys
        assert {index.per_second(key) for key in best} == {max(map(index.per_second, keys))}
        for kept in KEPT:
            if moment.column in kept.terms:
                same = kept.askings.keys() - depending_on(moment, changes(kept.cards, cards))
                assert all(kept.askings[key] == index.asking(key) for key in same)
                told += len(same)
        answer = review(dice.choice(sorted(bank)), moment.now, seconds=dice.uniform(1.0, 90.0))
        profile, changed = engine.record(bank, profile, cards, answer)
        cards |= changed
    assert told > 12


@pytest.mark.parametrize("facts", [{"duplicates": frozenset({"q1", "q2"})}, {"section": 2}])
def test_what_is_kept_for_a_question_is_not_taken_for_another_under_its_key(facts: dict[str, Any]) -> None:
    forget()
    bank, weights, end = numbered_bank(SIZE), {1: 0.1, 2: 3.0}, NOW + 9 * DAY
    profile, cards = fold(bank, [review(key, NOW - 3 * DAY) for key in bank])
    for each in (bank, {**bank, "q5": question("q5", **facts)}):
        moment = moment_of(each, plan(weights=weights), profile, cards, seconds=0.0)
        index = Index(moment, end=end)
        best = best_by_index(moment, frozenset(each), end=end, tight=False)
        assert max(map(index.per_second, each)) == index.per_second(best[0])
        assert (best == ["q5"]) is (each is not bank)


def test_where_asking_anything_would_harm_the_least_harm_is_best() -> None:
    """Asked again within hours, what was known at once lasts no longer, and a miss would cost."""
    forget()
    bank, end = numbered_bank(3, ways=("recall",)), NOW + 60 * DAY
    log = [review(f"q{number}", NOW - timedelta(hours=4 - number / 2), grade=4) for number in range(3)]
    moment = moment_of(bank, plan(), *fold(bank, log), seconds=0.0)
    indices = list(map(Index(moment, end=end).per_second, bank))
    assert indices == sorted(indices) and indices[-1] < 0.0
    assert best_by_index(moment, frozenset(bank), end=end, tight=False) == ["q2"]


def test_new_questions_of_a_kind_are_worth_the_same() -> None:
    bank = related_bank(Random(4), SIZE)
    profile, cards = fold(bank, [review("q3", NOW - DAY)])
    moment = moment_of(bank, plan(), profile, cards, seconds=0.0)
    index, firsts = Index(moment, end=NOW + DAY), list(first_of_alike(moment, set(bank)))
    assert len(firsts) < len(bank)
    assert {index.per_second(key) for key in firsts} == set(map(index.per_second, bank))


def test_what_changed_is_what_is_another_card_or_new_or_gone() -> None:
    _, cards = fold(numbered_bank(4), [review(f"q{number}") for number in range(4)])
    after = cards | {"q1": replace(cards["q1"], asked=2), "new": cards["q0"]}
    del after["q3"]
    assert changes(cards, cards | {}) == set()
    assert changes(cards, after) == {"q1", "q3", "new"}
