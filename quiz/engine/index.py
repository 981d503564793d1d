"""The index by which questions compete for the learner's seconds before a date."""

import math
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Final

from quiz.engine import memory, worth
from quiz.engine.beliefs import recall_after_a_miss
from quiz.engine.cards import DAY, Card
from quiz.engine.moment import Moment
from quiz.engine.packing import EPOCH
from quiz.engine.profiles import Profile
from quiz.engine.readiness import TAUGHT_BY_A_DUPLICATE, weight_of
from quiz.engine.values import Question
from quiz.engine.ways import way_to_ask
from quiz.engine.worth import Worth

SAME_MOMENT: Final = timedelta(minutes=5)
"""What was last answered before these minutes began is looked at as if it were their beginning: the worth
of a card is then worked out once for all picks within them."""
DUPLICATE_GAIN: Final = 0.5
OVERLAP_GAIN: Final = 0.1
NO_WORTH: Final = Worth(0.0, 1.0)

TIGHT_FROM: Final = 0.77
TIGHT_SLOPE: Final = 2.0
TIGHT_MOST: Final = 2.0


class Index:
    """Recall gained on `end` for each second spent now, by question: own gain, and that of relatives."""

    def __init__(self, moment: Moment, *, end: datetime, tight: bool = False) -> None:
        now = moment.now
        self._bank = moment.bank
        self._plan = moment.plan
        self._profile = moment.profile
        self._cards = moment.cards
        self._now = now
        self._horizon = max((end - now) / DAY, 0.0)
        self._moment = now - (now - EPOCH) % SAME_MOMENT
        self._from_moment = max((end - self._moment) / DAY, 0.0)
        self._column, self._law = moment.column, moment.law
        self._second_contact = bonus_of_second_contact(moment.profile) if tight else 1.0
        self._meetings: dict[tuple[int, str, float], Worth] = {}
        self._worths: dict[str, Worth] = {}

    def best(self, keys: Iterable[str]) -> str:
        """The question of the largest index; of equals the first. Raises ValueError for none."""
        return max(keys, key=self.per_second)

    def one_of_each(self, unmet: Iterable[str]) -> Iterator[str]:
        """Unmet questions without relatives are worth the same within a section: the first one will do."""
        seen: set[tuple[int, tuple[str, ...]]] = set()
        for key in unmet:
            question = self._bank[key]
            alike = question.section, question.ways
            if question.duplicates or question.overlaps or key in self._cards:
                yield key
            elif alike not in seen:
                seen.add(alike)
                yield key

    def per_second(self, key: str) -> float:
        """The index of one question: weighted gain, with half of duplicates' and a tenth of overlaps'."""
        question = self._bank[key]
        gain, seconds = self._worth(key)
        if self._plan.weights is not None:
            gain *= weight_of(question.section, self._plan.weights)
        if question.duplicates or question.overlaps:
            gain += self._gain_of_relatives(question)
        if self._second_contact > 1.0 and key in self._cards and self._cards[key].asked == 1:
            gain *= self._second_contact
        return gain / seconds

    def _gain_of_relatives(self, question: Question) -> float:
        """Summed exactly, so that the order in which a set comes does not matter."""
        cards = self._cards
        gains = [DUPLICATE_GAIN * self._gain_of(relative) for relative in question.duplicates]
        for relative in question.overlaps:
            card = cards.get(relative)
            if card is not None and card.asked:
                gains.append(OVERLAP_GAIN * self._gain_of(relative))
        return math.fsum(gains)

    def _gain_of(self, relative: str) -> float:
        question = self._bank.get(relative)
        if question is None:
            return 0.0
        gain, weights = self._worth(relative).gain, self._plan.weights
        return max(gain if weights is None else gain * weight_of(question.section, weights), 0.0)

    def _worth(self, key: str) -> Worth:
        found = self._worths.get(key)
        if found is None:
            found = self._worths[key] = self._worked_out(self._bank[key], self._cards.get(key))
        return found

    def _worked_out(self, question: Question, card: Card | None) -> Worth:
        way = way_to_ask(question, card, self._plan.way)
        if way is None:
            return NO_WORTH
        if card is None:
            return self._meeting(question.section, way, 0.0)
        stability = card.stabilities[self._column]
        if card.asked and card.clock <= self._moment:
            elapsed = (self._moment - card.clock) / DAY
            return worth.of_asking(
                stability, card.difficulty, elapsed, self._from_moment, way, self._profile, self._law
            )
        elapsed = card.elapsed_days(self._now)
        if card.asked == 0:
            left_alone = TAUGHT_BY_A_DUPLICATE * memory.recall(elapsed + self._horizon, stability, self._law)
            return self._meeting(question.section, way, left_alone)
        return worth.of_asking(
            stability, card.difficulty, elapsed, self._horizon, way, self._profile, self._law
        )

    def _meeting(self, section: int, way: str, left_alone: float) -> Worth:
        alike = section, way, left_alone
        if alike not in self._meetings:
            known = self._profile.known_beforehand(section)
            self._meetings[alike] = worth.of_meeting(
                known, left_alone, self._horizon, way, self._profile, self._law
            )
        return self._meetings[alike]


def bonus_of_second_contact(profile: Profile) -> float:
    """What the index of a question met once is multiplied by in a tight plan, 1 to 2."""
    short = TIGHT_FROM - recall_after_a_miss(profile.weights)
    return min(max(1.0 + TIGHT_SLOPE * short, 1.0), TIGHT_MOST)
