"""Questions, plans and answers that the engine's tests share."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from quiz import engine

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
Cards = dict[str, engine.Card]


def question(key: str, **facts: Any) -> engine.Question:
    defaults: dict[str, Any] = {
        "section": 1,
        "kind": "concept",
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
