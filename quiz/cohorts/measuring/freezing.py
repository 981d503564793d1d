"""Storing what members had reached when an assignment ended, so that it stays whatever becomes of log and bank."""

from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from quiz.bank.published import PublishedBank, published_bank
from quiz.cohorts.assigned import Assigned, assigned_in
from quiz.cohorts.days import day_at
from quiz.cohorts.measuring.frozen import results_of
from quiz.cohorts.measuring.models import Result
from quiz.cohorts.measuring.standing import worked_out
from quiz.cohorts.models import Assignment, Membership


def freeze_ended(now: datetime) -> int:
    """Store the results of every assignment that has ended, for some or for all, and is not stored yet; of how many.

    Those of archived cohorts too. Each in a transaction of its own. One that cannot be worked out is logged, and
    tried again the next time.
    """
    bank, day = published_bank(), day_at(now)
    has_ended = Q(due_on__lt=day) | Q(closed_at__lte=now) | Q(arrangements__due_on__lt=day)
    ended = Assignment.objects.filter(has_ended, ended_members=None).distinct().select_related("cohort")
    return sum(worked_out(partial(freeze, one, bank, now)) or 0 for one in ended.order_by("due_on", "pk"))


def freeze(assignment: Assignment, bank: PublishedBank, now: datetime) -> int:
    """One where anything was stored: rows of those for whom it has ended, and the counts once it has for all."""
    with transaction.atomic():
        assignment.cohort.locked()
        unstored = Assignment.objects.filter(pk=assignment.pk, ended_members=None).select_related("cohort")
        return sum(freeze_locked(one, bank, now) for one in assigned_in(unstored, bank))


def freeze_locked(assigned: Assigned, bank: PublishedBank, now: datetime) -> bool:
    new_rows = store_results(assigned, bank, now)
    counted = assigned.last_end <= now and store_counts(assigned.assignment)
    return new_rows or counted


def store_results(assigned: Assigned, bank: PublishedBank, now: datetime) -> bool:
    """Was there anything to store?"""
    assignment = assigned.assignment
    has_row = set(Result.objects.filter(assignment=assignment).values_list("user", flat=True))
    users = ever_members(assigned) - has_row
    results = results_of(assignment.cohort, [assigned], users, bank, now)
    rows = [(user, results[user][assignment.pk]) for user in users if assignment.pk in results.get(user, {})]
    Result.objects.bulk_create(
        [
            Result(
                assignment=assignment,
                user_id=user,
                total=frozen.total,
                answered=frozen.answered,
                at_level=frozen.at_level,
                excused=frozen.excused,
            )
            for user, frozen in rows
        ],
        ignore_conflicts=True,
    )
    return bool(rows)


def ever_members(assigned: Assigned) -> set[UUID]:
    """Whoever was a member at some time; `results_of` takes those who were when it ended for them."""
    spans = Membership.objects.members().filter(cohort=assigned.assignment.cohort_id)
    return set(spans.values_list("user", flat=True))


def store_counts(assignment: Assignment) -> bool:
    """How many it asked, and how many of them were done. The excused are in neither.

    While one of them is leaving it waits, a week at most: they come back and are counted, or are gone and are not.
    """
    rows = Result.objects.filter(assignment=assignment)
    if rows.filter(user__leaving_since__isnull=False).exists():
        return False
    results = [row for row in rows if not row.excused]
    done = sum(row.at_level >= row.total for row in results)
    unstored = Assignment.objects.filter(pk=assignment.pk, ended_members=None)
    return bool(unstored.update(ended_members=len(results), ended_done=done))
