"""The product's engine, through its public functions alone, and what it says about itself."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Final, NamedTuple

from quiz.engine import Card, Plan, Review, forecast, new_profile, pick, readiness, record
from tests.bench.learning.bank import Bank
from tests.bench.learning.learner import CHOOSE, DAY_SECONDS, Answer
from tests.bench.learning.scheduling import Ask, Trip

FIRST_MIDNIGHT: Final = datetime(2026, 1, 5, tzinfo=UTC)


class Said(NamedTuple):
    """A prediction at a session's end: expected, low, high; and what came true."""

    part: float
    """Of the plan's sessions: 0 after the first, 1 after the last."""
    expected: float
    low: float
    high: float
    truth: float


def instant(at: float) -> datetime:
    return FIRST_MIDNIGHT + timedelta(days=at)


class Ours:
    """The engine's own plan, profile and cards for one learner."""

    def __init__(self, bank: Bank, trip: Trip, seed: int) -> None:
        self.bank = bank
        self.numbers = {key: number for number, key in enumerate(bank.keys)}
        self.rng = Random(f"engine {seed}")
        self.end = instant(trip.end)
        self.plan = Plan(date=self.end, minutes=trip.minutes)
        self.profile = new_profile()
        self.cards: dict[str, Card] = {}
        self.recent: list[str] = []

    def start(self, now: float) -> None:
        self.recent = []

    def pick(self, now: float, seconds_left: float) -> Ask | None:
        picked = pick(
            self.bank.questions,
            self.plan,
            self.profile,
            self.cards,
            now=instant(now),
            seconds_left=seconds_left,
            recent=self.recent,
            rng=self.rng,
        )
        return Ask(self.numbers[picked.key], picked.way) if picked is not None else None

    def told(self, ask: Ask, answer: Answer, now: float) -> None:
        key = self.bank.keys[ask.item]
        grade = min(answer.grade, 3) if ask.way == CHOOSE else answer.grade
        at = instant(now + answer.seconds / DAY_SECONDS)
        review = Review(key, ask.way, answer.correct, grade, answer.seconds, at)
        self.profile, changed = record(self.bank.questions, self.profile, self.cards, review)
        self.cards.update(changed)
        self.recent.append(key)

    def readiness(self) -> tuple[float, float, float]:
        return readiness(self.bank.questions, self.profile, self.cards, self.end)

    def forecast(self, now: float) -> tuple[float, float, float]:
        dice = Random(f"forecast {now}")
        return forecast(self.bank.questions, self.plan, self.profile, self.cards, now=instant(now), rng=dice)


class Watched(Ours):
    """The same, asked at the end of some sessions how ready the learner is and will be."""

    def __init__(self, bank: Bank, trip: Trip, seed: int, truth: Callable[[], float]) -> None:
        super().__init__(bank, trip, seed)
        self.truth = truth
        self.ready: list[Said] = []
        self.ahead: list[Said] = []
        last = self.last = len(trip.sittings) - 1
        self.ready_after = {round(last * quarters / 4.0) for quarters in range(5)}
        self.ahead_after = {0, last // 2} - {last}
        self.sitting = -1

    def start(self, now: float) -> None:
        super().start(now)
        self.sitting += 1

    def stop(self, now: float) -> None:
        """A session ends."""
        part = self.sitting / self.last if self.last else 1.0
        if self.sitting in self.ready_after:
            self.ready.append(Said(part, *self.readiness(), self.truth()))
        if self.sitting in self.ahead_after:
            self.ahead.append(Said(part, *self.forecast(now), 0.0))
