"""What is promised: a session begins with some of what was missed on the last practised day, unaided, and with all
whose answer has changed since it was learned."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from quiz.engine.choosing import reasons
from quiz.engine.choosing.moment import Moment, Pick
from quiz.engine.choosing.ways import has_way, way_unaided
from quiz.engine.given import Plan, Question
from quiz.engine.memory.cards import Card
from quiz.engine.memory.owing import owed_after
from quiz.engine.memory.profiles import Owed, Profile
from quiz.engine.recall.readiness import weight_of

SHARE: Final = 0.25
"""Of a day's questions, at most: recalling takes its time, and with few minutes little is left for new ones."""
APART: Final = 4
"""So many others come between a question and one that is related to it, where possible."""


def promised(
    bank: Mapping[str, Question], plan: Plan, profile: Profile, cards: Mapping[str, Card], *, day: date
) -> tuple[str, ...]:
    """What the first mixed session of that local day begins with, in this order, less what was asked on it already.

    Up to six of those missed on the practised day before it (missed: its first answer of that day), a quarter of
    the day's questions at most. Which ones was settled by that day's last answer, so that it follows from the log
    alone: no later answer moves another one in. For a later day than the last practised one they are its own.
    What is overtaken follows, on any day, until it is answered.
    """
    has_begun = profile.practised_on is not None and day <= profile.practised_on
    owed = profile.owed if has_begun else owed_after(bank, profile, cards)
    missed = kept_of(bank, plan, owed)
    if has_begun:
        missed = tuple(key for key in missed if not _was_asked_on(cards.get(key), profile.practised_on))
    changed = overtaken_in(bank, plan, cards)
    return apart(bank, list(dict.fromkeys([*missed, *changed]))) if changed else missed


def overtaken_in(bank: Mapping[str, Question], plan: Plan, cards: Mapping[str, Card]) -> list[str]:
    """Questions whose answer has changed since it was learned; what is remembered longest, wrongly, first."""
    found = [(-card.stability, key) for key, card in cards.items() if card.overtaken and key in bank]
    return [key for _, key in sorted(found) if _counts(bank[key], plan)]


def kept_of(bank: Mapping[str, Question], plan: Plan, owed: Owed) -> tuple[str, ...]:
    """What is asked of it: as much as the plan's minutes bear at the learner's pace, less what has left the bank."""
    most = int(SHARE * plan.minutes * 60.0 / owed.pace) if owed.keys else 0
    return apart(bank, [key for key in owed.keys[:most] if key in bank and _counts(bank[key], plan)])


def apart(bank: Mapping[str, Question], keys: Sequence[str]) -> tuple[str, ...]:
    """The same in an order in which related questions are apart, as far as there are enough others."""
    related = {key: bank[key].duplicates | bank[key].overlaps for key in keys}
    left, placed = sorted(keys, key=lambda key: related[key].isdisjoint(keys)), list[str]()
    while left:
        near = placed[-APART:]
        key = next((key for key in left if related[key].isdisjoint(near)), left[0])
        placed.append(key)
        left.remove(key)
    return tuple(placed)


def next_promised(moment: Moment, keys: Sequence[str] | None, askable: frozenset[str]) -> Pick | None:
    """The first of `keys`, or of what is promised today, that was not asked in this session; unaided."""
    for key in _of_today(moment) if keys is None else keys:
        way = way_unaided(moment.bank[key], moment.plan.way) if key in askable - moment.session else None
        if way is not None:
            return Pick(key, way, reasons.OVERTAKEN if _is_overtaken(moment, key) else reasons.PROMISED)
    return None


def _is_overtaken(moment: Moment, key: str) -> bool:
    return key in moment.cards and moment.cards[key].overtaken


def _of_today(moment: Moment) -> tuple[str, ...]:
    today = moment.now.astimezone(ZoneInfo(moment.plan.zone)).date()
    return promised(moment.bank, moment.plan, moment.profile, moment.cards, day=today)


def _counts(question: Question, plan: Plan) -> bool:
    return has_way(question) and weight_of(question.section, plan.weights) > 0.0


def _was_asked_on(card: Card | None, day: date | None) -> bool:
    return card is not None and card.asked_on == day
