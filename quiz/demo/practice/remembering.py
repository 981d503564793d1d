"""How a simulated person remembers. Not as the scheduler believes: the forgetting follows a steeper power law, and
how fast differs between people and questions."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

DAY = timedelta(days=1)
EASIER_TO_RECOGNISE = 0.3
RIGHT_BY_CHANCE = 0.25
OWNS_UP = 0.5
"""Share of those who do not know among four options that say so instead of guessing."""
TEMPTS_MORE = 6
"""How many times more often one wrong option is chosen than each of the others: the same by everybody."""
KNOWN_FOR_DAYS = 25.0
"""Strength of what somebody knew before they came."""
WEAKEST_DAYS = 0.7


@dataclass(frozen=True, slots=True)
class Ability:
    """What a person brings."""

    knew_before: float
    """Share of the bank they knew before."""
    first_days: float
    """Strength of a memory after the answer was read for the first time, in days."""
    growth: float
    """How much a success that was hard won multiplies the strength."""
    decay: float
    """Exponent of forgetting."""


@dataclass(slots=True)
class Trace:
    """The memory of one question: its strength in days, and since when it fades."""

    days: float
    since: datetime


@dataclass
class Person:
    """Somebody simulated: the same ability and dice give the same answers."""

    ability: Ability
    dice: Random
    since: datetime
    traces: dict[str, Trace | None] = field(default_factory=dict)
    eases: dict[str, float] = field(default_factory=dict)

    def recalls(self, key: str, at: datetime) -> float:
        """The chance that they recall the answer."""
        trace = self._trace(key)
        if trace is None:
            return 0.0
        elapsed = max((at - trace.since) / DAY, 0.0)
        return float((1.0 + elapsed / trace.days) ** -self.ability.decay)

    def recognises(self, key: str, at: datetime) -> float:
        """The chance that they know the right option when they see it."""
        recall = self.recalls(key, at)
        return recall / (recall + EASIER_TO_RECOGNISE * (1.0 - recall))

    def tries(self, chance: float) -> bool:
        return self.dice.random() < chance

    def learns(self, key: str, at: datetime, *, recall: float, knew: bool) -> None:
        """What an answer, and reading the model answer after it, leaves; the harder it was, the more."""
        trace = self._trace(key)
        if trace is None:
            days = self.ability.first_days * self.eases[key]
        elif knew:
            days = trace.days * (1.0 + self.ability.growth * self.eases[key] * (1.05 - recall))
        else:
            days = max(trace.days * 0.5, WEAKEST_DAYS)
        self.traces[key] = Trace(max(days, WEAKEST_DAYS), at)

    def _trace(self, key: str) -> Trace | None:
        """The memory of a question; drawn when it is met for the first time."""
        if key not in self.traces:
            self.eases[key] = self.dice.lognormvariate(0.0, 0.35)
            knew = self.tries(self.ability.knew_before)
            self.traces[key] = Trace(KNOWN_FOR_DAYS * self.eases[key], self.since) if knew else None
        return self.traces[key]
