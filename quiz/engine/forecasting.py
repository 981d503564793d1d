"""How ready the learner will be if the plan is kept: the days ahead are practised in the mind."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

from quiz.engine import evidence, memory, worth
from quiz.engine.cards import DAY, Card
from quiz.engine.index import Index
from quiz.engine.meeting import unmet_in_order
from quiz.engine.moment import Moment
from quiz.engine.profiles import KNOWN_RECALLED, Profile
from quiz.engine.readiness import chances, expected_and_range, predict
from quiz.engine.recording import record
from quiz.engine.values import Plan, Question, Review
from quiz.engine.ways import way_to_ask

RUNS: Final = 2
DAYS_WITHOUT_DATE: Final = 7
MOST_DAYS: Final = 60


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is simulated: until when, on which instants practice happens, and the dice."""

    bank: Mapping[str, Question]
    plan: Plan
    end: datetime
    sittings: tuple[datetime, ...]
    rng: Random


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

    Without a date (or after it): seven days ahead. From tomorrow on, at this time of day and on each day
    but the days off (the last sixty of them where the date is far), the questions of the largest index
    are asked once until the minutes are used up, and answered as predicted. The range is that of
    `readiness`, with the variance between simulated runs.
    """
    end = plan.date if plan.date is not None and plan.date > now else now + DAYS_WITHOUT_DATE * DAY
    ahead = Ahead(bank, plan, end, tuple(_sittings(plan, now, end))[-MOST_DAYS:], rng)
    runs = [_recalls_after(ahead, profile, cards) for _ in range(RUNS)]
    recalls = {key: math.fsum(run[key] for run in runs) / RUNS for key in bank}
    return expected_and_range(list(chances(bank, recalls, plan.weights)), _variance_between(runs))


def _sittings(plan: Plan, now: datetime, end: datetime) -> Iterator[datetime]:
    zone = ZoneInfo(plan.zone)
    for days in range(1, math.ceil((end - now) / DAY)):
        at = now + days * DAY
        if at.astimezone(zone).weekday() not in plan.days_off:
            yield at


def _recalls_after(ahead: Ahead, profile: Profile, cards: Mapping[str, Card]) -> dict[str, float]:
    """Recall of every question at the end of one simulated run."""
    held = dict(cards)
    for at in ahead.sittings:
        profile = _practise(ahead, profile, held, at)
    return predict(ahead.bank, profile, held, ahead.end)


def _practise(ahead: Ahead, profile: Profile, held: dict[str, Card], at: datetime) -> Profile:
    """One day's minutes: the cards in `held` move on, and the profile is returned."""
    seconds = ahead.plan.minutes * 60.0
    for key in _agenda(ahead, profile, held, at, seconds):
        if seconds <= 0.0:
            break
        review, cost = _answer(ahead, profile, held.get(key), key, at)
        profile, changed = record(ahead.bank, profile, held, review)
        held.update(changed)
        seconds -= cost
    return profile


def _agenda(
    ahead: Ahead, profile: Profile, held: Mapping[str, Card], at: datetime, seconds: float
) -> list[str]:
    """The day's questions, the largest index first; of the new ones as many as the seconds hold."""
    moment = Moment(ahead.bank, ahead.plan, profile, held, at, (), frozenset(), ahead.rng)
    askable = [key for key, question in ahead.bank.items() if question.ways]
    most_new = math.ceil(seconds / worth.least_seconds(profile))
    keys = unmet_in_order(moment, askable)[:most_new] + moment.met(askable)
    index = Index(ahead.bank, ahead.plan, profile, held, now=at, end=ahead.end)
    return sorted(keys, key=index.per_second, reverse=True)


def _answer(
    ahead: Ahead, profile: Profile, card: Card | None, key: str, at: datetime
) -> tuple[Review, float]:
    """A simulated answer, and the seconds it takes with reading the feedback."""
    way = way_to_ask(ahead.bank[key], card, ahead.plan.way) or evidence.RECALL
    recalled, recognised = _chances(ahead, profile, card, key, at)
    if way == evidence.CHOOSE:
        right = recognised + evidence.GUESS * (1.0 - recognised)
        cost = worth.choice_seconds(recognised, profile)
    else:
        right = recalled
        cost = worth.recall_seconds(recalled, profile)
    correct = ahead.rng.random() < right
    grade = memory.GOOD if correct else memory.FORGOT
    return Review(key, way, correct, grade, profile.seconds(way), at), cost


def _chances(
    ahead: Ahead, profile: Profile, card: Card | None, key: str, at: datetime
) -> tuple[float, float]:
    """Chances that the answer is recalled, and that it is recognised without a guess."""
    if card is not None:
        recalled = card.recall_at(at)
        return recalled, evidence.recognition(recalled)
    known = profile.known_beforehand(ahead.bank[key].section)
    return KNOWN_RECALLED * known, known


def _variance_between(runs: list[dict[str, float]]) -> float:
    totals = [math.fsum(run.values()) for run in runs]
    mean = math.fsum(totals) / len(totals)
    return math.fsum((total - mean) ** 2 for total in totals) / (len(totals) - 1)
