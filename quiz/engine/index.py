"""The index by which questions compete for the learner's seconds before a date."""

import math
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from quiz.engine import worth
from quiz.engine.cards import DAY, Card, is_new
from quiz.engine.profiles import Profile
from quiz.engine.readiness import weight_of
from quiz.engine.values import Plan, Question
from quiz.engine.ways import way_to_ask
from quiz.engine.worth import Worth

DUPLICATE_GAIN: Final = 0.5
OVERLAP_GAIN: Final = 0.1
NO_WORTH: Final = Worth(0.0, 1.0)


class Index:
    """Recall gained on `end` for each second spent now, by question: own gain, and that of relatives."""

    def __init__(
        self,
        bank: Mapping[str, Question],
        plan: Plan,
        profile: Profile,
        cards: Mapping[str, Card],
        *,
        now: datetime,
        end: datetime,
    ) -> None:
        self._bank = bank
        self._plan = plan
        self._profile = profile
        self._cards = cards
        self._now = now
        self._horizon = max((end - now) / DAY, 0.0)
        self._least_seconds = worth.least_seconds(profile)
        self._meetings: dict[tuple[int, str], Worth] = {}
        self._worths: dict[str, Worth] = {}

    def best(self, met: Iterable[str], unmet: Iterable[str]) -> str:
        """The question of the largest index; of equals the first unmet one. Raises ValueError for none.

        Questions met before are looked at by what they could gain at most, until that falls below the
        best found: a bank of thousands costs little more than its own reading.
        """
        best_key: str | None = None
        best_value = -math.inf
        for key in self._one_of_each(unmet):
            value = self.per_second(key)
            if value > best_value:
                best_key, best_value = key, value
        for most, key in sorted(((self._most(key), key) for key in met), reverse=True):
            if most <= best_value:
                break
            value = self.per_second(key)
            if value > best_value:
                best_key, best_value = key, value
        if best_key is None:
            raise ValueError("no question to choose from")
        return best_key

    def per_second(self, key: str) -> float:
        """The index of one question: weighted gain, with half of duplicates' and a tenth of overlaps'."""
        question = self._bank[key]
        gain = self._weighted_gain(key)
        for relative in sorted(question.duplicates):
            gain += DUPLICATE_GAIN * max(self._weighted_gain(relative), 0.0)
        for relative in sorted(question.overlaps):
            if not is_new(self._cards.get(relative)):
                gain += OVERLAP_GAIN * max(self._weighted_gain(relative), 0.0)
        return gain / self._worth(key).seconds

    def _one_of_each(self, unmet: Iterable[str]) -> Iterable[str]:
        """Unmet questions without relatives are worth the same within a section: the first one will do."""
        sections: set[tuple[int, str | None]] = set()
        for key in unmet:
            question = self._bank[key]
            if question.duplicates or question.overlaps or key in self._cards:
                yield key
                continue
            alike = question.section, way_to_ask(question, None, self._plan.way)
            if alike not in sections:
                sections.add(alike)
                yield key

    def _most(self, key: str) -> float:
        """No index of a question met before is larger: recall cannot rise above 1."""
        question, card = self._bank[key], self._cards[key]
        left_alone = card.recall_at(self._now + self._horizon * DAY)
        most = self._weight(question) * (1.0 - left_alone)
        for relative in question.duplicates:
            most += DUPLICATE_GAIN * self._weight_of(relative)
        for relative in question.overlaps:
            most += OVERLAP_GAIN * self._weight_of(relative)
        return most / self._least_seconds

    def _weight(self, question: Question) -> float:
        return weight_of(question.section, self._plan.weights)

    def _weight_of(self, key: str) -> float:
        return self._weight(self._bank[key]) if key in self._bank else 0.0

    def _weighted_gain(self, key: str) -> float:
        question = self._bank.get(key)
        return self._weight(question) * self._worth(key).gain if question else 0.0

    def _worth(self, key: str) -> Worth:
        if key not in self._worths:
            self._worths[key] = self._worked_out(self._bank[key], self._cards.get(key))
        return self._worths[key]

    def _worked_out(self, question: Question, card: Card | None) -> Worth:
        way = way_to_ask(question, card, self._plan.way)
        if way is None:
            return NO_WORTH
        if card is None:
            return self._meeting(question.section, way)
        elapsed = card.elapsed_days(self._now)
        if card.asked > 0:
            return worth.of_asking(card, elapsed, self._horizon, way, self._profile)
        known = self._profile.known_beforehand(question.section)
        left_alone = card.recall_at(self._now + self._horizon * DAY)
        return worth.of_meeting(known, left_alone, self._horizon, way, self._profile)

    def _meeting(self, section: int, way: str) -> Worth:
        if (section, way) not in self._meetings:
            known = self._profile.known_beforehand(section)
            self._meetings[section, way] = worth.of_meeting(known, 0.0, self._horizon, way, self._profile)
        return self._meetings[section, way]
