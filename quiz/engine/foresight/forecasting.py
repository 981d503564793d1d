"""How ready the learner will be if the plan is kept, and what the plan has no time for."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random
from statistics import fmean
from typing import Final

from quiz.engine.choosing.time_left import days_left, practice_days
from quiz.engine.choosing.ways import has_way
from quiz.engine.foresight.simulation import Ahead
from quiz.engine.given import Plan, Question
from quiz.engine.memory.cards import Card, is_new
from quiz.engine.memory.laws import shares
from quiz.engine.memory.profiles import Profile
from quiz.engine.recall.levels import FAMILIAR_FROM
from quiz.engine.recall.readiness import Spread, doubt_of, predict, range_of, readiness, weight_of

RUNS: Final = 6
DAYS_WITHOUT_DATE: Final = timedelta(days=7)
MOST_DAYS: Final = 60
MISSED_DAYS: Final = 0.1
"""Share of days on which nothing is practised though it was meant to be."""
OF_FORECAST: Final = Spread(beyond=4.0, doubt=1.0, between=16.0, half_at=12.0)
"""Runs differ by luck and by the days missed as well as by their law, so that little tells much."""
AMPLE_SECONDS: Final = 180.0
"""With so many seconds left for each question, none is out of reach."""


def forecast(
    bank: Mapping[str, Question],
    plan: Plan,
    profile: Profile,
    cards: Mapping[str, Card],
    *,
    now: datetime,
    rng: Random,
) -> tuple[float, float, float]:
    """Expected number recalled on `plan.date`, low and high (90 %), if `plan.minutes` a day are practised.

    Without a date (or after it): seven days ahead. From today on if nothing was answered today, else from
    tomorrow on; at this time of day and on each day but the days off and one in ten that is missed (the last
    sixty of them where the date is far). Each run's learner answers by a law drawn from what is believed.
    The range is made as that of `readiness`, and is that where no day is left.
    """
    end = plan.date if plan.date is not None and plan.date > now else now + DAYS_WITHOUT_DATE
    plan = replace(plan, date=end)
    days = days_left(plan, cards, now=now)[-MOST_DAYS:]
    number = sum(1 for question in bank.values() if weight_of(question.section, plan.weights) > 0.0)
    if not number or not days:
        return readiness(bank, profile, cards, end, plan.weights)
    laws = _drawn_laws(profile, RUNS, rng)
    runs = [Ahead(bank, plan, profile, cards, end=end, drawn=drawn, rng=rng) for drawn in laws]
    sittings = [[at for at in days if rng.random() >= MISSED_DAYS] for _ in runs]
    for ahead, kept in zip(runs, sittings, strict=True):
        ahead.practise(kept)
    totals = [(1.0 / RUNS, ahead.recalled(number)) for ahead in runs]
    unmet = fmean(ahead.unmet(number) for ahead in runs)
    return range_of(totals, number, OF_FORECAST, doubt_of(profile, unmet))


def triage(
    bank: Mapping[str, Question], plan: Plan, profile: Profile, cards: Mapping[str, Card], *, now: datetime
) -> frozenset[str]:
    """Questions that cannot pay off by the date: weaker than familiar on it, and not reached in the minutes left.

    Today's minutes count in full. Empty without a date ahead, and where there is ample time.
    """
    if plan.date is None or plan.date <= now:
        return frozenset()
    days = [now, *practice_days(plan, now)]
    asked = {key: question for key, question in bank.items() if has_way(question)}
    if len(days) * plan.minutes * 60.0 >= AMPLE_SECONDS * len(asked):
        return frozenset()
    reached: set[str] = set()
    for drawn in _drawn_laws(profile, 2, Random(0)):  # noqa: S311
        ahead = Ahead(bank, plan, profile, cards, end=plan.date, drawn=drawn, rng=Random(0))  # noqa: S311
        ahead.practise(days)
        reached |= ahead.asked
    return frozenset(_weak(asked, plan, profile, cards, plan.date)) - reached


def _weak(
    bank: Mapping[str, Question], plan: Plan, profile: Profile, cards: Mapping[str, Card], at: datetime
) -> Iterator[str]:
    recalls = predict(bank, profile, cards, at)
    for key, question in bank.items():
        counts = weight_of(question.section, plan.weights) > 0.0
        if counts and (is_new(cards.get(key)) or recalls[key] < FAMILIAR_FROM):
            yield key


def _drawn_laws(profile: Profile, runs: int, rng: Random) -> list[int]:
    """Laws as often as they are believed, evenly over their order, which goes by how fast is forgotten."""
    upto = list(accumulate(shares(profile.weights)))
    start = rng.random()
    return [
        next((column for column, share in enumerate(upto) if share > (start + run) / runs), len(upto) - 1)
        for run in range(runs)
    ]
