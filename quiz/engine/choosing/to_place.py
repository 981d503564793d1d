"""The first session: a dozen questions, easy to hard over all sections, that tell where a learner stands."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Final

from quiz.engine.choosing.moment import Pick
from quiz.engine.choosing.ways import has_way, way_to_ask
from quiz.engine.given import Question
from quiz.engine.memory.cards import Card, is_new
from quiz.engine.memory.evidence import CHOOSE

PLACES: Final = 12
MIDDLE: Final = 2.0
"""Difficulty of a question that does not say."""
STEP: Final = 1.0


def place(
    bank: Mapping[str, Question], cards: Mapping[str, Card], *, asked: Sequence[str], rng: Random
) -> Pick | None:
    """The next of the twelve; None after them, or where nothing unmet is left.

    Sections take turns. The first question of a section is its easiest; after a right answer the next
    one there is a step harder than the last, after a miss a step easier, as near as the section has it.
    They are asked by choosing, as long as the section has some that can be. `asked` are the keys of this
    session, oldest first: none of them is asked again, nor a near duplicate of one. Equally good questions
    fall to `rng`.
    """
    candidates = _candidates(bank, cards, asked)
    if len(asked) >= PLACES or not candidates:
        return None
    section = _section_in_turn(bank, candidates, asked)
    there = [question for question in candidates if question.section == section]
    chosen = [question for question in there if CHOOSE in question.ways]
    question = _nearest(chosen or there, bank, cards, asked, rng)
    way = CHOOSE if CHOOSE in question.ways else way_to_ask(question, None, None)
    return Pick(question.key, way or CHOOSE, f"To place you: {len(asked) + 1} of {PLACES}.")


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


def _nearest(
    candidates: Sequence[Question],
    bank: Mapping[str, Question],
    cards: Mapping[str, Card],
    asked: Sequence[str],
    rng: Random,
) -> Question:
    """One whose difficulty is nearest to what the section's last answer asks for; of two sides the easier."""
    wanted = _wanted(candidates[0].section, bank, cards, asked)
    distances = {each.key: (abs(_difficulty(each) - wanted), _difficulty(each)) for each in candidates}
    best = min(distances.values())
    return rng.choice([each for each in candidates if distances[each.key] == best])


def _wanted(
    section: int, bank: Mapping[str, Question], cards: Mapping[str, Card], asked: Sequence[str]
) -> float:
    """The difficulty to ask for in a section: lowest at first, then a step up or down from the last one."""
    last = [key for key in asked if key in bank and bank[key].section == section][-1:]
    for key in last:
        was_right = key in cards and cards[key].streak > 0
        return _difficulty(bank[key]) + (STEP if was_right else -STEP)
    return 0.0


def _difficulty(question: Question) -> float:
    return MIDDLE if question.difficulty is None else question.difficulty
