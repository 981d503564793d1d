"""Which question to ask next.

Before a date: what adds most to the number recalled on it for the learner's seconds (`for_a_date`). Without
one, recall is held at the target (`without_a_date`). Assigned questions come before all others until they are
proficient.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Final

from quiz.engine.choosing import reasons
from quiz.engine.choosing.fading import soonest_to_fall
from quiz.engine.choosing.for_a_date import choose_for_the_date
from quiz.engine.choosing.moment import Choice, Moment, Pick
from quiz.engine.choosing.promising import APART, next_promised
from quiz.engine.choosing.ways import has_way, way_to_ask
from quiz.engine.choosing.without_a_date import choose_to_keep
from quiz.engine.given import Plan, Question
from quiz.engine.memory.beliefs import law_to_pick_by
from quiz.engine.memory.cards import Card
from quiz.engine.memory.profiles import Profile
from quiz.engine.recall.levels import Level, level
from quiz.engine.recall.readiness import predict, weight_of

HORIZON_WITHOUT_DATE: Final = timedelta(days=7)
ASSIGNED_UNTIL: Final = Level.PROFICIENT


def pick(
    bank: Mapping[str, Question],
    plan: Plan,
    profile: Profile,
    cards: Mapping[str, Card],
    *,
    now: datetime,
    seconds_left: float,
    recent: Sequence[str],
    rng: Random,
    only: Collection[str] | None = None,
    first: Collection[str] = (),
    promised: Sequence[str] | None = None,
) -> Pick | None:
    """The next question, how to ask it and why; None where no time or nothing is left to ask.

    `recent` are the keys asked in this session, oldest first. None of the last four is asked again, nor a
    duplicate of one, as far as there are others. A question answered right is done for the session, and
    with the last of them the session. What is `promised` comes first (the day's own, unless others are given:
    none in a focus), then `first`, the assigned keys, until they are proficient, then what the plan gains most by.
    `only` restricts the choice. The mapping's order is the bank's; ties between sections fall to `rng`.
    """
    column, law = law_to_pick_by(profile.weights)
    moment = Moment(
        bank, plan, profile, cards, now, recent, frozenset(recent), seconds_left, rng, column, law
    )
    askable = _askable(moment, only, first) if seconds_left > 0 else frozenset[str]()
    if askable <= moment.right_in_session:
        return None
    kept = next_promised(moment, promised, askable)
    if kept is not None:
        return kept
    choice = _choose(moment, askable, first)
    way = way_to_ask(bank[choice.key], cards.get(choice.key), plan.way)
    return Pick(choice.key, way, choice.reason) if way is not None else None


def _askable(moment: Moment, only: Collection[str] | None, first: Collection[str]) -> frozenset[str]:
    """What may be asked; sections without weight only where nothing else is."""
    bank, weights = moment.bank, moment.plan.weights
    askable = frozenset(key for key, question in bank.items() if has_way(question))
    if only is not None:
        askable = askable.intersection(only)
    if weights is None:
        return askable
    weighty = frozenset(key for key in askable if weight_of(bank[key].section, weights) > 0.0)
    return weighty | askable.intersection(first) or askable


def _choose(moment: Moment, askable: frozenset[str], first: Collection[str]) -> Choice:
    spaced = _spaced(moment, askable)
    unfinished = spaced - moment.right_in_session
    if not unfinished:
        return Choice(soonest_to_fall(moment, spaced, 1)[0], reasons.BETWEEN)
    assigned = _assigned(moment, unfinished.intersection(first))
    if assigned:
        return Choice(_by_plan(moment, assigned, at_any_pace=True).key, reasons.ASSIGNED)
    return _by_plan(moment, unfinished, at_any_pace=False)


def _by_plan(moment: Moment, keys: frozenset[str], *, at_any_pace: bool) -> Choice:
    date = moment.date
    if date is None:
        return choose_to_keep(moment, keys, at_any_pace=at_any_pace)
    return choose_for_the_date(moment, keys, date)


def _spaced(moment: Moment, askable: frozenset[str]) -> frozenset[str]:
    """The questions that may follow now: apart from the last four and, where possible, their duplicates."""
    gap = min(APART, len(askable) - 1)
    last = moment.recent[-gap:] if gap else ()
    others = askable.difference(last)
    return others.difference(*(moment.bank[key].duplicates for key in last if key in moment.bank)) or others


def _assigned(moment: Moment, keys: frozenset[str]) -> frozenset[str]:
    """Assigned questions that are not proficient on the date (a week from now where there is none)."""
    at = moment.date or moment.now + HORIZON_WITHOUT_DATE
    recalls = predict({key: moment.bank[key] for key in keys}, moment.profile, moment.cards, at)
    return frozenset(key for key in keys if level(moment.cards.get(key), recalls[key]) < ASSIGNED_UNTIL)
