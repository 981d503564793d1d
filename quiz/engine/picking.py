"""Which question to ask next.

Before a date: what adds most to the number recalled on it for the learner's seconds (`index`). Without
one, recall is held at the target (`keeping`). Assigned questions come before all others until they are
proficient.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import chain
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

from quiz.engine import reasons, worth
from quiz.engine.beliefs import believed, law_to_pick_by, recall_at
from quiz.engine.cards import DAY, Card
from quiz.engine.evidence import RECALL
from quiz.engine.index import Index
from quiz.engine.keeping import choose_to_keep, soonest_to_fade
from quiz.engine.levels import Level, level
from quiz.engine.meeting import unmet_in_order
from quiz.engine.moment import Choice, Moment
from quiz.engine.probing import probes
from quiz.engine.profiles import Profile
from quiz.engine.readiness import predict, weight_of
from quiz.engine.time_left import is_tight
from quiz.engine.values import Pick, Plan, Question
from quiz.engine.ways import has_way, way_to_ask

APART: Final = 4
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
) -> Pick | None:
    """The next question, how to ask it and why; None where no time or nothing is left to ask.

    `recent` are the keys asked in this session, oldest first. None of the last four is asked again, nor a
    duplicate of one, as far as there are others. A question answered right is done for the session, and
    with the last of them the session. `only` restricts the choice; `first` are assigned keys. The
    mapping's order is the bank's; ties between sections fall to `rng`.
    """
    column, law = law_to_pick_by(profile.weights)
    moment = Moment(
        bank, plan, profile, cards, now, recent, frozenset(recent), seconds_left, rng, column, law
    )
    askable = _askable(moment, only, first) if seconds_left > 0 else []
    if all(moment.was_right_in_session(key) for key in askable):
        return None
    choice = _choose(moment, askable, first)
    way = way_to_ask(bank[choice.key], cards.get(choice.key), plan.way)
    return Pick(choice.key, way, choice.reason) if way is not None else None


def _askable(moment: Moment, only: Collection[str] | None, first: Collection[str]) -> list[str]:
    """What may be asked, in the bank's order; sections without weight only where nothing else is."""
    allowed = None if only is None else frozenset(only)
    askable = [key for key, question in moment.bank.items() if has_way(question)]
    if allowed is not None:
        askable = [key for key in askable if key in allowed]
    if moment.plan.weights is None:
        return askable
    assigned = frozenset(first)
    return [key for key in askable if key in assigned or _counts(moment, key)] or askable


def _counts(moment: Moment, key: str) -> bool:
    return weight_of(moment.bank[key].section, moment.plan.weights) > 0.0


def _choose(moment: Moment, askable: list[str], first: Collection[str]) -> Choice:
    spaced = _spaced(moment, askable)
    session = moment.session
    unfinished = [key for key in spaced if key not in session or not moment.was_right_in_session(key)]
    if not unfinished:
        return Choice(soonest_to_fade(moment, spaced), reasons.BETWEEN)
    assigned = _assigned(moment, unfinished, first)
    if assigned:
        return Choice(_by_plan(moment, assigned, at_any_pace=True).key, reasons.ASSIGNED)
    return _by_plan(moment, unfinished, at_any_pace=False)


def _by_plan(moment: Moment, keys: list[str], *, at_any_pace: bool) -> Choice:
    date = moment.date
    if date is None:
        return choose_to_keep(moment, keys, at_any_pace=at_any_pace)
    return _for_the_date(moment, keys, date)


def _spaced(moment: Moment, askable: list[str]) -> list[str]:
    """The questions that may follow now: apart from the last four and, where possible, their duplicates."""
    gap = min(APART, len(askable) - 1)
    last = frozenset(moment.recent[-gap:]) if gap else frozenset[str]()
    others = [key for key in askable if key not in last]
    asked = [moment.bank[key] for key in last if key in moment.bank]
    related = frozenset(relative for question in asked for relative in question.duplicates)
    return [key for key in others if key not in related] or others


def _assigned(moment: Moment, keys: list[str], first: Collection[str]) -> list[str]:
    """Assigned questions that are not proficient on the date (a week from now where there is none)."""
    wanted = frozenset(first)
    assigned = {key: moment.bank[key] for key in keys if key in wanted}
    at = moment.date or moment.now + HORIZON_WITHOUT_DATE
    recalls = predict(assigned, moment.profile, moment.cards, at)
    return [key for key in assigned if level(moment.cards.get(key), recalls[key]) < ASSIGNED_UNTIL]


def _for_the_date(moment: Moment, keys: list[str], date: datetime) -> Choice:
    """What gains most by the date for its seconds; first of all a few that tell how the learner forgets."""
    tight = is_tight(moment.bank, moment.plan, moment.profile, moment.now, moment.seconds_left)
    index = Index(moment, end=date, tight=tight)
    met = moment.met(keys)
    early = probes(moment, met)
    key = index.best(early or chain(index.one_of_each(unmet_in_order(moment, keys)), met))
    return Choice(key, _reason_for_the_date(moment, key, date, is_probe=bool(early)))


def _reason_for_the_date(moment: Moment, key: str, date: datetime, *, is_probe: bool) -> str:
    if moment.is_unmet(key):
        return reasons.NEW
    if moment.was_missed_in_session(key):
        return reasons.MISSED
    day = date.astimezone(ZoneInfo(moment.plan.zone)).date()
    if is_probe:
        return reasons.probe(day)
    card, horizon = moment.cards[key], (date - moment.now) / DAY
    laws = believed(moment.profile.weights)
    left_alone = recall_at(laws, card, date)
    way = way_to_ask(moment.bank[key], card, moment.plan.way) or RECALL
    gain, seconds = worth.of_asking_by(
        laws, card, card.elapsed_days(moment.now), horizon, way, moment.profile
    )
    return reasons.for_the_date(day, left_alone=left_alone, asked_now=left_alone + gain, seconds=seconds)
