"""The page of one's cohorts: those one teaches, and those one is a member of."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q, QuerySet

from accounts.models import User
from quiz.cohorts.models import Cohort, Membership


@dataclass(frozen=True)
class CohortList:
    """Each cohort comes with `members` (how many there are now) and `next_due` (a day, or None)."""

    taught: QuerySet[Cohort]
    joined: QuerySet[Cohort]


def cohorts_of(user: User, today: date) -> CohortList:
    """Two queries, when they are read."""
    return CohortList(
        taught=with_figures(Cohort.objects.taught_by(user), today),
        joined=with_figures(Cohort.objects.joined_by(user), today),
    )


def with_figures(cohorts: QuerySet[Cohort], today: date) -> QuerySet[Cohort]:
    is_member = Q(memberships__role=Membership.Role.MEMBER, memberships__left_at=None)
    return cohorts.annotate(
        members=Count("memberships", filter=is_member, distinct=True),
        next_due=Min("assignments__due_on", filter=Q(assignments__due_on__gte=today)),
    ).order_by("name", "pk")
