"""Which question to ask next.

Before a date: what adds most to the number recalled on it for the learner's seconds (`index`). Without
one, recall is held at the target (`keeping`). Assigned questions come before all others until they are
proficient.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

from quiz.engine.choosing import reasons
from quiz.engine.choosing.catalogue import Catalogue, catalogue_of
from quiz.engine.choosing.fading import Fading
from quiz.engine.choosing.gain import worth_of_asking_by
from quiz.engine.choosing.moment import Choice, Moment
from quiz.engine.choosing.new_questions import has_unmet, ranks, shuffled_sections, without_waiting
from quiz.engine.choosing.probing import probes
from quiz.engine.choosing.ranking import Ranking
from quiz.engine.choosing.time_left import is_tight
from quiz.engine.choosing.ways import way_to_ask
from quiz.engine.choosing.without_a_date import choose_to_keep
from quiz.engine.given import Pick, Plan, Question
from quiz.engine.memory.beliefs import believed, law_to_pick_by, recall_at
from quiz.engine.memory.cards import DAY, Card
from quiz.engine.memory.evidence import RECALL
from quiz.engine.memory.profiles import Profile
from quiz.engine.recall.levels import Level, level
from quiz.engine.recall.readiness import predict, weight_of

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
    catalogue = catalogue_of(bank)
    askable = _askable(moment, catalogue, only, first) if seconds_left > 0 else frozenset[str]()
    if askable <= moment.right_in_session:
        return None
    choice = _choose(moment, catalogue, askable, first)
    way = way_to_ask(bank[choice.key], cards.get(choice.key), plan.way)
    return Pick(choice.key, way, choice.reason) if way is not None else None


def _askable(
    moment: Moment, catalogue: Catalogue, only: Collection[str] | None, first: Collection[str]
) -> frozenset[str]:
    """What may be asked; sections without weight only where nothing else is."""
    askable = catalogue.askable if only is None else catalogue.askable.intersection(only)
    weights = moment.plan.weights
    without = [keys for section, keys in catalogue.by_section.items() if weight_of(section, weights) <= 0.0]
    if not without:
        return askable
    return askable.difference(*without) | askable.intersection(first) or askable


def _choose(moment: Moment, catalogue: Catalogue, askable: frozenset[str], first: Collection[str]) -> Choice:
    spaced = _spaced(moment, askable)
    unfinished = spaced - moment.right_in_session
    if not unfinished:
        return Choice(Fading(moment, catalogue).soonest(spaced), reasons.BETWEEN)
    assigned = _assigned(moment, unfinished.intersection(first))
    if assigned:
        return Choice(_by_plan(moment, catalogue, assigned, at_any_pace=True).key, reasons.ASSIGNED)
    return _by_plan(moment, catalogue, unfinished, at_any_pace=False)


def _by_plan(moment: Moment, catalogue: Catalogue, keys: frozenset[str], *, at_any_pace: bool) -> Choice:
    date = moment.date
    if date is None:
        return choose_to_keep(moment, catalogue, keys, at_any_pace=at_any_pace)
    return _for_the_date(moment, catalogue, keys, date)


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


def _for_the_date(moment: Moment, catalogue: Catalogue, keys: frozenset[str], date: datetime) -> Choice:
    """What gains most by the date for its seconds; first of all a few that tell how the learner forgets."""
    tight = is_tight(moment.bank, moment.plan, moment.profile, moment.now, moment.seconds_left)
    ranking = Ranking(moment, catalogue, end=date, tight=tight)
    early = probes(moment, keys)
    sections = [] if early or not has_unmet(moment, keys) else shuffled_sections(moment, catalogue)
    best = ranking.best(early or without_waiting(moment, catalogue, keys))
    key = best[0] if len(best) == 1 else _in_turn(moment, catalogue, best, sections)
    return Choice(key, _reason_for_the_date(moment, key, date, is_probe=bool(early)))


def _in_turn(moment: Moment, catalogue: Catalogue, keys: Collection[str], sections: Sequence[int]) -> str:
    """The first of questions that are worth the same: what is new, as it is met in turn, then the others."""
    rank = ranks(moment, sections)
    first = [key for key in keys if moment.is_unmet(key)] or keys
    return min(first, key=lambda key: (rank.get(moment.bank[key].section, 0), catalogue.place[key]))


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
    gain, seconds = worth_of_asking_by(
        laws, card, card.elapsed_days(moment.now), horizon, way, moment.profile
    )
    return reasons.for_the_date(day, left_alone=left_alone, asked_now=left_alone + gain, seconds=seconds)
