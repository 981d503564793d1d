"""Storing what members had reached when a due day ended, so that it stays whatever becomes of the log and the bank."""

from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from quiz.bank.published import PublishedBank, published_bank
from quiz.cohorts.assigned import Assigned, assigned_in
from quiz.cohorts.days import day_at
from quiz.cohorts.measuring.frozen import results_of, was_in
from quiz.cohorts.measuring.models import Result
from quiz.cohorts.measuring.standing import worked_out
from quiz.cohorts.models import Assignment, Membership


def freeze_ended(now: datetime) -> int:
    """Store the results of every assignment that has ended and is not stored yet; how many there were.

    Each in a transaction of its own. One that cannot be worked out is logged, and tried again the next time.
    """
    bank = published_bank()
    ended = Assignment.objects.filter(due_on__lt=day_at(now), ended_members=None).select_related("cohort")
    return sum(worked_out(partial(freeze, one, bank, now)) or 0 for one in assigned_in(ended, bank))


def freeze(assigned: Assigned, bank: PublishedBank, now: datetime) -> int:
    """How many were stored: one, or none where another process was faster."""
    assignment = assigned.assignment
    with transaction.atomic():
        assignment.cohort.locked()
        members = members_at(assigned)
        results = results_of(assignment.cohort, [assigned], members, bank, now)
        rows = [(user, results[user][assignment.pk]) for user in members]
        Result.objects.bulk_create(
            [
                Result(
                    assignment=assignment,
                    user_id=user,
                    total=frozen.total,
                    answered=frozen.answered,
                    at_level=frozen.at_level,
                )
                for user, frozen in rows
            ],
            ignore_conflicts=True,
        )
        done = sum(frozen.is_done for _, frozen in rows)
        unstored = Assignment.objects.filter(pk=assignment.pk, ended_members=None)
        return unstored.update(ended_members=len(rows), ended_done=done)


def members_at(assigned: Assigned) -> set[UUID]:
    """Who was a member when the due day ended, whether or not they have left since."""
    spans = Membership.objects.members().filter(cohort=assigned.assignment.cohort_id)
    return {span.user_id for span in spans if was_in(span, assigned.due)}
