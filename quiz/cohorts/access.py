"""Whose cohort it is. Every look-up starts from the person, so that what is not theirs is not there."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from accounts.models import User
from quiz.cohorts.models import Cohort, CohortArchived
from quiz.practice.people.middleware import LearnerRequest


class SignedInRequest(LearnerRequest):
    """A request to a page that asks for signing in."""

    user: User


def taught_cohort(request: SignedInRequest, cohort_id: UUID) -> Cohort:
    """To be read, archived or not."""
    return get_object_or_404(Cohort.objects.taught_by(request.user), pk=cohort_id)


def running_cohort(request: SignedInRequest, cohort_id: UUID) -> Cohort:
    """To be changed. Raises `CohortArchived`, to which `refusals.RefuseWhileArchived` answers."""
    return not_archived(taught_cohort(request, cohort_id))


def not_archived(cohort: Cohort) -> Cohort:
    if cohort.archived_at:
        raise CohortArchived(cohort)
    return cohort
