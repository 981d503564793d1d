"""Storing each Monday what every running cohort would know on its last due day. What is stored stays as it was."""

from datetime import date, datetime, timedelta
from functools import partial

from quiz.bank.published import PublishedBank, published_bank
from quiz.cohorts.assigned import all_keys, assigned_in
from quiz.cohorts.days import day_at
from quiz.cohorts.measuring.models import CohortWeek
from quiz.cohorts.measuring.people import people_of
from quiz.cohorts.measuring.standing import worked_out
from quiz.cohorts.measuring.weeks import Outlook, outlook_of
from quiz.cohorts.models import Cohort

LATEST = 1
"""Days after its Monday on which a week can still be stored: a night that failed costs nothing, and a later figure
would not be Monday's."""


def freeze_weeks(now: datetime) -> int:
    """Store this Monday's figure of each cohort that has none yet; how many were stored.

    Only on Monday and the day after, as days are everywhere on Earth (`days.day_at`). A week that is missed then stays
    missing. One cohort that cannot be worked out is logged, and tried again the next time.
    """
    today = day_at(now)
    monday = monday_before(today)
    if (today - monday).days > LATEST:
        return 0
    bank, running = published_bank(), Cohort.objects.running()
    return sum(
        worked_out(partial(freeze_week, cohort, monday, bank, now)) or 0
        for cohort in running.exclude(weeks__monday=monday)
    )


def monday_before(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def freeze_week(cohort: Cohort, monday: date, bank: PublishedBank, now: datetime) -> int:
    """How many were stored: one; none where there is nothing to expect, or another process was faster."""
    outlook = read_outlook(cohort, bank, now)
    if outlook is None:
        return 0
    figures = {
        "due_on": outlook.due_on,
        "total": outlook.total,
        "members": outlook.members,
        "low": outlook.low,
        "expected": outlook.expected,
        "high": outlook.high,
    }
    return CohortWeek.objects.get_or_create(cohort=cohort, monday=monday, defaults=figures)[1]


def read_outlook(cohort: Cohort, bank: PublishedBank, now: datetime) -> Outlook | None:
    """What the cohort's page would say, in six queries."""
    assigned = assigned_in(cohort.assignments.all(), bank)
    members = list(cohort.memberships.current().members().with_first_day().select_related("user"))
    return outlook_of(people_of(members, all_keys(assigned, bank), bank, {}), assigned, bank, now)
