"""The page of one's cohorts: those one teaches, and those one is a member of."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from accounts.models import User
from quiz.cohorts.models import Cohort, Membership

SAID_FOR = timedelta(days=30)
"""How long the page says that an instructor ended a membership."""


@dataclass(frozen=True)
class CohortList:
    """Each cohort comes with `members` (how many there are now) and `next_due` (a day, or None)."""

    taught: tuple[Cohort, ...]
    joined: tuple[Cohort, ...]
    taught_before: tuple[Cohort, ...]
    """Archived, as are those `joined_before`."""
    joined_before: tuple[Cohort, ...]
    removed_from: tuple[Membership, ...]
    """Not long ago, by an instructor."""

    @property
    def has_any(self) -> bool:
        return bool(self.taught or self.joined or self.taught_before or self.joined_before)


def cohorts_of(user: User, today: date, now: datetime) -> CohortList:
    """Three queries."""
    taught = list(with_figures(Cohort.objects.taught_by(user), today))
    joined = list(with_figures(Cohort.objects.joined_by(user), today))
    return CohortList(
        taught=tuple(cohort for cohort in taught if cohort.archived_at is None),
        joined=tuple(cohort for cohort in joined if cohort.archived_at is None),
        taught_before=tuple(cohort for cohort in taught if cohort.archived_at),
        joined_before=tuple(cohort for cohort in joined if cohort.archived_at),
        removed_from=tuple(removals(user, now)),
    )


def with_figures(cohorts: QuerySet[Cohort], today: date) -> QuerySet[Cohort]:
    is_member = Q(memberships__in=Membership.objects.current().members())
    return cohorts.annotate(
        members=Count("memberships", filter=is_member, distinct=True),
        next_due=Min("assignments__due_on", filter=Q(assignments__due_on__gte=today)),
    ).order_by("name", "pk")


def removals(user: User, now: datetime) -> QuerySet[Membership]:
    """Of cohorts that they have not joined again since."""
    own = Membership.objects.filter(user=user)
    later = own.filter(cohort=OuterRef("cohort"), agreed_at__gt=OuterRef("agreed_at"))
    removed = own.filter(~Exists(later), was_removed=True, left_at__gt=now - SAID_FOR)
    return removed.select_related("cohort").order_by("left_at")
