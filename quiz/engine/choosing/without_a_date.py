"""Choosing without a date: recall is held at the learner's target for the least time."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from itertools import islice
from typing import Final

from quiz.engine.choosing import reasons
from quiz.engine.choosing.catalogue import Catalogue
from quiz.engine.choosing.fading import Fading, Fall
from quiz.engine.choosing.gain import choice_seconds, recall_seconds
from quiz.engine.choosing.moment import Choice, Moment
from quiz.engine.choosing.new_questions import unmet_in_order
from quiz.engine.memory.beliefs import Believed, believed, recall_at
from quiz.engine.memory.cards import Card
from quiz.engine.memory.evidence import recognition
from quiz.engine.recall.due import held_target

LOOKED_AT: Final = 8


def choose_to_keep(
    moment: Moment, catalogue: Catalogue, keys: frozenset[str], *, at_any_pace: bool
) -> Choice:
    """What is due, most overdue first; what was missed in this session; what is new, at a pace that the
    daily minutes bear (or `at_any_pace`); what fades soonest. `keys` must not be empty."""
    fading = Fading(moment, catalogue)
    overdue = _due(moment, fading.of(keys))
    if overdue:
        return _as_due(moment, _least_recalled(moment, catalogue, overdue))
    missed = [key for key in moment.met(moment.session & keys) if moment.was_missed_in_session(key)]
    if missed:
        return Choice(_least_recalled(moment, catalogue, missed), reasons.MISSED)
    unmet, soonest = next(unmet_in_order(moment, catalogue, keys), ""), fading.soonest(keys)
    if unmet and (at_any_pace or not soonest or has_room_for_new(moment, fading)):
        return Choice(unmet, reasons.NEW)
    return Choice(soonest, reasons.FADING)


def has_room_for_new(moment: Moment, fading: Fading) -> bool:
    """Whether keeping what was met so far takes less than the plan's minutes a day."""
    target, profile = held_target(moment.plan.target), moment.profile
    choices, recalls = fading.answers_a_day()
    seconds = choices * choice_seconds(recognition(target), profile)
    seconds += recalls * recall_seconds(target, profile)
    return seconds < moment.plan.minutes * 60


def _due(moment: Moment, falls: Iterable[Fall]) -> list[str]:
    """What is below the target now, or falls below it today and was not asked today.

    Looked for among the first to fall by the law to pick by, and by all laws that are believed.
    """
    start, end = moment.day
    laws = believed(moment.profile.weights)
    waiting = (key for _, _, key, *_ in falls if not moment.was_missed_in_session(key))
    first = list(islice(waiting, 2 * LOOKED_AT))
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


def _least_recalled(moment: Moment, catalogue: Catalogue, keys: Collection[str]) -> str:
    return min(keys, key=lambda key: (moment.recall_at(key, moment.now), catalogue.place[key]))
