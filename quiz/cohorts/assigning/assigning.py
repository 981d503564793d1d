"""Assigning sections to a cohort."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from quiz.bank.models import Section
from quiz.cohorts.models import MINUTES, Assignment, Cohort


def assign(
    *,
    cohort: Cohort,
    by: User,
    sections: Collection[str],
    opens_on: date,
    due_on: date,
    target: int,
    minutes: int = MINUTES,
    now: datetime,
) -> Assignment:
    """Ask the cohort's members to bring these sections (slugs) to the target level by the due day.

    What is asked of them already (the same sections, level, days and minutes) is asked once, however often it is sent.
    Owns its transaction. The database refuses a due day before the opening day and a target that is no level.
    """
    with transaction.atomic():
        asked = cohort.locked_while_running().assignments.filter(
            opens_on=opens_on, due_on=due_on, target=target, minutes=minutes
        )
        if same := next((one for one in asked if one.asks_for(sections)), None):
            return same
        assignment = Assignment.objects.create(
            cohort=cohort,
            created_by=by,
            opens_on=opens_on,
            due_on=due_on,
            target=target,
            minutes=minutes,
            created_at=now,
        )
        assignment.sections.set(Section.objects.filter(slug__in=sections))
    return assignment
