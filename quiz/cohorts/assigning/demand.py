"""What an assignment that is being written asks of the members.

Not who is there already: before it is assigned, what members know of it is not the instructor's to see.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from quiz.bank.published import PublishedBank
from quiz.cohorts.models import Assignment


@dataclass(frozen=True, slots=True)
class Demand:
    questions: int
    level: str
    days: int
    a_day: int
    """Questions on each of these days, rounded up."""


def demand_of(chosen: Mapping[str, Any], bank: PublishedBank) -> Demand | None:
    """From the fields that are filled in soundly so far; None as long as there are too few of them."""
    sections, single = chosen.get("sections") or (), chosen.get("questions") or ()
    target = chosen.get("target")
    opens_on, due_on = chosen.get("opens_on"), chosen.get("due_on")
    if not ((sections or single) and target and opens_on and due_on):
        return None
    asked = (key in single or one.section.slug in sections for key, one in bank.questions.items())
    questions = sum(asked)
    days = (due_on - opens_on).days + 1
    return Demand(questions, str(Assignment.Target(target).label), days, -(-questions // days))
