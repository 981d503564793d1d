"""Choosing without a date: recall is held at the learner's target for the least time."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from quiz.engine.choosing import reasons
from quiz.engine.choosing.fading import answers_a_day, soonest_to_fall
from quiz.engine.choosing.gain import choice_seconds, recall_seconds
from quiz.engine.choosing.moment import Choice, Moment
from quiz.engine.choosing.new_questions import unmet_in_order
from quiz.engine.memory.beliefs import Believed, believed, recall_at
from quiz.engine.memory.cards import Card
from quiz.engine.memory.evidence import recognition
from quiz.engine.recall.due import held_target

LOOKED_AT: Final = 8


def choose_to_keep(moment: Moment, keys: frozenset[str], *, at_any_pace: bool) -> Choice:
    """What is due, most overdue first; what was missed in this session; what is new, at a pace that the
    daily minutes bear (or `at_any_pace`); what fades soonest. `keys` must not be empty."""
    missed = [key for key in moment.met(moment.session & keys) if moment.was_missed_in_session(key)]
    soonest = soonest_to_fall(moment, keys.difference(missed), 2 * LOOKED_AT)
    overdue = _due(moment, soonest)
    if overdue:
        return _as_due(moment, _least_recalled(moment, overdue))
    if missed:
        return Choice(_least_recalled(moment, missed), reasons.MISSED)
    unmet = unmet_in_order(moment, keys)
    if unmet and (at_any_pace or not soonest or has_room_for_new(moment)):
        return Choice(unmet[0], reasons.NEW)
    return Choice(soonest[0], reasons.FADING)


def has_room_for_new(moment: Moment) -> bool:
    """Whether keeping what was met so far takes less than the plan's minutes a day."""
    target, profile = held_target(moment.plan.target), moment.profile
    choices, recalls = answers_a_day(moment)
    seconds = choices * choice_seconds(recognition(target), profile)
    seconds += recalls * recall_seconds(target, profile)
    return seconds < moment.plan.minutes * 60


def _due(moment: Moment, soonest: Sequence[str]) -> list[str]:
    """What is below the target now, or falls below it today and was not asked today.

    Looked for among the first to fall by the law to pick by, and by all laws that are believed.
    """
    start, end = moment.day
    laws = believed(moment.profile.weights)
    for some in (soonest[:LOOKED_AT], soonest[LOOKED_AT:]):
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


def _least_recalled(moment: Moment, keys: Collection[str]) -> str:
    return min(moment.in_order(keys), key=lambda key: moment.recall_at(key, moment.now))
