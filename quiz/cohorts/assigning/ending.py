"""Ending an assignment before its day: closing it, or deleting it while nobody has answered anything."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from quiz.bank.published import PublishedBank
from quiz.cohorts.assigned import Assigned, assigned_as
from quiz.cohorts.assigning.editing import has_ended
from quiz.cohorts.assigning.locking import HasEnded, locked_assignment
from quiz.cohorts.models import Assignment, Membership
from quiz.practice.models import Learner, Review


class WasAnswered(Exception):
    """Somebody has answered one of its questions since it opened: deleting it would take that from the reports."""


def close(*, assignment: Assignment, now: datetime) -> Assignment:
    """It ends now, for everybody: what members have reached at this instant is their result.

    A second time changes nothing. Owns its transaction. Raises `CohortArchived`, `HasEnded` (when it has for
    everybody), `Assignment.DoesNotExist`.
    """
    with transaction.atomic():
        row = locked_assignment(assignment)
        if row.closed_at:
            return row
        if has_ended(row, now) and not runs_for_some(row, now):
            raise HasEnded
        row.closed_at = now
        row.save(update_fields=["closed_at"])
    return row


def runs_for_some(assignment: Assignment, now: datetime) -> bool:
    """Has a member a date of their own that is still to come?"""
    return (
        Assigned(assignment, "", (), {one.user_id: one for one in assignment.arrangements.all()}).last_end
        > now
    )


def delete(*, assignment: Assignment, bank: PublishedBank) -> None:
    """As if it had never been. Owns its transaction.

    Raises `CohortArchived`, `WasAnswered`, `Assignment.DoesNotExist`.
    """
    with transaction.atomic():
        row = locked_assignment(assignment)
        if was_answered(assigned_as(row, bank), bank):
            raise WasAnswered
        row.delete()


def was_answered(assigned: Assigned, bank: PublishedBank) -> bool:
    """Any of its questions since it opened, by anybody whom it has asked, whether or not they have left since; not
    what they answered before they joined or after they left.
    """
    spans = Membership.objects.members().filter(cohort=assigned.assignment.cohort_id)
    asked = [user for user in spans.values_list("user", flat=True) if assigned.own(user).is_asked]
    within = Q(left_at=None) | Q(left_at__gt=OuterRef("at"))
    meanwhile = spans.filter(within, user=OuterRef("person"), user__in=asked, agreed_at__lte=OuterRef("at"))
    reviews = Review.objects.filter(
        prompt__question__in=[bank.id_of[key] for key in assigned.keys],
        local_day__gte=assigned.assignment.opens_on,
    )
    person = Coalesce("learner__user", "learner__merged_into__user")
    learners = Learner.objects.filter(Q(user__in=asked) | Q(merged_into__user__in=asked))
    return reviews.filter(learner__in=learners).annotate(person=person).filter(Exists(meanwhile)).exists()
