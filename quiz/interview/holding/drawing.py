"""Which questions an interview asks: those likely to be asked and likely to slip, over all sections."""

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from quiz import engine
from quiz.bank.models import Relation
from quiz.practice.remembering.situation import Situation

LENGTHS = (6, 9, 12)
EASE = {1: 1.2, 2: 1.1, 3: 0.9, 4: 0.8}
"""How much likelier than others a question of this difficulty is asked: interviews ask the basics first."""
ASKED_LATELY = 3.0
"""How much a question gains that came up in every real interview of which people said so."""
STILL_POSSIBLE = 0.05
"""What is left of the chance of a question that is known for sure: an interviewer asks anything."""
NEW_SHARE = 0.15
"""Of the questions, by chance, those that the learner was never asked: the interview is mostly about what they learned.
"""
LATELY = (0.1, 0.3, 0.6)
"""What is left of the chance of a question that the last interview asked, the one before, and the one before that."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known beside the learner's memory, as values: this module asks nobody."""

    asked: Mapping[str, float] = field(default_factory=dict)
    """The share of real interviews that a question came up in, where people said so."""
    earlier: Sequence[Collection[str]] = ()
    """What this learner's last interviews asked, the newest first."""


NONE = Evidence()


def drawn(
    situation: Situation, length: int, *, now: datetime, dice: Random, evidence: Evidence = NONE
) -> list[str]:
    """So many keys in the order of asking, fewer where there are not as many; the same dice draw the same."""
    chances = chances_of(situation, now, evidence)
    most = most_of(situation, chances, length)
    chosen: list[str] = []
    while len(chosen) < length and (open_ones := fitting(situation, chances, chosen, most)):
        sections = Counter(situation.bank.known[key].section for key in chosen)
        worth = [chances[key] / (1 + 2 * sections[situation.bank.known[key].section]) for key in open_ones]
        chosen += dice.choices(open_ones, worth)
    return in_order(situation, chosen)


def chances_of(situation: Situation, now: datetime, evidence: Evidence) -> dict[str, float]:
    """Key to how much it is worth to ask it: likely asked × likely to be forgotten on the day. Nothing of what is left
    out or belongs to a section that is not asked, nor of what was read today.
    """
    memory = situation.memory
    recalled = engine.predict(situation.counted, memory.profile, memory.cards, situation.target_instant(now))
    closed = memory.closed_on(situation.local_day(now))
    chances = {
        key: likely_asked(situation, each, evidence) * (1 + STILL_POSSIBLE - recalled[key])
        for key, each in situation.counted.items()
        if situation.counts(key) and key not in closed
    }
    return mostly_theirs(chances, memory.cards)


def likely_asked(situation: Situation, question: engine.Question, evidence: Evidence) -> float:
    weight = (situation.weights or {}).get(question.section, 1.0)
    lately = 1 + ASKED_LATELY * evidence.asked.get(question.key, 0.0)
    again = next(
        (left for left, keys in zip(LATELY, evidence.earlier, strict=False) if question.key in keys), 1.0
    )
    return weight * EASE.get(int(question.difficulty or 0), 1.0) * lately * again


def mostly_theirs(chances: Mapping[str, float], cards: Collection[str]) -> dict[str, float]:
    """The same with no more for new questions, together, than their share beside those that were asked before."""
    theirs = sum(chance for key, chance in chances.items() if key in cards)
    new = sum(chances.values()) - theirs
    most = theirs * NEW_SHARE / (1 - NEW_SHARE)
    factor = most / new if theirs and new > most else 1.0
    return {key: chance if key in cards else chance * factor for key, chance in chances.items()}


def most_of(situation: Situation, keys: Collection[str], length: int) -> dict[int, int]:
    """Section to how many questions of it are asked at most: its part by the plan's weights, rounded up."""
    sections = {situation.bank.known[key].section for key in keys}
    weights = {section: (situation.weights or {}).get(section, 1.0) for section in sections}
    total = sum(weights.values())
    return {section: math.ceil(length * weight / total) for section, weight in weights.items()}


def fitting(
    situation: Situation, chances: Mapping[str, float], chosen: Sequence[str], most: Mapping[int, int]
) -> list[str]:
    """Those that may come beside what is chosen: no near-duplicate, and no section more often than its part; where that
    leaves none, any that is not near.
    """
    known = situation.bank.known
    sections = Counter(known[key].section for key in chosen)
    near = set(chosen).union(*(near_to(situation, key) for key in chosen))
    apart = [key for key in chances if key not in near]
    return [key for key in apart if sections[known[key].section] < most[known[key].section]] or apart


def near_to(situation: Situation, key: str) -> set[str]:
    """What asks the same, or is often mixed up with it."""
    related = situation.bank.related.get(key, ())
    return {other for kind, other in related if kind in (Relation.Kind.DUPLICATE, Relation.Kind.CONFUSABLE)}


def in_order(situation: Situation, keys: Sequence[str]) -> list[str]:
    """Easy ones first, as interviewers do."""
    known = situation.bank.known
    return sorted(keys, key=lambda key: known[key].difficulty or 0)
