"""Who is called behind: `python -m tests.bench.behind`. Of simulated members who do what is due each day, how many ever
are; of those who stop after a third of the days, how many within four days.

Members live in all zones, join late or in time, answer in the evening, and forget by a law of their own; the pages'
own rule looks at them at the end of each of the cohort's days.
"""

import os
import sys
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from math import ceil
from random import Random
from typing import Any, Final, cast
from uuid import UUID

import django
from django.apps import apps

from quiz import engine

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mlopsprep.settings")
if not apps.ready:
    django.setup()

from quiz.bank.published import PublishedBank
from quiz.cohorts.assigned import Assigned
from quiz.cohorts.days import end_of
from quiz.cohorts.measuring.predicted import Predicted
from quiz.cohorts.measuring.standing import Person, standing_of
from quiz.cohorts.models import Assignment
from tests.bench.engine import bank_of

MEMBERS: Final = 300
MOST_OF_THE_DILIGENT, LEAST_OF_THE_STOPPED = 0.05, 0.80
WITHIN: Final = 4
"""Days after the last answer."""
OPENS: Final = date(2026, 11, 2)
KNOWN: Final = bank_of(100)
BANK: Final = PublishedBank(UUID(int=0), (), cast(Any, dict.fromkeys(KNOWN)), KNOWN, {})


@dataclass
class Member:
    """Somebody with an assignment; `stops` after a third of the days."""

    assigned: Assigned
    joined_on: date
    dice: Random
    stops: bool
    zone: timedelta
    eager: float
    """How much more than what is due they do."""
    talent: float
    profile: engine.Profile = field(default_factory=engine.new_profile)
    cards: dict[str, engine.Card] = field(default_factory=dict)

    @property
    def start(self) -> date:
        return max(self.assigned.assignment.opens_on, self.joined_on)

    @property
    def days(self) -> int:
        return (self.assigned.assignment.due_on - self.start).days + 1

    @property
    def last(self) -> date:
        """Their last day of practice."""
        return self.start + timedelta(days=(self.days // 3 if self.stops else self.days) - 1)

    def is_called_behind(self) -> bool:
        """Ever, or, where they stop, within four days of their last answer."""
        until = self.last + timedelta(days=WITHIN - 1) if self.stops else self.last
        called = False
        for day in (self.start + timedelta(days=number) for number in range((until - self.start).days + 1)):
            if day <= self.last:
                self.practise(day)
            called = called or (day < self.assigned.assignment.due_on and self.is_behind(end_of(day)))
        return called

    def is_behind(self, now: datetime) -> bool:
        person = Person("", self.joined_on, self.profile, self.cards)
        return standing_of(self.assigned, person, Predicted(BANK, self.profile, self.cards), now).is_behind

    def practise(self, day: date) -> None:
        """What is due by the evening, then those missed last time."""
        now = datetime.combine(day, time(18), UTC) - self.zone + timedelta(hours=self.dice.uniform(0, 5))
        keys = self.assigned.keys
        share = min(1.0, ((day - self.start).days + 1) / self.days * (1 + self.eager))
        fresh = [key for key in keys if key not in self.cards]
        due = max(ceil(len(keys) * share) - (len(keys) - len(fresh)), 0)
        missed = [key for key in keys if (card := self.cards.get(key)) and card.streak == 0]
        for key in [*missed[:6], *fresh[:due]]:
            self.answer(key, now)
            now += timedelta(seconds=30)

    def answer(self, key: str, now: datetime) -> None:
        card = self.cards.get(key)
        chance = 0.3 + 0.4 * self.talent
        if card:
            chance = (1 + card.elapsed_days(now) / (1 + 4 * self.talent * card.asked)) ** -0.5
        right = self.dice.random() < chance
        review = engine.Review(
            key=key,
            way="recall" if card else "choose",
            correct=right,
            grade=3 if right else 1,
            seconds=20,
            at=now,
            day=(now + self.zone).date(),
        )
        self.profile, changed = engine.record(KNOWN, self.profile, self.cards, review)
        self.cards.update(changed)


def member(number: int, *, stops: bool) -> Member:
    """One of many kinds: of assignment, of zone, of talent, joining late or in time."""
    dice = Random(number)
    size, days, late = dice.choice([10, 20, 20, 40]), dice.randint(8, 28), dice.choice([0, 0, 0, 2])
    row = Assignment(
        opens_on=OPENS, due_on=OPENS + timedelta(days=days + late - 1), target=dice.choice([2, 2, 3, 4])
    )
    first = dice.randrange(len(KNOWN) - size + 1)
    return Member(
        Assigned(row, "", tuple(list(KNOWN)[first : first + size])),
        OPENS + timedelta(days=late),
        dice,
        stops,
        timedelta(hours=dice.randint(-11, 13)),
        dice.choice([0.0, 0.0, 0.2]),
        dice.random(),
    )


def share_called_behind(members: int, *, stops: bool) -> float:
    return sum(member(number, stops=stops).is_called_behind() for number in range(members)) / members


def main() -> None:
    diligent = share_called_behind(MEMBERS, stops=False)
    stopped = share_called_behind(MEMBERS, stops=True)
    print(f"did what was due each day, ever called behind: {diligent:.1%} (goal: at most 5 %)")
    print(f"stopped after a third, called behind within four days: {stopped:.1%} (goal: at least 80 %)")
    sys.exit(diligent > MOST_OF_THE_DILIGENT or stopped < LEAST_OF_THE_STOPPED)


if __name__ == "__main__":
    main()
