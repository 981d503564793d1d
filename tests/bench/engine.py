"""How long the engine thinks: `python -m tests.bench.engine`. Least and median of many calls, by the processor's time,
so that other work on the machine counts little."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from random import Random

from mlopsprep.forgetting import forget
from quiz import engine
from tests.bench.results import Result, Times, table, took

DAYS = 20
START = datetime(2026, 1, 5, 18, tzinfo=UTC)
NOW = START + timedelta(days=DAYS)
DATE = NOW + timedelta(days=14)
WITH_DATE, WITHOUT = engine.Plan(DATE, 20), engine.Plan(None, 20)
CALLS = 40
WAYS = ("choose", "recall")


def main() -> None:
    print(table([*hundred(), *ten_thousand()]))


def hundred() -> list[Result]:
    bank = bank_of(100)
    profile, cards, recorded = practised(bank, answers=400)
    plan, dice = WITH_DATE, Random(1)
    return [
        within("record one answer", recorded, 0.3),
        within("pick among 100, with a date", picks(bank, plan, profile, cards), 0.3),
        within("pick among 100, without", picks(bank, WITHOUT, profile, cards), 0.3),
        took("the same at first, with a date", Times(picks(bank, plan, profile, cards, before=forget))),
        took("the same at first, without", Times(picks(bank, WITHOUT, profile, cards, before=forget))),
        took("predict 100", Times(timed(lambda: engine.predict(bank, profile, cards, DATE)))),
        took("readiness of 100", Times(timed(lambda: engine.readiness(bank, profile, cards, DATE)))),
        took("due days of 100", Times(timed(lambda: engine.due(bank, plan, profile, cards, now=NOW)))),
        took(
            "forecast, 13 days ahead",
            Times(timed(lambda: engine.forecast(bank, plan, profile, cards, now=NOW, rng=dice), calls=5)),
        ),
    ]


def ten_thousand() -> list[Result]:
    bank = bank_of(10_000)
    results = []
    for answers, when in ((300, "300 answers"), (30_000, "nearly all met")):
        profile, cards, _ = practised(bank, answers=answers)
        for plan, how in ((WITH_DATE, ""), (WITHOUT, ", no date")):
            first = picks(bank, plan, profile, cards, calls=6, before=forget)
            results += [
                within(f"pick among 10,000, {when}{how}", picks(bank, plan, profile, cards), 20.0),
                took("the same at first", Times(first)),
            ]
    return results


def bank_of(size: int) -> dict[str, engine.Question]:
    """Five sections; every fourth question has a near duplicate, every other is confused with one."""
    dice, keys = Random(3), [f"q{number:05d}" for number in range(size)]
    duplicates, overlaps = pairs(keys, size // 8, dice), pairs(keys, size // 4, dice)
    return {
        key: engine.Question(
            key, place * 5 // size + 1, duplicates[key], overlaps[key], frozenset(), None, WAYS
        )
        for place, key in enumerate(keys)
    }


def pairs(keys: list[str], count: int, dice: Random) -> dict[str, frozenset[str]]:
    related: dict[str, set[str]] = {key: set() for key in keys}
    for _ in range(count):
        one, other = dice.sample(keys, 2)
        related[one].add(other)
        related[other].add(one)
    return {key: frozenset(others) for key, others in related.items()}


def practised(
    bank: dict[str, engine.Question], *, answers: int
) -> tuple[engine.Profile, dict[str, engine.Card], list[float]]:
    """Memory after answers at random over the days, and the seconds that each took to record."""
    dice, keys = Random(5), list(bank)
    profile, cards, seconds = engine.new_profile(), dict[str, engine.Card](), []
    for days in sorted(dice.uniform(0, DAYS) for _ in range(answers)):
        key, correct = dice.choice(keys), dice.random() < 0.7
        way = WAYS[key in cards and cards[key].asked >= 3]
        review = engine.Review(key, way, correct, 3 if correct else 1, 15.0, START + timedelta(days=days))
        begun = time.thread_time()
        profile, changed = engine.record(bank, profile, cards, review)
        seconds.append(time.thread_time() - begun)
        cards.update(changed)
    return profile, cards, seconds


def picks(
    bank: dict[str, engine.Question],
    plan: engine.Plan,
    profile: engine.Profile,
    cards: dict[str, engine.Card],
    *,
    calls: int = CALLS,
    before: Callable[[], None] = lambda: None,
) -> list[float]:
    """Seconds of one session's picks, some twenty seconds apart; each is answered before the next."""
    dice, cards, recent, now, seconds = Random(9), dict(cards), list[str](), NOW, list[float]()
    for _ in range(calls):
        before()
        begun = time.thread_time()
        picked = engine.pick(
            bank, plan, profile, cards, now=now, seconds_left=600.0, recent=recent, rng=Random(1)
        )
        seconds.append(time.thread_time() - begun)
        assert picked is not None
        correct = dice.random() < 0.7
        review = engine.Review(
            picked.key, picked.way, correct, 3 if correct else 1, dice.uniform(4.0, 30.0), now
        )
        profile, changed = engine.record(bank, profile, cards, review)
        cards.update(changed)
        recent.append(picked.key)
        now += timedelta(seconds=dice.uniform(14.0, 26.0))
    return seconds


def timed(act: Callable[[], object], calls: int = CALLS) -> list[float]:
    return list(_times(act, calls))


def _times(act: Callable[[], object], calls: int) -> Iterator[float]:
    for _ in range(calls):
        begun = time.thread_time()
        act()
        yield time.thread_time() - begun


def within(what: str, seconds: list[float], most: float) -> Result:
    """A time whose median is held to so many milliseconds."""
    times = Times(seconds)
    return Result(what, str(times), f"≤ {most:g} ms", 1000.0 * times.middle <= most)


if __name__ == "__main__":
    main()
