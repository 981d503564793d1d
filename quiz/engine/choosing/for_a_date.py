"""Choosing before a date: what gains most by it for its seconds."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from quiz.engine.choosing import reasons
from quiz.engine.choosing.gain import asking_by
from quiz.engine.choosing.kept_gains import best_by_index
from quiz.engine.choosing.moment import Choice, Moment
from quiz.engine.choosing.new_questions import ranks, shuffled_sections, waiting_of
from quiz.engine.choosing.time_left import is_tight
from quiz.engine.choosing.ways import way_to_ask
from quiz.engine.memory.beliefs import believed, recall_at
from quiz.engine.memory.cards import DAY
from quiz.engine.memory.evidence import RECALL

PROBES: Final = 3


def choose_for_the_date(moment: Moment, keys: frozenset[str], date: datetime) -> Choice:
    """What gains most by the date for its seconds; first of all a few that tell how the learner forgets."""
    tight = is_tight(moment.bank, moment.plan, moment.profile, moment.now, moment.seconds_left)
    early = probes(moment, keys)
    unmet = [] if early else moment.unmet(keys)
    sections = shuffled_sections(moment) if unmet else []
    best = best_by_index(moment, early or keys - waiting_of(moment, unmet), end=date, tight=tight)
    key = best[0] if len(best) == 1 else _in_turn(moment, best, sections)
    return Choice(key, _reason_for_the_date(moment, key, date, is_probe=bool(early)))


def _in_turn(moment: Moment, keys: Sequence[str], sections: Sequence[int]) -> str:
    """The first of questions that are worth the same: what is new, as it is met in turn, then the others."""
    rank = ranks(moment, sections)
    first = moment.unmet(keys) or moment.in_order(keys)
    return min(first, key=lambda key: rank.get(moment.bank[key].section, 0))


def _reason_for_the_date(moment: Moment, key: str, date: datetime, *, is_probe: bool) -> str:
    if moment.is_unmet(key):
        return reasons.NEW
    if moment.was_missed_in_session(key):
        return reasons.MISSED
    if is_probe:
        return reasons.PROBE
    card, horizon = moment.cards[key], (date - moment.now) / DAY
    laws = believed(moment.profile.weights)
    left_alone = recall_at(laws, card, date)
    way = way_to_ask(moment.bank[key], card, moment.plan.way) or RECALL
    asking = asking_by(laws, card, card.elapsed_days(moment.now), horizon, way)
    day = date.astimezone(ZoneInfo(moment.plan.zone)).date()
    return reasons.for_the_date(day, left_alone=left_alone, asked_now=left_alone + asking.gain)


def probes(moment: Moment, keys: frozenset[str]) -> frozenset[str]:
    """Questions last asked on an earlier day, while fewer than three were asked today; else none."""
    if len(moment.recent) >= PROBES:
        return frozenset()
    midnight, _ = moment.day
    asked = {key: card.last for key, card in moment.cards.items() if card.last is not None}
    if sum(last >= midnight for last in asked.values()) >= PROBES:
        return frozenset()
    return frozenset(key for key, last in asked.items() if last < midnight and key in keys)
