"""What is promised of an index holds for whatever is answered next, as long as it is kept."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz import engine
from quiz.engine.choosing.catalogue import catalogue_of
from quiz.engine.choosing.index import Index, growth
from quiz.engine.choosing.order import FEW, ORDERS
from quiz.engine.choosing.ranking import Ranking
from quiz.engine.memory.laws import AFTER_A_MISS, LAWS
from tests.engine.cast import (
    DAY,
    NOW,
    bank_of,
    believing,
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


@settings(max_examples=60)
@given(st.integers(0, 10_000), st.floats(0.01, 60.0), st.sampled_from(range(len(LAWS))), st.booleans())
def test_no_index_exceeds_what_was_promised(seed: int, horizon: float, column: int, tight: bool) -> None:
    """By the profile after more answers, and by a later clock within the same five minutes, of what was
    not answered within them."""
    dice = Random(seed)
    bank, end = related_bank(dice, SIZE), NOW + timedelta(days=horizon)
    log = weeks_of_answers(dice, bank, answers=90)
    lately = [review(key, NOW + timedelta(seconds=20)) for key in dice.sample(sorted(bank), 5)]
    _, cards = fold(bank, [*log, *lately])
    before, after = (fold(bank, log[: dice.randrange(90)])[0] for _ in range(2))
    wanted = plan(weights={0: 2.0})
    then, now = (
        Index(moment_of(bank, wanted, profile, cards, seconds=seconds, column=column), end=end, tight=tight)
        for profile, seconds in ((before, 30.0), (after, 290.0))
    )
    times, catalogue = growth(before, after, {0, 1, 2}, tight=tight), catalogue_of(bank)
    settled = [
        key
        for key in bank
        if not any(then.changes_with_the_clock(cards.get(other)) for other in catalogue.with_relatives(key))
    ]
    assert len(settled) > FEW
    assert all(now.per_second(key) <= then.at_most(key) * times for key in settled)


@pytest.mark.parametrize("seed", range(20))
def test_an_order_that_was_changed_with_the_cards_promises_enough(seed: int) -> None:
    ORDERS.clear()
    dice = Random(seed)
    bank, end = related_bank(dice, SIZE), NOW + 9 * DAY
    catalogue = catalogue_of(bank)
    lately = [review(key, NOW + timedelta(seconds=5)) for key in dice.sample(sorted(bank), 9)]
    profile, cards = fold(bank, [*weeks_of_answers(dice, list(bank)[:30], answers=90), *lately])
    for step in range(12):
        moment = moment_of(bank, plan(), profile, cards, seconds=20.0 * step + 10.0)
        index = Index(moment, end=end)
        promises = list(Ranking(moment, catalogue, end=end, tight=False).promising(catalogue.askable))
        assert all(index.per_second(key) <= promised for promised, key in promises)
        assert {index.per_second(key) for _, key in promises} == set(map(index.per_second, catalogue.askable))
        answer = review(dice.choice(sorted(bank)), moment.now, seconds=dice.uniform(1.0, 90.0))
        profile, changed = engine.record(bank, profile, cards, answer)
        cards |= changed
    assert len(list(ORDERS)) == 1


def test_a_second_contact_that_counts_for_more_is_within_the_promise() -> None:
    bank = numbered_bank(1)
    profile, cards = fold(bank, [review("q0", NOW - DAY)])
    kind, hard = sorted(range(len(LAWS)), key=AFTER_A_MISS.__getitem__)[:: 1 - len(LAWS)]
    before, after = believing(profile, kind), believing(profile, hard)
    then, now = (
        Index(moment_of(bank, plan(), each, cards, seconds=0.0), end=NOW + 9 * DAY, tight=True)
        for each in (before, after)
    )
    assert then.at_most("q0") < now.per_second("q0")
    assert now.per_second("q0") <= then.at_most("q0") * growth(before, after, {1}, tight=True)


def test_slow_answers_and_much_that_was_known_are_within_the_promise_too() -> None:
    """The longer an answer takes, the less a miss adds to it: beyond 100 s the order turns round."""
    bank = bank_of(question("q0", ways=("recall",)), question("q1"))
    slow = replace(engine.new_profile(), recall_seconds=120.0, choose_seconds=1.0)
    quick = replace(engine.new_profile(), recall_seconds=1.0, choose_seconds=120.0)
    profiles = [each.with_first_answer(1, known) for each in (slow, quick) for known in (0.0, 1.0)]
    for before in profiles:
        for after in profiles:
            then, now = (
                Index(moment_of(bank, plan(), each, {}, seconds=0.0), end=NOW + DAY)
                for each in (before, after)
            )
            times = growth(before, after, {1}, tight=False)
            assert all(now.per_second(key) <= then.at_most(key) * times for key in bank)
