"""The rivals: FSRS agrees with its reference, each keeps to its own rule, and all get the same minutes."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import pytest
from fsrs import Card, Rating, Scheduler

from tests.bench.learning import spaced
from tests.bench.learning.learner import RECALL, Answer, Learner
from tests.bench.learning.rivals import InOrder, Leitner, SuperMemo2, WeakestFirst
from tests.bench.learning.running import FAMILIES, SCHEDULERS, Cell, Task, bank, practise, simulate, trip_of
from tests.bench.learning.scheduling import Ask, Rival, Trip
from tests.bench.learning.spaced import Fsrs, FsrsClimbing, FsrsCramming

R = TypeVar("R", bound=Rival)
TRIP = trip_of(Cell(7, 10), 3)
RIGHT, WRONG = Answer(True, 3, 20.0, 24.0), Answer(False, 1, 20.0, 44.0)


def rival(kind: type[R]) -> R:
    scheduler = kind(bank(), TRIP, 1)
    scheduler.start(0.8)
    return scheduler


def asked(scheduler: Rival, now: float, answers: Sequence[Answer]) -> list[int]:
    items = []
    for place, answer in enumerate(answers):
        at = now + 0.0005 * place
        ask = scheduler.pick(at, 600.0)
        assert ask is not None
        items.append(ask.item)
        scheduler.told(ask, answer, at)
    return items


@pytest.mark.parametrize("grades", [(3, 3, 3, 1, 3), (1, 3, 2, 4), (4, 1, 1, 3), (2, 2, 2)])
def test_fsrs_is_that_of_the_reference(grades: tuple[int, ...]) -> None:
    reference = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    at = datetime(2026, 1, 1, tzinfo=UTC)
    card = Card(due=at)
    stability = difficulty = 0.0
    for turn, grade in enumerate(grades):
        card, _ = reference.review_card(card, Rating(grade), at)
        if turn == 0:
            stability, difficulty = spaced.W[grade - 1], spaced.first_difficulty(grade)
        else:
            stability = spaced.next_stability(stability, difficulty, turn * 2, grade)
            difficulty = spaced.next_difficulty(difficulty, grade)
        assert stability == pytest.approx(card.stability, rel=1e-9)
        assert difficulty == pytest.approx(card.difficulty, rel=1e-9)
        at += timedelta(days=(turn + 1) * 2)


def test_fsrs_repeats_a_new_card_after_its_steps() -> None:
    scheduler = rival(Fsrs)
    first, *others = asked(scheduler, 0.8, [RIGHT] * 3)
    assert first == 0
    assert 0 not in others
    later = asked(scheduler, 0.8 + 11 * spaced.MINUTE, [RIGHT])
    assert later == [0]
    assert 0 not in scheduler.on_step
    assert scheduler.due[0] >= 1


def test_fsrs_without_steps_lets_a_new_card_be_until_it_is_due() -> None:
    scheduler = rival(FsrsClimbing)
    assert asked(scheduler, 0.8, [RIGHT] * 3) == [0, 1, 2]
    assert scheduler.due[0] == 2


def test_the_last_day_s_cram_takes_what_was_met_the_weakest_first() -> None:
    scheduler = rival(FsrsCramming)
    asked(scheduler, 0.8, [RIGHT, WRONG, RIGHT])
    scheduler.start(6.8)
    assert asked(scheduler, 6.8, [RIGHT])[0] == 1


def test_in_order_begins_again() -> None:
    assert asked(rival(InOrder), 0.8, [RIGHT] * 101)[-2:] == [99, 0]


def test_leitner_s_boxes() -> None:
    scheduler = rival(Leitner)
    asked(scheduler, 0.8, [RIGHT, WRONG])
    assert scheduler.due[:2] == [1, 1]
    scheduler.start(1.8)
    asked(scheduler, 1.8, [RIGHT, RIGHT])
    assert scheduler.due[:2] == [3, 3]


def test_super_memo_s_intervals() -> None:
    scheduler = rival(SuperMemo2)
    for day in (0, 1, 7):
        scheduler.start(day + 0.8)
        scheduler.told(Ask(0, RECALL), RIGHT, day + 0.8)
    assert scheduler.due[0] == 7 + 15
    scheduler.told(Ask(0, RECALL), WRONG, 7.9)
    assert scheduler.due[0] == 8


def test_the_weakest_comes_first_when_all_were_met() -> None:
    scheduler = rival(WeakestFirst)
    asked(scheduler, 0.8, [RIGHT] * 40 + [WRONG] + [RIGHT] * 59)
    assert asked(scheduler, 0.9, [RIGHT]) == [40]


class Clock:
    """A scheduler that adds up how long it was given."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def start(self, now: float) -> None:
        """Nothing to prepare."""

    def pick(self, now: float, seconds_left: float) -> Ask | None:
        return Ask(0, RECALL)

    def told(self, ask: Ask, answer: Answer, now: float) -> None:
        self.seconds += answer.in_all


def test_what_takes_too_long_is_taken_from_the_next_session() -> None:
    learner: Learner = FAMILIES["mixture"](bank(), 1)
    trip, clock = Trip(3, 5, (0.8, 1.8, 2.8), 3.4), Clock()
    practise(learner, clock, trip)
    assert 900.0 <= clock.seconds < 1000.0


def test_the_interview_is_the_morning_after_and_some_days_are_missed() -> None:
    trips = [trip_of(Cell(60, 10), seed) for seed in range(20)]
    assert all(trip.end == 60.375 and int(trip.sittings[0]) == 0 for trip in trips)
    assert 1 - sum(len(trip.sittings) for trip in trips) / 1200 == pytest.approx(0.1, abs=0.03)


def test_every_scheduler_runs_and_the_same_task_gives_the_same() -> None:
    task = Task(Cell(3, 5), "traces", 5, SCHEDULERS, checks=True)
    outcome = simulate(task)
    assert set(outcome.scores) == set(SCHEDULERS)
    assert all(0.0 < score < 100.0 for score in outcome.scores.values())
    assert outcome.scores["oracle"] > max(outcome.scores["random"], outcome.scores["fsrs"])
    assert outcome == simulate(task)
    assert outcome.readiness[-1].truth == pytest.approx(outcome.scores["ours"])
