"""The product's engine, through its public functions alone, and what it says about itself."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Final, NamedTuple

from quiz.engine import (
    Card,
    Pick,
    Plan,
    Question,
    Review,
    due,
    forecast,
    new_profile,
    pick,
    promised,
    readiness,
    record,
)
from tests.bench.learning.bank import Bank
from tests.bench.learning.diary import Asked, Sitting
from tests.bench.learning.learner import CHOOSE, DAY_SECONDS, Answer
from tests.bench.learning.scheduling import CHOICES_FIRST, Ask, Trip

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


def day_after(at: float) -> date:
    return instant(at).date() + timedelta(days=1)


class Ours:
    """The engine's own plan, profile and cards for one learner."""

    def __init__(self, bank: Bank, trip: Trip, seed: int) -> None:
        self.bank = bank
        self.numbers = {key: number for number, key in enumerate(bank.keys)}
        self.rng = Random(f"engine {seed}")
        self.end = instant(trip.end)
        self.plan = Plan(date=self.end if trip.is_dated else None, minutes=trip.minutes)
        self.profile = new_profile()
        self.cards: dict[str, Card] = {}
        self.recent: list[str] = []
        self.sittings: list[Sitting] = []

    def start(self, now: float) -> None:
        self.recent = []
        self.sittings.append(Sitting(int(now)))

    def pick(self, now: float, seconds_left: float) -> Ask | None:
        picked = self.picked(instant(now), seconds_left)
        return Ask(self.numbers[picked.key], picked.way) if picked is not None else None

    def picked(self, now: datetime, seconds_left: float) -> Pick | None:
        return pick(
            self.bank.questions,
            self.plan,
            self.profile,
            self.cards,
            now=now,
            seconds_left=seconds_left,
            recent=self.recent,
            rng=self.rng,
        )

    def stop(self, now: float) -> None:
        """A session ends: pages say what the next one begins with and, without a date, what is due when."""
        sitting = self.sittings[-1]
        sitting.promised = [self.numbers[key] for key in self.promised_after(now)]
        if self.plan.date is None:
            days = due(self.bank.questions, self.plan, self.profile, self.cards, now=instant(now))
            named = {self.numbers[key]: (day - FIRST_MIDNIGHT.date()).days for key, day in days.items()}
            soon = {*sitting.promised, *sitting.missed}
            sitting.named = {item: named[item] for item in sitting.items - soon}

    def promised_after(self, now: float) -> tuple[str, ...]:
        return promised(self.bank.questions, self.plan, self.profile, self.cards, day=day_after(now))

    def told(self, ask: Ask, answer: Answer, now: float) -> None:
        key = self.bank.keys[ask.item]
        is_new = key not in self.cards or not self.cards[key].asked
        self.sittings[-1].asked.append(Asked(ask.item, ask.way, answer.correct, is_new))
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


class ThreeChoices(Ours):
    """As it was before it felt like an interview: three choices first, and nothing promised.

    A question has at each time only the way in which it was then asked; the pinned way keeps the engine from
    taking a choice for less because it comes again.
    """

    def __init__(self, bank: Bank, trip: Trip, seed: int) -> None:
        super().__init__(bank, trip, seed)
        self.plan = replace(self.plan, way=CHOOSE)
        self.chosen = {key: replace(each, ways=(CHOOSE,)) for key, each in bank.questions.items()}
        self.recalled = {key: replace(each, ways=each.ways[-1:]) for key, each in bank.questions.items()}

    def picked(self, now: datetime, seconds_left: float) -> Pick | None:
        return pick(
            {key: self.as_it_was_asked(key) for key in self.chosen},
            self.plan,
            self.profile,
            self.cards,
            now=now,
            seconds_left=seconds_left,
            recent=self.recent,
            rng=self.rng,
            promised=(),
        )

    def as_it_was_asked(self, key: str) -> Question:
        card = self.cards.get(key)
        return (self.chosen if card is None or card.asked < CHOICES_FIRST else self.recalled)[key]

    def promised_after(self, now: float) -> tuple[str, ...]:
        return ()


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
        super().stop(now)
        part = self.sitting / self.last if self.last else 1.0
        if self.sitting in self.ready_after:
            self.ready.append(Said(part, *self.readiness(), self.truth()))
        if self.sitting in self.ahead_after:
            self.ahead.append(Said(part, *self.forecast(now), 0.0))
