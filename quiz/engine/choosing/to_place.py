"""The first session: a dozen questions, easy to hard over all sections, that tell where a learner stands."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Final

from quiz.engine.choosing.moment import Pick
from quiz.engine.choosing.ways import has_way
from quiz.engine.given import Question
from quiz.engine.memory.cards import Card, is_new
from quiz.engine.memory.evidence import CHOOSE, RECALL, TYPE

PLACES: Final = 12
MIDDLE: Final = 2.0
"""Difficulty of a question that does not say."""
EASIEST: Final = 1.0
STEP: Final = 1.0
SHOWING: Final = 6
"""So many answers show where to go on."""
CLIMB: Final = 2.0
"""How much harder than the easiest it goes on for whoever had all of them right."""
RECALLED: Final = frozenset({6, 9})
"""Places, from 0, at which an answer is recalled: after the first six, and within ten, when time may end it."""
BY_CHOOSING: Final = (CHOOSE, RECALL, TYPE)
BY_RECALLING: Final = (RECALL, TYPE, CHOOSE)


def place(
    bank: Mapping[str, Question], cards: Mapping[str, Card], *, asked: Sequence[str], rng: Random
) -> Pick | None:
    """The next of the twelve; None after them, or where nothing unmet is left.

    Sections take turns. The first question of a section is its easiest. What the first six show says how hard it
    goes on: then each right answer leads a step up and each miss a step down, whichever the section, as near as
    the next one has it. Two are recalled, the others chosen, as long as the section has some that can be.
    `asked` are the keys of this session, oldest first: none of them is asked again, nor a near duplicate of one.
    Equally good questions fall to `rng`.
    """
    candidates = _candidates(bank, cards, asked)
    if len(asked) >= PLACES or not candidates:
        return None
    section = _section_in_turn(bank, candidates, asked)
    there = [question for question in candidates if question.section == section]
    ways = BY_RECALLING if len(asked) in RECALLED else BY_CHOOSING
    way = next(way for way in ways if any(way in question.ways for question in there))
    able = [question for question in there if way in question.ways]
    key = _nearest(able, _wanted(section, bank, cards, asked), rng).key
    return Pick(key, way, f"Warm-up, {len(asked) + 1} of {PLACES}: it shows where you stand.")


def _candidates(
    bank: Mapping[str, Question], cards: Mapping[str, Card], asked: Sequence[str]
) -> list[Question]:
    closed = set(asked).union(*(bank[key].duplicates for key in asked if key in bank))
    return [
        question
        for key, question in bank.items()
        if key not in closed and is_new(cards.get(key)) and has_way(question)
    ]


def _section_in_turn(
    bank: Mapping[str, Question], candidates: Sequence[Question], asked: Sequence[str]
) -> int:
    """The section asked least in this session; of several the first in the bank."""
    turns = [bank[key].section for key in asked if key in bank]
    sections = dict.fromkeys(question.section for question in candidates)
    return min(sections, key=turns.count)


def _nearest(candidates: Sequence[Question], wanted: float, rng: Random) -> Question:
    """One whose difficulty is nearest to the wanted one; of two sides the easier."""
    distances = {each.key: (abs(_difficulty(each) - wanted), _difficulty(each)) for each in candidates}
    best = min(distances.values())
    return rng.choice([each for each in candidates if distances[each.key] == best])


def _wanted(
    section: int, bank: Mapping[str, Question], cards: Mapping[str, Card], asked: Sequence[str]
) -> float:
    """The difficulty to ask for: a section's lowest at first, then by what was right."""
    right = [key in cards and cards[key].streak > 0 for key in asked]
    if len(asked) >= SHOWING:
        hardest = max(map(_difficulty, bank.values()))
        wanted = EASIEST + CLIMB * sum(right[:SHOWING]) / SHOWING
        for was_right in right[SHOWING:]:
            wanted = min(max(wanted + (STEP if was_right else -STEP), EASIEST), hardest)
        return wanted
    for key, was_right in zip(reversed(asked), reversed(right), strict=True):
        if key in bank and bank[key].section == section:
            return _difficulty(bank[key]) + (STEP if was_right else -STEP)
    return 0.0


def _difficulty(question: Question) -> float:
    return MIDDLE if question.difficulty is None else question.difficulty
