"""Questions, plans and answers that the engine's tests share."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from quiz import engine
from quiz.engine.choosing.moment import Moment
from quiz.engine.memory.laws import LAWS

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
Cards = dict[str, engine.Card]
Bank = dict[str, engine.Question]
WAYS = [("choose", "recall"), ("choose", "recall", "type"), ("recall",), ()]


def question(key: str, **facts: Any) -> engine.Question:
    defaults: dict[str, Any] = {
        "section": 1,
        "duplicates": frozenset(),
        "overlaps": frozenset(),
        "prerequisites": frozenset(),
        "difficulty": None,
        "ways": ("choose", "recall"),
    }
    return engine.Question(key=key, **(defaults | facts))


def bank_of(*questions: engine.Question) -> dict[str, engine.Question]:
    return {each.key: each for each in questions}


def numbered_bank(count: int, **facts: Any) -> dict[str, engine.Question]:
    return bank_of(*(question(f"q{number}", **facts) for number in range(count)))


def review(key: str, at: datetime = NOW, **facts: Any) -> engine.Review:
    defaults: dict[str, Any] = {"way": "recall", "correct": True, "grade": 3, "seconds": 20.0}
    return engine.Review(key=key, at=at, **(defaults | facts))


def miss(key: str, at: datetime = NOW, **facts: Any) -> engine.Review:
    return review(key, at, correct=False, grade=1, **facts)


def choice(key: str, at: datetime = NOW, *, correct: bool = True) -> engine.Review:
    return review(key, at, way="choose", correct=correct, grade=3 if correct else 1)


def fold(bank: dict[str, engine.Question], reviews: Iterable[engine.Review]) -> tuple[engine.Profile, Cards]:
    profile, cards = engine.new_profile(), Cards()
    for each in reviews:
        profile, changed = engine.record(bank, profile, cards, each)
        cards |= changed
    return profile, cards


def predict(bank: dict[str, engine.Question], log: Iterable[engine.Review], at: datetime) -> dict[str, float]:
    return engine.predict(bank, *fold(bank, log), at)


def believing(profile: engine.Profile, *columns: int) -> engine.Profile:
    """The profile of somebody of whom these laws are believed alike, and no other."""
    weights = tuple(0.0 if column in columns else -1000.0 for column in range(len(LAWS)))
    return replace(profile, weights=weights)


def plan(**facts: Any) -> engine.Plan:
    return engine.Plan(**({"date": None, "minutes": 10} | facts))


def pick(bank: dict[str, engine.Question], reviews: Iterable[engine.Review] = (), **facts: Any) -> Any:
    profile, cards = fold(bank, reviews)
    defaults: dict[str, Any] = {
        "plan": plan(),
        "now": NOW,
        "seconds_left": 600.0,
        "recent": (),
        "rng": Random(1),
    }
    return engine.pick(bank, profile=profile, cards=cards, **(defaults | facts))


def mastering(key: str, before: datetime = NOW) -> list[engine.Review]:
    """Answers that leave a question mastered for weeks: recalled at ever longer distances."""
    return [review(key, before - days * DAY, grade=4) for days in (120, 90, 50, 1)]


def weeks_of_answers(dice: Random, keys: Iterable[str], answers: int = 40) -> list[engine.Review]:
    """Somebody's log up to an hour ago, seven in ten right, by all ways."""
    keys, log, at = sorted(keys), list[engine.Review](), NOW - 60 * DAY
    for _ in range(answers):
        at += timedelta(days=dice.choice([0.01, 0.3, 1.0, 2.0]))
        facts = {"way": dice.choice(["choose", "recall", "type"]), "seconds": dice.uniform(3, 60)}
        answer = review if dice.random() < 0.7 else miss
        log.append(answer(dice.choice(keys), min(at, NOW - timedelta(hours=1)), **facts))
    return log


def related_bank(dice: Random, size: int) -> Bank:
    """Some of everything: relatives, prerequisites (in circles too), ways, sections."""
    keys = [f"q{number}" for number in range(size)]

    def some(share: float) -> frozenset[str]:
        return frozenset({dice.choice([*keys, "gone"])}) if dice.random() < share else frozenset()

    return bank_of(
        *(
            question(
                key,
                section=place % 3,
                duplicates=some(0.3),
                overlaps=some(0.4),
                prerequisites=some(0.2),
                ways=dice.choice(WAYS),
            )
            for place, key in enumerate(keys)
        )
    )


def moment_of(
    bank: Bank, wanted: engine.Plan, profile: engine.Profile, cards: Cards, *, seconds: float, column: int = 0
) -> Moment:
    now, nothing = NOW + timedelta(seconds=seconds), frozenset[str]()
    return Moment(bank, wanted, profile, cards, now, (), nothing, 600.0, Random(1), column, LAWS[column])
