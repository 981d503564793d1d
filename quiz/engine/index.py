"""The index by which questions compete for the learner's seconds before a date."""

import math
from collections.abc import Callable, Iterable, Mapping
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
        self._meetings: dict[tuple[int, str], Worth] = {}
        self._worths: dict[str, Worth] = {}
        self._bounds: dict[str, Worth] = {}

    def best(self, met: Iterable[str], unmet: Iterable[str]) -> str:
        """The question of the largest index; of equals the first unmet one. Raises ValueError for none.

        Questions met before are looked at by what they could gain at most, until that falls below the
        best found: few are worked out in full, also in a bank of thousands.
        """
        best_key: str | None = None
        best_value = -math.inf
        for key in self._one_of_each(unmet):
            value = self.per_second(key)
            if value > best_value:
                best_key, best_value = key, value
        for most, key in self._promising(met, best_value):
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
        return self._per_second(key, self._worth)

    def _per_second(self, key: str, worth_of: Callable[[str], Worth]) -> float:
        question, own = self._bank[key], worth_of(key)
        gain = self._weight(question) * own.gain
        if question.duplicates or question.overlaps:
            gain = self._with_relatives(gain, question, worth_of)
        return gain / own.seconds

    def _with_relatives(self, gain: float, question: Question, worth_of: Callable[[str], Worth]) -> float:
        for relative in sorted(question.duplicates):
            gain += DUPLICATE_GAIN * max(self._weighted_gain(relative, worth_of), 0.0)
        for relative in sorted(question.overlaps):
            if not is_new(self._cards.get(relative)):
                gain += OVERLAP_GAIN * max(self._weighted_gain(relative, worth_of), 0.0)
        return gain

    def _promising(self, met: Iterable[str], found: float) -> list[tuple[float, str]]:
        """The most that questions met before could gain, largest first, without those that fall behind."""
        bounds = [(self._per_second(key, self._bound), key) for key in met]
        found = max(found, self.per_second(max(bounds)[1])) if bounds else found
        return sorted((bound for bound in bounds if bound[0] >= found), reverse=True)

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

    def _weighted_gain(self, key: str, worth_of: Callable[[str], Worth]) -> float:
        question = self._bank.get(key)
        return self._weight(question) * worth_of(key).gain if question else 0.0

    def _weight(self, question: Question) -> float:
        return weight_of(question.section, self._plan.weights)

    def _bound(self, key: str) -> Worth:
        """No less than the question's worth."""
        if key not in self._bounds:
            question, card = self._bank[key], self._cards.get(key)
            way = way_to_ask(question, card, self._plan.way)
            if way is None or card is None or card.asked == 0:
                return self._worth(key)
            elapsed = card.elapsed_days(self._now)
            self._bounds[key] = worth.most_of_asking(card, elapsed, self._horizon, way, self._profile)
        return self._bounds[key]

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
