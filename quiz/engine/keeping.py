"""Choosing without a date: recall is held at the learner's target for the least time."""

from collections.abc import Sequence
from datetime import datetime
from heapq import nsmallest
from typing import Final

from quiz.engine import memory, reasons, worth
from quiz.engine.beliefs import Believed, believed, recall_at
from quiz.engine.cards import Card
from quiz.engine.evidence import CHOOSE, recognition
from quiz.engine.meeting import unmet_in_order
from quiz.engine.moment import Choice, Moment
from quiz.engine.returning import held_target
from quiz.engine.ways import way_to_ask

LOOKED_AT: Final = 8


def choose_to_keep(moment: Moment, keys: Sequence[str], *, at_any_pace: bool) -> Choice:
    """What is due, most overdue first; what was missed in this session; what is new, at a pace that the
    daily minutes bear (or `at_any_pace`); what fades soonest. `keys` must not be empty."""
    met = moment.met(keys)
    overdue = _due(moment, met)
    if overdue:
        return _as_due(moment, _least_recalled(moment, overdue))
    missed = [key for key in met if moment.was_missed_in_session(key)]
    if missed:
        return Choice(_least_recalled(moment, missed), reasons.MISSED)
    unmet = unmet_in_order(moment, keys)
    if unmet and (at_any_pace or not met or has_room_for_new(moment)):
        return Choice(unmet[0], reasons.NEW)
    return Choice(soonest_to_fade(moment, met), reasons.FADING)


def soonest_to_fade(moment: Moment, keys: Sequence[str]) -> str:
    """The question, of some met before, whose recall falls to the target first."""
    return min(keys, key=moment.falls_at)


def has_room_for_new(moment: Moment) -> bool:
    """Whether keeping what was met so far takes less than the plan's minutes a day.

    A question takes one answer each time it falls to the target, once a day at most.
    """
    target = held_target(moment.plan.target)
    load = 0.0
    for key in moment.met(moment.cards):
        days = memory.days_until(target, moment.cards[key].stabilities[moment.column], moment.law)
        load += _seconds(moment, key, target) / max(days, 1.0)
    return load < moment.plan.minutes * 60


def _seconds(moment: Moment, key: str, recalled: float) -> float:
    """Seconds of asking a question once more; one that has left the bank takes none."""
    question = moment.bank.get(key)
    way = way_to_ask(question, moment.cards[key], moment.plan.way) if question else None
    if way is None:
        return 0.0
    if way == CHOOSE:
        return worth.choice_seconds(recognition(recalled), moment.profile)
    return worth.recall_seconds(recalled, moment.profile)


def _due(moment: Moment, met: Sequence[str]) -> list[str]:
    """What is below the target now, or falls below it today and was not asked today.

    Looked for among the first to fall by the law to pick by, and by all laws that are believed.
    """
    start, end = moment.day
    laws = believed(moment.profile.weights)
    waiting = (key for key in met if not moment.was_missed_in_session(key))
    first = nsmallest(2 * LOOKED_AT, waiting, moment.falls_at)
    for some in (first[:LOOKED_AT], first[LOOKED_AT:]):
        due = [key for key in some if _is_due(moment, laws, moment.cards[key], start, end)]
        if due:
            return due
    return []


def _is_due(moment: Moment, laws: Sequence[Believed], card: Card, start: datetime, end: datetime) -> bool:
    asked_before_today = card.last is not None and card.last < start
    at = max(moment.now, end) if asked_before_today else moment.now
    return recall_at(laws, card, at) < held_target(moment.plan.target)


def _as_due(moment: Moment, key: str) -> Choice:
    laws = believed(moment.profile.weights)
    return Choice(key, reasons.due(recall_at(laws, moment.cards[key], moment.now)))


def _least_recalled(moment: Moment, keys: Sequence[str]) -> str:
    return min(keys, key=lambda key: moment.recall_at(key, moment.now))
