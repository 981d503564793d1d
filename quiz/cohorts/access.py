"""Whose cohort it is. Every look-up starts from the person, so that what is not theirs is not there."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from accounts.models import User
from quiz.cohorts.models import Assignment, Cohort, CohortArchived, Membership
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


def cohort_to_change(request: SignedInRequest, cohort_id: UUID) -> Cohort:
    """For a page whose form changes the cohort: it can be read always, and sent while the cohort is running."""
    return (running_cohort if request.method == "POST" else taught_cohort)(request, cohort_id)


def not_archived(cohort: Cohort) -> Cohort:
    if cohort.archived_at:
        raise CohortArchived(cohort)
    return cohort


def taught_assignment(request: SignedInRequest, assignment_id: UUID) -> Assignment:
    """With its cohort."""
    taught = Assignment.objects.filter(cohort__in=Cohort.objects.taught_by(request.user))
    return get_object_or_404(taught.select_related("cohort"), pk=assignment_id)


def member_asked(assignment: Assignment, membership_id: UUID) -> Membership:
    """Of the assignment's own cohort, now."""
    members = assignment.cohort.memberships.current().members()
    return get_object_or_404(members.select_related("user"), pk=membership_id)
