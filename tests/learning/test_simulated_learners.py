"""The simulated learners: how well they keep what they read, and that they are the same for everybody."""

from statistics import fmean

import pytest

from tests.bench.learning.learner import CHOOSE, READ, RECALL, RECALLED, Learner
from tests.bench.learning.running import ALL_FAMILIES, bank

EVERY_FAMILY = pytest.mark.parametrize("family", ALL_FAMILIES)


def learner(family: str, seed: int = 7) -> Learner:
    return ALL_FAMILIES[family](bank(), seed)


def unknown(person: Learner) -> list[int]:
    return [item for item, known in enumerate(person.known) if not known]


@EVERY_FAMILY
def test_a_day_after_a_first_miss_a_third_to_three_quarters_are_recalled(family: str) -> None:
    shares = []
    for seed in range(40):
        person = learner(family, seed)
        for item in unknown(person):
            person.study(item, 0.8, READ, 1.0)
        shares.append(fmean(person.recall(item, 1.8) for item in unknown(person)))
    assert 0.45 < fmean(shares) < 0.60
    assert sum(0.31 <= share <= 0.75 for share in shares) >= 34


@EVERY_FAMILY
def test_what_is_known_beforehand_is_recalled_and_the_rest_is_not(family: str) -> None:
    people = [learner(family, seed) for seed in range(40)]
    known = [person.recall(item, 0.8) for person in people for item in range(100) if person.known[item]]
    assert fmean(known) == pytest.approx(0.92, abs=0.03)
    assert all(person.recall(item, 0.8) == 0.0 for person in people for item in unknown(person))
    assert fmean(sum(person.known) for person in people) == pytest.approx(20.0, abs=6.0)


@EVERY_FAMILY
def test_spaced_contacts_last_longer_than_massed_ones(family: str) -> None:
    massed, spaced = learner(family), learner(family)
    item = unknown(massed)[0]
    for person, days in ((massed, (0.0, 0.001, 0.002)), (spaced, (0.0, 1.0, 2.0))):
        person.study(item, days[0], READ, 1.0)
        for day in days[1:]:
            person.study(item, day, RECALLED, 1.0)
    assert spaced.recall(item, 9.0) > massed.recall(item, 7.002)


@EVERY_FAMILY
def test_recall_falls_with_time(family: str) -> None:
    person = learner(family)
    item = unknown(person)[0]
    person.study(item, 0.0, READ, 1.0)
    recalls = [person.recall(item, day) for day in (0.0, 0.1, 1.0, 5.0, 30.0)]
    assert recalls == sorted(recalls, reverse=True)
    assert recalls[0] > 0.9


@EVERY_FAMILY
def test_recognising_is_easier_than_recalling(family: str) -> None:
    person = learner(family)
    assert all(person.recognition(share / 10) > share / 10 for share in range(1, 10))
    assert person.recognition(0.0) == 0.0
    assert person.recognition(1.0) == 1.0


@EVERY_FAMILY
def test_a_duplicate_learns_along(family: str) -> None:
    person = learner(family)
    item = next(item for item in unknown(person) if any(not person.known[d] for d in bank().duplicates[item]))
    other = next(other for other in bank().duplicates[item] if not person.known[other])
    person.ask(item, RECALL, 0.8)
    assert 0.0 < person.recall(other, 1.8) < 1.0


@EVERY_FAMILY
def test_the_same_seed_is_the_same_person_however_the_questions_come(family: str) -> None:
    one, other = learner(family), learner(family)
    answers = {item: one.ask(item, CHOOSE, 0.8) for item in (3, 50, 99)}
    again = {item: other.ask(item, CHOOSE, 0.8) for item in (99, 3, 50)}
    assert {item: answer.seconds for item, answer in answers.items()} == {
        item: answer.seconds for item, answer in again.items()
    }
    assert learner(family, 8).recall_seconds != one.recall_seconds


@EVERY_FAMILY
def test_the_outlook_is_what_comes(family: str) -> None:
    person = learner(family)
    item = unknown(person)[0]
    person.study(item, 0.0, READ, 1.0)
    expected = person.outlook(item, 1.0, 4.0)
    assert person.recall(item, 1.0) == expected.now
    assert person.recall(item, 4.0) == expected.left_alone
    person.study(item, 1.0, RECALLED, 1.0)
    assert person.recall(item, 4.0) == pytest.approx(expected.by_outcome[RECALLED])


@EVERY_FAMILY
def test_paces_are_those_of_people(family: str) -> None:
    people = [learner(family, seed) for seed in range(40)]
    assert 24.0 < fmean(person.recall_seconds for person in people) < 34.0
    assert 10.0 < fmean(person.choose_seconds for person in people) < 15.0
    taken = [person.ask(item, RECALL, 0.8).seconds for person in people for item in range(20)]
    assert 20.0 < fmean(taken) < 36.0
