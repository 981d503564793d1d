"""The days ahead, practised in the mind by one simulated learner who keeps to the plan."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import chain
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

from quiz.engine.choosing.gain import choice_seconds, least_seconds, recall_seconds
from quiz.engine.choosing.index import Index
from quiz.engine.choosing.moment import Moment
from quiz.engine.choosing.new_questions import unmet_in_order
from quiz.engine.choosing.promising import kept_of
from quiz.engine.choosing.ways import has_way, way_to_ask, way_unaided
from quiz.engine.given import Plan, Question, Review
from quiz.engine.memory import evidence, fsrs
from quiz.engine.memory.beliefs import law_to_pick_by
from quiz.engine.memory.cards import Card, is_new
from quiz.engine.memory.laws import LAWS, SLIP
from quiz.engine.memory.owing import missed_on
from quiz.engine.memory.profiles import KNOWN_RECALLED, Owed, Profile
from quiz.engine.memory.recording import cards_after
from quiz.engine.recall.readiness import TAUGHT_BY_A_DUPLICATE, weight_of

PICKED_BY: Final = 0
TRUE: Final = 1
"""Places of the two laws in a simulated card's stabilities."""


class Ahead:
    """Practises until `plan.date`: picked by the engine's law, answered by the law number `drawn`."""

    def __init__(
        self,
        bank: Mapping[str, Question],
        plan: Plan,
        profile: Profile,
        cards: Mapping[str, Card],
        *,
        end: datetime,
        drawn: int,
        rng: Random,
    ) -> None:
        column, law = law_to_pick_by(profile.weights)
        self._bank = bank
        self._plan = plan
        self._zone = ZoneInfo(plan.zone)
        self._profile = profile
        self._end = end
        self._laws = law, LAWS[drawn]
        self._rng = rng
        self._askable = frozenset(key for key, question in bank.items() if has_way(question))
        self._practised_on = profile.practised_on
        self._cards = {
            key: replace(card, stabilities=(card.stabilities[column], card.stabilities[drawn]))
            for key, card in cards.items()
            if key in bank
        }
        self.asked: set[str] = set()

    def practise(self, days: Iterable[datetime]) -> None:
        """Each day's minutes, at these instants."""
        for at in days:
            self._practise_at(at)

    def _practise_at(self, at: datetime) -> None:
        """One day's minutes: what is promised, then the questions of the largest index, each once."""
        seconds, day = self._plan.minutes * 60.0, at.astimezone(self._zone).date()
        owed = self._promised(day)
        others = (key for key in self._questions_of_a_day(at, seconds) if key not in owed)
        for key in chain(owed, others):
            if seconds <= 0.0:
                break
            review, cost = self._answer(key, at, day, self._way(key, unaided=key in owed))
            changed = cards_after(self._bank, self._profile, self._cards, review, self._laws)
            self._cards.update(changed)
            self.asked.add(key)
            seconds -= cost
        self._practised_on = day

    def _promised(self, day: date) -> Sequence[str]:
        """What the day begins with, missed on the last day that was practised, in truth or here."""
        last = self._practised_on
        if last is None or last >= day:
            return ()
        return kept_of(
            self._bank, self._plan, Owed(missed_on(self._bank, self._cards, last), self._profile.pace)
        )

    def _way(self, key: str, *, unaided: bool) -> str:
        question, pinned = self._bank[key], self._plan.way
        way = way_unaided(question, pinned) if unaided else way_to_ask(question, self._cards.get(key), pinned)
        return way or evidence.RECALL

    def recalled(self, number: int) -> float:
        """Questions recalled at the end, by weight, out of `number`."""
        return number * self._by_weight(lambda key: self._chances(key, self._end)[0])

    def unmet(self, number: int) -> float:
        """Questions never asked until then, by weight, out of `number`."""
        return number * self._by_weight(lambda key: float(is_new(self._cards.get(key))))

    def _by_weight(self, figure: Callable[[str], float]) -> float:
        """The mean of a figure over the questions that count."""
        weights = total = 0.0
        for key, question in self._bank.items():
            weight = weight_of(question.section, self._plan.weights)
            weights += weight
            if weight > 0.0:
                total += weight * figure(key)
        return total / weights if weights else 0.0

    def _questions_of_a_day(self, at: datetime, seconds: float) -> list[str]:
        """The day's questions, the largest index first; of the new ones as many as the seconds hold."""
        law, nothing = self._laws[PICKED_BY], frozenset[str]()
        moment = Moment(
            self._bank,
            self._plan,
            self._profile,
            self._cards,
            at,
            (),
            nothing,
            seconds,
            self._rng,
            PICKED_BY,
            law,
        )
        most_new = math.ceil(seconds / least_seconds(self._profile))
        unmet = unmet_in_order(moment, self._askable)
        keys = unmet[:most_new] + moment.met(moment.in_order(self._askable))
        index = Index(moment, end=self._end)
        return sorted(keys, key=index.per_second, reverse=True)

    def _answer(self, key: str, at: datetime, day: date, way: str) -> tuple[Review, float]:
        """A simulated answer, and the seconds it takes with reading the feedback."""
        profile = self._profile
        recalled, recognised = self._chances(key, at)
        if way == evidence.CHOOSE:
            right = recognised + evidence.GUESS * (1.0 - recognised)
            cost = choice_seconds(recognised, profile)
        else:
            right = recalled
            cost = recall_seconds(recalled, profile)
        correct = self._rng.random() < right * (1.0 - SLIP)
        grade = fsrs.GOOD if correct else fsrs.FORGOT
        return Review(key, way, correct, grade, profile.seconds(way), at, day=day), cost

    def _chances(self, key: str, at: datetime) -> tuple[float, float]:
        """Chances that the answer is recalled, and that it is recognised without a guess."""
        card, known = self._cards.get(key), self._profile.known_beforehand(self._bank[key].section)
        if card is None:
            return KNOWN_RECALLED * known, known
        recalled = fsrs.recall(card.elapsed_days(at), card.stabilities[TRUE], self._laws[TRUE])
        if card.asked:
            return recalled, evidence.recognition(recalled)
        taught = (1.0 - known) * TAUGHT_BY_A_DUPLICATE * recalled
        return KNOWN_RECALLED * known + taught, known + taught
