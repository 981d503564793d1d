"""What a change of an assignment would bring about, before it is saved.

Members are reckoned with in the questions that they are asked already, and only for a change of dates, level or
minutes. Added questions are counted as questions: what members know of them is not the instructor's to see yet.
"""

from collections.abc import Collection
from copy import copy
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from quiz.bank.published import PublishedBank
from quiz.cohorts.assigned import Assigned
from quiz.cohorts.assigning.terms import Terms, keys_asked
from quiz.cohorts.measuring.people import people_of
from quiz.cohorts.measuring.predicted import Predicted
from quiz.cohorts.measuring.standing import Person, status_of
from quiz.cohorts.models import Membership


@dataclass(frozen=True, slots=True)
class Consequences:
    added: int
    dropped: int
    """Questions."""
    by: str
    """What changes for the questions that stay, in words; empty where nothing does."""
    behind_now: int = 0
    behind_then: int = 0
    """Members, in the questions that stay."""

    @property
    def is_any(self) -> bool:
        return bool(self.added or self.dropped or self.by)


def consequences_of(
    assigned: Assigned, was: Terms, wanted: Terms, bank: PublishedBank, now: datetime
) -> Consequences:
    """Four queries at most, none of members where neither dates nor level nor minutes change."""
    before, after = frozenset(assigned.keys), keys_asked(wanted, bank)
    added, dropped, by = len(after - before), len(before - after), what_changes(was, wanted)
    if not by:
        return Consequences(added, dropped, by)
    then = as_wanted(assigned, wanted, after)
    people = asked_now_and_then(assigned, wanted, bank)
    return Consequences(
        added, dropped, by, behind(assigned, people, bank, now), behind(then, people, bank, now)
    )


def what_changes(was: Terms, wanted: Terms) -> str:
    dates = (was.opens_on, was.due_on) != (wanted.opens_on, wanted.due_on)
    level, minutes = was.target != wanted.target, was.minutes != wanted.minutes
    words = [
        *([_("the new date")] if dates else []),
        *([_("the new level")] if level else []),
        *([_("the new minutes a day")] if minutes else []),
    ]
    return _(" and ").join(words)


def as_wanted(assigned: Assigned, wanted: Terms, after: Collection[str]) -> Assigned:
    """The questions that stay, with the new dates, level and minutes."""
    row = copy(assigned.assignment)
    row.opens_on, row.due_on = wanted.opens_on, wanted.due_on
    row.target, row.minutes = wanted.target, wanted.minutes
    stay = tuple(key for key in assigned.keys if key in after)
    return Assigned(row, assigned.title, stay, assigned.arrangements)


def asked_now_and_then(assigned: Assigned, wanted: Terms, bank: PublishedBank) -> list[Person]:
    current = Membership.objects.current().members().filter(cohort=assigned.assignment.cohort_id)
    members = [
        member
        for member in current.with_first_day().select_related("user")
        if assigned.own(member.user_id).is_asked and (wanted.for_everyone or member.user_id in wanted.members)
    ]
    return people_of(members, assigned.keys, bank, {})


def behind(assigned: Assigned, people: Collection[Person], bank: PublishedBank, now: datetime) -> int:
    return sum(
        status_of(assigned, one, Predicted(bank, one.profile, one.cards), now).is_behind for one in people
    )
