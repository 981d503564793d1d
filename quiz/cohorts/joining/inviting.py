"""Inviting by link: an invitation expires, can be revoked, and lets in so many people and no more."""

import secrets
from datetime import datetime, timedelta
from enum import StrEnum

from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.db.models import F

from accounts.models import User
from quiz.cohorts.joining.models import Invitation
from quiz.cohorts.models import AGREED_TO_ANSWERS, Cohort, Membership


class Closed(StrEnum):
    """Why an invitation lets nobody in any more."""

    REVOKED = "revoked"
    EXPIRED = "expired"
    USED_UP = "used up"


class InvitationClosed(Exception):
    """The invitation lets nobody in; nobody has joined."""

    def __init__(self, because: Closed) -> None:
        super().__init__(because)
        self.because = because


def invite(
    *, cohort: Cohort, by: User, days: int, most_uses: int, now: datetime, newest: str = ""
) -> Invitation:
    """A new link into the cohort, valid for so many days and people. Owns its transaction.

    `newest` is the newest link that the page showed on which this was decided. Where another of the same kind was made
    since and is still unused, it was made by the same click, and is what this one gives.
    """
    with transaction.atomic():
        latest = cohort.locked().invitations.order_by("-created_at", "-pk").first()
        if latest and str(latest.pk) != newest and is_same(latest, by, days, most_uses, now):
            return latest
        return Invitation.objects.create(
            cohort=cohort,
            token=secrets.token_urlsafe(32),
            created_by=by,
            created_at=now,
            expires_at=now + timedelta(days=days),
            most_uses=most_uses,
        )


def is_same(invitation: Invitation, by: User, days: int, most_uses: int, now: datetime) -> bool:
    """Is it what this person would make, as good as new?"""
    wanted = (by.pk, timedelta(days=days), most_uses, 0)
    validity = invitation.expires_at - invitation.created_at
    made = (invitation.created_by_id, validity, invitation.most_uses, invitation.uses)
    return made == wanted and why_closed(invitation, now) is None


def revoke(*, invitation: Invitation, now: datetime) -> None:
    """Close the link; whoever has joined by it stays. A second time changes nothing. One statement."""
    Invitation.objects.filter(pk=invitation.pk, revoked_at=None).update(revoked_at=now)


def why_closed(invitation: Invitation, now: datetime) -> Closed | None:
    """Why nobody can join by it, or None while it is open."""
    if invitation.revoked_at is not None:
        return Closed.REVOKED
    if now >= invitation.expires_at:
        return Closed.EXPIRED
    return Closed.USED_UP if invitation.uses >= invitation.most_uses else None


def closed_to(invitation: Invitation, user: User | AnonymousUser, now: datetime) -> Closed | None:
    """Why this person cannot join by it: whoever was a member before is counted already, a full link lets them in."""
    because = why_closed(invitation, now)
    return None if because is Closed.USED_UP and was_member(invitation, user) else because


def was_member(invitation: Invitation, user: User | AnonymousUser) -> bool:
    return Membership.objects.members().filter(cohort=invitation.cohort_id, user=user.pk).exists()


def accept(*, invitation: Invitation, user: User, now: datetime) -> Membership:
    """Join the cohort, which uses the invitation once. Whoever is in the cohort already stays as they are, and
    coming back uses nothing up.

    Owns its transaction. Raises `InvitationClosed`.
    """
    current = Membership.objects.current().filter(cohort=invitation.cohort_id, user=user)
    try:
        with transaction.atomic():
            return current.first() or join(invitation, user, now)
    except IntegrityError:  # the same person joined in another tab meanwhile; this use was rolled back
        return current.get()


def join(invitation: Invitation, user: User, now: datetime) -> Membership:
    if was_member(invitation, user):
        check_that_it_lets_back(invitation, now)
    else:
        use(invitation, now)
    return Membership.objects.create(
        cohort_id=invitation.cohort_id,
        user=user,
        role=Membership.Role.MEMBER,
        agreed_at=now,
        agreed_to=AGREED_TO_ANSWERS,
    )


def check_that_it_lets_back(invitation: Invitation, now: datetime) -> None:
    invitation.refresh_from_db()
    because = why_closed(invitation, now)
    if because and because is not Closed.USED_UP:
        raise InvitationClosed(because)


def use(invitation: Invitation, now: datetime) -> None:
    """Count one use: the check and the count are one statement, so that no crowd gets past the limit."""
    still_open = Invitation.objects.filter(
        pk=invitation.pk, revoked_at=None, expires_at__gt=now, uses__lt=F("most_uses")
    )
    if not still_open.update(uses=F("uses") + 1):
        invitation.refresh_from_db()
        raise InvitationClosed(why_closed(invitation, now) or Closed.USED_UP)
