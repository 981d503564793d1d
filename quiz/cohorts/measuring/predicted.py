"""What is predicted of one person's memory: once for each question and instant, however many assignments ask for it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from quiz import engine
from quiz.bank.published import PublishedBank


class Predicted:
    """One person's recall and levels. What cannot be predicted of one question fails only where it is asked for."""

    def __init__(
        self, bank: PublishedBank, profile: engine.Profile, cards: Mapping[str, engine.Card]
    ) -> None:
        self.bank, self.profile, self.cards = bank, profile, cards
        self._recalls: dict[datetime, dict[str, float]] = defaultdict(dict)

    def recalls_at(self, keys: Iterable[str], at: datetime) -> dict[str, float]:
        """The chance of recalling each of these questions then, without more practice."""
        keys, known = list(keys), self._recalls[at]
        questions = {key: self.bank.askable[key] for key in keys if key not in known}
        if questions:
            known.update(engine.predict(questions, self.profile, self.cards, at))
        return {key: known[key] for key in keys}

    def levels_at(self, keys: Iterable[str], at: datetime) -> dict[str, engine.Level]:
        """The level of each of these questions then."""
        recalls = self.recalls_at(keys, at)
        return {key: engine.level(self.cards.get(key), recall) for key, recall in recalls.items()}

    def reached_at(self, keys: Iterable[str], target: int, at: datetime) -> int:
        """How many of these questions are at the level then."""
        return sum(level >= target for level in self.levels_at(keys, at).values())
