"""The index by which questions compete for the learner's seconds before a date."""

import math
from datetime import datetime, timedelta
from typing import Final

from quiz.engine.choosing.gain import Asking, asking, least_seconds, meeting
from quiz.engine.choosing.moment import Moment
from quiz.engine.choosing.ways import way_to_ask
from quiz.engine.given import Question
from quiz.engine.memory import fsrs
from quiz.engine.memory.beliefs import recall_after_a_miss
from quiz.engine.memory.cards import DAY, Card, is_new
from quiz.engine.memory.evidence import CHOOSE, RECALL
from quiz.engine.memory.packing import EPOCH
from quiz.engine.memory.profiles import Profile
from quiz.engine.recall.readiness import TAUGHT_BY_A_DUPLICATE, weight_of

SAME_MOMENT: Final = timedelta(minutes=5)
"""Worth is worked out as of the beginning of these minutes, once for all picks within them; only of what was
answered since then it is worked out as of now."""
DUPLICATE_GAIN: Final = 0.5
OVERLAP_GAIN: Final = 0.1
CHOSEN_AGAIN: Final = 0.5
"""What a gain counts for that comes of choosing once more: an interview has no options."""
NOTHING: Final = Asking(0.0, 0.0, RECALL)

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
        self._end = end
        self._horizon = max((end - now) / DAY, 0.0)
        self.as_of = now - (now - EPOCH) % SAME_MOMENT
        self._from_moment = max((end - self.as_of) / DAY, 0.0)
        self._column, self._law = moment.column, moment.law
        self._second_contact = bonus_of_second_contact(moment.profile) if tight else 1.0
        self.least_seconds = least_seconds(moment.profile) / self._second_contact
        """No gain is had in fewer."""
        self._meetings: dict[tuple[int, str, float], Asking] = {}
        self._own: dict[str, Asking] = {}

    def per_second(self, key: str) -> float:
        """The index of one question."""
        return self.per_second_of(self.asking(key))

    def per_second_of(self, asking: Asking) -> float:
        """The index of a question of which it is known what asking it comes to."""
        seconds = asking.seconds(self._profile)
        return asking.gain / (seconds / self._second_contact if asking.is_second else seconds)

    def asking(self, key: str) -> Asking:
        """Asking one question: weighted gain, with half of duplicates' and a tenth of overlaps'."""
        question, card = self._bank[key], self._cards.get(key)
        gain, known, way, _ = self._asking_alone(key)
        if self._plan.weights is not None:
            gain *= weight_of(question.section, self._plan.weights)
        if question.duplicates or question.overlaps:
            gain += self._gain_of_relatives(question)
        if way == CHOOSE != self._plan.way and gain > 0.0 and not is_new(card):
            gain *= CHOSEN_AGAIN
        return Asking(gain, known, way, card is not None and card.asked == 1)

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
        gain, weights = self._asking_alone(relative).gain, self._plan.weights
        return max(gain if weights is None else gain * weight_of(question.section, weights), 0.0)

    def _asking_alone(self, key: str) -> Asking:
        found = self._own.get(key)
        if found is None:
            found = self._own[key] = self._worked_out(self._bank[key], self._cards.get(key))
        return found

    def _worked_out(self, question: Question, card: Card | None) -> Asking:
        way = way_to_ask(question, card, self._plan.way)
        if way is None:
            return NOTHING
        if card is None:
            return self._meeting(question.section, way, 0.0)
        stability = card.stabilities[self._column]
        if card.asked == 0:
            recalled = fsrs.recall(card.elapsed_days(self._end), stability, self._law)
            return self._meeting(question.section, way, TAUGHT_BY_A_DUPLICATE * recalled)
        if card.clock > self.as_of:
            elapsed, horizon = card.elapsed_days(self._now), self._horizon
        else:
            elapsed, horizon = (self.as_of - card.clock) / DAY, self._from_moment
        return asking(stability, card.difficulty, elapsed, horizon, way, self._law)

    def _meeting(self, section: int, way: str, left_alone: float) -> Asking:
        alike = section, way, left_alone
        if alike not in self._meetings:
            known = self._profile.known_beforehand(section)
            self._meetings[alike] = meeting(known, left_alone, self._from_moment, way, self._law)
        return self._meetings[alike]


def bonus_of_second_contact(profile: Profile) -> float:
    """What the index of a question met once is multiplied by in a tight plan, 1 to 2."""
    short = TIGHT_FROM - recall_after_a_miss(profile.weights)
    return min(max(1.0 + TIGHT_SLOPE * short, 1.0), TIGHT_MOST)
