"""Ending a cohort for everyone in it, and ending one member's membership."""

from datetime import datetime

from django.db import transaction

from quiz.cohorts.models import Cohort, Membership


def end_cohort(*, cohort: Cohort, now: datetime) -> list[Membership]:
    """End every membership, of instructors too, and all its links: nobody sees anything of it any more.

    The memberships that it ended, to tell those people; none the second time. What was frozen stays, as it does when
    somebody leaves (docs/decisions/0034). Owns its transaction.
    """
    with transaction.atomic():
        lasting = cohort.locked().memberships.filter(left_at=None)
        ended = list(lasting.current().select_related("user").order_by("agreed_at", "pk"))
        lasting.update(left_at=now)
        cohort.invitations.filter(revoked_at=None).update(revoked_at=now)
        Cohort.objects.running().filter(pk=cohort.pk).update(archived_at=now)
    return ended


def remove(*, membership: Membership, now: datetime) -> bool:
    """End a member's membership, and with it all that instructors see of them, at once.

    Whether it did: not where it had ended already. Owns its transaction. Raises `CohortArchived`.
    """
    with transaction.atomic():
        membership.cohort.locked_while_running()
        current = Membership.objects.current().members().filter(pk=membership.pk)
        return bool(current.update(left_at=now, was_removed=True))
