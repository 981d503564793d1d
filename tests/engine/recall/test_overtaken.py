"""What was learned is no longer the answer: Familiar at most, everywhere alike, until it is asked again."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from quiz import engine
from tests.engine.cast import NOW, fold, numbered_bank, plan, review

BANK = numbered_bank(6)
KEYS = list(BANK)
PROFILE, CARDS = fold(BANK, [review(key, NOW - timedelta(days=days)) for days in (9, 4, 2) for key in KEYS])
MARKED = CARDS | {KEYS[2]: replace(CARDS[KEYS[2]], overtaken=True)}


def test_it_is_familiar_at_most() -> None:
    recalls = engine.predict(BANK, PROFILE, MARKED, NOW)
    levels = [engine.level(MARKED[key], recalls[key]) for key in KEYS]
    assert levels[2] == engine.Level.FAMILIAR
    assert {levels[0], *levels[3:]} == {engine.Level.MASTERED}


def test_readiness_is_the_sum_of_what_is_predicted() -> None:
    predicted = sum(engine.predict(BANK, PROFILE, MARKED, NOW).values())
    assert engine.readiness(BANK, PROFILE, MARKED, NOW)[0] == pytest.approx(predicted)
    assert predicted < sum(engine.predict(BANK, PROFILE, CARDS, NOW).values())


def test_it_is_due_now_and_asked_before_all_others() -> None:
    at = NOW + timedelta(minutes=1)
    picked = engine.pick(BANK, plan(), PROFILE, MARKED, now=at, seconds_left=600.0, recent=(), rng=Random(1))
    assert picked is not None
    assert (picked.key, "has changed" in picked.reason) == (KEYS[2], True)
    assert engine.due(BANK, plan(), PROFILE, MARKED, now=NOW)[KEYS[2]] == NOW.date()


def test_the_next_answer_ends_it_and_it_is_not_stored() -> None:
    _, changed = engine.record(BANK, PROFILE, MARKED, review(KEYS[2], NOW))
    assert not changed[KEYS[2]].overtaken
    assert engine.Card.unpack(MARKED[KEYS[2]].pack()) == CARDS[KEYS[2]]
