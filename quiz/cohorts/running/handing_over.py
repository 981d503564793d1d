"""Several instructors with equal rights: each can go, but for the last, on whom the members rely."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from accounts.models import User
from quiz.cohorts.models import Cohort, Membership


class TeachesAlone(Exception):
    """Cohorts that would be left without an instructor; nobody has gone."""

    def __init__(self, cohorts: Iterable[Cohort]) -> None:
        self.cohorts = tuple(cohorts)
        named = ", ".join(f"{cohort} ({cohort.pk})" for cohort in self.cohorts)
        super().__init__(f"No other instructor teaches: {named}")


def cohorts_left_alone(user: User) -> list[Cohort]:
    """Those of which this person is the only instructor. In a transaction: no other stops teaching before it ends."""
    cohorts = list(Cohort.objects.taught_by(user).select_for_update(no_key=True).order_by("pk"))
    others = Membership.objects.current().instructors().filter(cohort__in=cohorts).exclude(user=user)
    shared = set(others.values_list("cohort", flat=True))
    return [cohort for cohort in cohorts if cohort.pk not in shared]


def stop_teaching(*, cohort: Cohort, user: User, now: datetime) -> None:
    """This instructor leaves the cohort to the others. A second time changes nothing.

    Owns its transaction. Raises `TeachesAlone`.
    """
    with transaction.atomic():
        teaching = cohort.locked().memberships.current().instructors()
        if not teaching.exclude(user=user).exists():
            raise TeachesAlone([cohort])
        teaching.filter(user=user).update(left_at=now)
