"""What a cohort would know on its last due day, today and as it was reckoned on each Monday."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import fsum
from typing import Final

from quiz import engine
from quiz.bank.published import PublishedBank
from quiz.cohorts.assigned import Assigned, all_keys, keys_for
from quiz.cohorts.days import end_of
from quiz.cohorts.measuring.models import CohortWeek
from quiz.cohorts.measuring.standing import Person
from quiz.cohorts.models import Cohort

NOTHING: Final = (0.0, 0.0, 0.0)
Expecting = Callable[[Person, Sequence[str], PublishedBank, datetime], tuple[float, float, float]]
"""`expected_of`, or what has it at hand."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """How many of the cohort's assigned questions a member would know on its last due day, without more practice.

    `expected` is the mean of the members' expected numbers, `low` and `high` are the means of the ends of their 90 %
    ranges (`engine.readiness`: 1.6449 standard deviations of what the laws of forgetting leave open):

        low = Σ lowᵢ / n,  expected = Σ expectedᵢ / n,  high = Σ highᵢ / n

    That is the 90 % range of the mean if everybody's number errs in the same direction at once, as it does where the
    laws, which all share, are wrong. Where members err apart it is too wide, never too narrow. It is not the range in
    which single members lie. Whoever is asked fewer questions than are assigned counts by the share of theirs.
    """

    low: float
    expected: float
    high: float
    total: int
    """Questions assigned, whether their assignment has ended or not."""
    due_on: date
    members: int
    """Those of whom anything is asked."""


def outlook_of(
    people: Collection[Person],
    assigned: Sequence[Assigned],
    bank: PublishedBank,
    now: datetime,
    expecting: Expecting | None = None,
) -> Outlook | None:
    """From what the page has read already, each member predicted once.

    None where there is nobody, nothing is assigned, or the last due day has ended: there is no day to expect then.
    """
    keys, due_on = all_keys(assigned, bank), last_due_day(assigned, now)
    if due_on is None:
        return None
    ranges = [
        scaled((expecting or expected_of)(person, own, bank, end_of(due_on)), len(keys) / len(own))
        for person in people
        if (own := keys_for(assigned, person.user, bank))
    ]
    if not ranges:
        return None
    expected, low, high = (fsum(figures) / len(ranges) for figures in zip(*ranges, strict=True))
    return Outlook(low, expected, high, len(keys), due_on, len(ranges))


def last_due_day(assigned: Iterable[Assigned], now: datetime) -> date | None:
    """Of what has not ended."""
    return max((one.assignment.due_on for one in assigned if one.due > now), default=None)


def expected_of(
    person: Person, keys: Iterable[str], bank: PublishedBank, at: datetime
) -> tuple[float, float, float]:
    """How many of these they would recall then, and the 90 % range, in questions.

    One that was never answered counts as not known: what the engine believes of it comes from other questions, which
    instructors do not see.
    """
    answered = {key: bank.askable[key] for key in keys if (card := person.cards.get(key)) and card.asked}
    if not answered:
        return NOTHING
    expected, low, high = engine.readiness(answered, person.profile, person.cards, at)
    within = min(expected, float(len(answered)))
    return within, min(low, within), max(high, within)


def scaled(figures: tuple[float, float, float], times: float) -> tuple[float, float, float]:
    expected, low, high = figures
    return expected * times, low * times, high * times


def weeks_of(cohort: Cohort) -> list[CohortWeek]:
    """As they were reckoned, the first Monday first. One query."""
    return list(cohort.weeks.order_by("monday"))
