"""Whose cohort it is. Every look-up starts from the person, so that what is not theirs is not there."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from accounts.models import User
from quiz.cohorts.models import Cohort
from quiz.practice.people.middleware import LearnerRequest


class SignedInRequest(LearnerRequest):
    """A request to a page that asks for signing in."""

    user: User


def taught_cohort(request: SignedInRequest, cohort_id: UUID) -> Cohort:
    return get_object_or_404(Cohort.objects.taught_by(request.user), pk=cohort_id)
