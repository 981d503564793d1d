"""Which questions an interview asks: those likely to be asked and likely to slip, over all sections."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from random import Random

from quiz import engine
from quiz.practice.remembering.situation import Situation

LENGTHS = (6, 9, 12)
EASE = {1: 1.2, 2: 1.1, 3: 0.9, 4: 0.8}
"""How much likelier than others a question of this difficulty is asked: interviews ask the basics first."""


def drawn(
    situation: Situation,
    length: int,
    *,
    now: datetime,
    dice: Random,
    asked: Mapping[str, float] | None = None,
) -> list[str]:
    """So many keys in the order of asking, fewer where there are not as many; the same dice draw the same.

    `asked`: the share of real interviews that a question came up in, where people said so.
    """
    chances = chances_of(situation, now, asked or {})
    most = math.ceil(length / max(1, len({situation.bank.known[key].section for key in chances})))
    chosen: list[str] = []
    while len(chosen) < length and (open_ones := fitting(situation, chances, chosen, most)):
        chosen += dice.choices(open_ones, [chances[key] for key in open_ones])
    return in_order(situation, chosen)


def chances_of(situation: Situation, now: datetime, asked: Mapping[str, float]) -> dict[str, float]:
    """Key to how much it is worth to ask it: likely asked × likely to be forgotten on the day."""
    memory = situation.memory
    at = situation.target_instant(now)
    recalled = engine.predict(situation.counted, memory.profile, memory.cards, at)
    weights = situation.weights or {}
    return {
        key: weights.get(each.section, 1.0)
        * EASE.get(int(each.difficulty or 0), 1.0)
        * (1 + asked.get(key, 0.0))
        * (1.05 - recalled[key])
        for key, each in situation.counted.items()
        if situation.counts(key)
    }


def fitting(
    situation: Situation, chances: Mapping[str, float], chosen: Sequence[str], most: int
) -> list[str]:
    """Those that may come beside what is chosen: no near-duplicate, and no section more often than others; where that
    leaves none, any that was not chosen.
    """
    known = situation.bank.known
    sections = Counter(known[key].section for key in chosen)
    near = set(chosen).union(*(known[key].duplicates for key in chosen))
    apart = [key for key in chances if key not in near]
    return [key for key in apart if sections[known[key].section] < most] or apart


def in_order(situation: Situation, keys: Sequence[str]) -> list[str]:
    """Easy ones first, as interviewers do."""
    known = situation.bank.known
    return sorted(keys, key=lambda key: known[key].difficulty or 0)
