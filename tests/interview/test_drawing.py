"""Which questions an interview asks."""

from collections.abc import Iterable
from random import Random

import pytest

from quiz.bank.published import published_bank
from quiz.interview.holding.drawing import NONE, Evidence, drawn
from quiz.practice.models import Learner
from quiz.practice.remembering.situation import Situation, situation_of
from tests.conftest import NOW, Person
from tests.interview.acts import UTC
from tests.mastery.steps import practise

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def draws(situation: Situation, length: int = 9, evidence: Evidence = NONE) -> Iterable[list[str]]:
    return [drawn(situation, length, now=NOW, dice=Random(seed), evidence=evidence) for seed in range(20)]


@pytest.fixture
def newcomer(db: None) -> Situation:
    return situation_of(Learner(), UTC)


def test_each_section_is_asked_and_none_more_than_its_part(newcomer: Situation) -> None:
    known = newcomer.bank.known
    for keys in draws(newcomer):
        sections = [known[key].section for key in keys]
        assert set(sections) == {1, 2, 3, 4, 5} and max(sections.count(each) for each in sections) == 2


def test_what_is_mixed_up_or_asks_the_same_does_not_come_together(newcomer: Situation) -> None:
    related = published_bank().related
    near = {(key, to) for key, each in related.items() for kind, to in each if kind != "prerequisite"}
    for keys in draws(newcomer, 12):
        assert not [(a, b) for a in keys for b in keys if (a, b) in near]


def test_it_is_not_the_same_nine_each_time(newcomer: Situation) -> None:
    assert len({tuple(keys) for keys in draws(newcomer)}) == 20


def test_who_has_practised_is_asked_mostly_what_they_practised(learner: Person) -> None:
    practise(learner, 24, now=NOW)
    situation = situation_of(learner.learner, UTC)
    theirs = [key in situation.memory.cards for keys in draws(situation) for key in keys]
    assert 0.5 < sum(theirs) / len(theirs) < 0.95


def test_what_the_last_interview_asked_comes_less(newcomer: Situation) -> None:
    last = drawn(newcomer, 12, now=NOW, dice=Random(1))
    again = [key in last for keys in draws(newcomer, 12, Evidence(earlier=[last])) for key in keys]
    assert sum(again) / len(again) < 0.05


def test_what_is_asked_lately_comes_more(newcomer: Situation) -> None:
    key = "what-is-concept-drift"
    count = [key in keys for keys in draws(newcomer)]
    lately = [key in keys for keys in draws(newcomer, evidence=Evidence(asked={key: 1.0}))]
    assert sum(lately) > sum(count)
