"""Making a cohort, which makes its instructor, and leaving one. Joining is by invitation (`inviting`)."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from accounts.models import User
from quiz.cohorts.models import AGREED_TO_ANSWERS, Cohort, Membership


def make_cohort(*, user: User, name: str, now: datetime) -> Cohort:
    """A cohort with this user as its instructor; one of the same name that they have just made is that cohort.

    Owns its transaction.
    """
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=user.pk)
        same = Cohort.objects.taught_by(user).running().untouched().filter(name=name).first()
        if same:
            return same
        return add_cohort(user=user, name=name, now=now)


def add_cohort(*, user: User, name: str, now: datetime) -> Cohort:
    """In a transaction: another cohort with this user as its instructor."""
    cohort = Cohort.objects.create(name=name, created_at=now)
    Membership.objects.create(cohort=cohort, user=user, role=Membership.Role.INSTRUCTOR, agreed_at=now)
    return cohort


def first_joined(cohort: Cohort, user: User | AnonymousUser) -> datetime | None:
    """When this person first became a member, even if they have left since; None if they never did."""
    own = cohort.memberships.members().filter(user=user.pk).order_by("agreed_at")
    return own.values_list("agreed_at", flat=True).first()


def agree(*, cohort: Cohort, user: User, to: str) -> bool:
    """A member agrees to what instructors see by now; False where `to`, the list that they read, is an older one.

    A second time changes nothing. One statement.
    """
    if to != str(AGREED_TO_ANSWERS):
        return False
    mine = Membership.objects.current().members().filter(cohort=cohort, user=user)
    mine.update(agreed_to=AGREED_TO_ANSWERS)
    return True


def leave(*, cohort: Cohort, user: User, now: datetime) -> None:
    """End the membership, and with it all that the instructors see of this member, at once.

    A second time changes nothing. One statement, no transaction needed.
    """
    current = Membership.objects.current().members().filter(cohort=cohort, user=user)
    current.update(left_at=now)
