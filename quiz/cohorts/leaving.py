"""Leaving a cohort."""

from datetime import datetime

from accounts.models import User
from quiz.cohorts.models import Cohort, Membership


def leave(*, cohort: Cohort, user: User, now: datetime) -> None:
    """End the membership, and with it all that the instructors see of this member, at once.

    A second time changes nothing. One statement, no transaction needed.
    """
    current = Membership.objects.current().members().filter(cohort=cohort, user=user)
    current.update(left_at=now)
