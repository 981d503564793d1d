"""Inviting by link: an invitation expires, can be revoked, and lets in so many people and no more.

It makes members of them, or an instructor of one. `accepting` is the other side of the door.
"""

import secrets
from datetime import datetime, timedelta
from enum import StrEnum

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from quiz.cohorts.joining.models import Invitation
from quiz.cohorts.models import Cohort, Membership

INSTRUCTORS_DAYS = 7
"""How long an invitation to teach is valid; it is for one person."""


class Closed(StrEnum):
    """Why an invitation lets nobody in any more, or not this person."""

    ARCHIVED = "archived"
    REVOKED = "revoked"
    EXPIRED = "expired"
    USED_UP = "used up"
    REMOVED = "removed"


class InvitationClosed(Exception):
    """The invitation lets nobody in; nobody has joined."""

    def __init__(self, because: Closed) -> None:
        super().__init__(because)
        self.because = because


def invite(
    *,
    cohort: Cohort,
    by: User,
    now: datetime,
    days: int,
    most_uses: int,
    newest: str = "",
    role: str = Membership.Role.MEMBER,
) -> Invitation:
    """A new link into the cohort, valid for so many days and people. Owns its transaction.

    `newest` is the newest link that the page showed on which this was decided (`newest_of`). Where another of the same
    kind was made since and is still unused, it was made by the same click, and is what this one gives. Raises
    `InvitationClosed` where the cohort is archived.
    """
    with transaction.atomic():
        locked = check_that_it_invites(cohort)
        latest = newest_of(locked, role)
        if latest and str(latest.pk) != newest and is_same(latest, by, days, most_uses, now):
            return latest
        return new_link(cohort=locked, by=by, now=now, days=days, most_uses=most_uses, role=role)


def invite_instructor(*, cohort: Cohort, by: User, now: datetime, newest: str = "") -> Invitation:
    """A link that makes an instructor of the one person who accepts it. As `invite`."""
    role = Membership.Role.INSTRUCTOR
    return invite(cohort=cohort, by=by, now=now, days=INSTRUCTORS_DAYS, most_uses=1, newest=newest, role=role)


def check_that_it_invites(cohort: Cohort) -> Cohort:
    """In a transaction: the cohort, locked, unless it is archived."""
    locked = cohort.locked()
    if locked.archived_at is not None:
        raise InvitationClosed(Closed.ARCHIVED)
    return locked


def new_link(
    *, cohort: Cohort, by: User, now: datetime, days: int, most_uses: int, role: str = Membership.Role.MEMBER
) -> Invitation:
    return Invitation.objects.create(
        cohort=cohort,
        token=new_token(),
        created_by=by,
        created_at=now,
        expires_at=now + timedelta(days=days),
        most_uses=most_uses,
        role=role,
    )


def new_token() -> str:
    return secrets.token_urlsafe(32)


def newest_of(cohort: Cohort, role: str = Membership.Role.MEMBER) -> Invitation | None:
    """The newest link of this kind that is handed on by its maker, not mailed."""
    return links_of(cohort).filter(role=role).first()


def links_of(cohort: Cohort) -> QuerySet[Invitation]:
    """What instructors hand on themselves, the newest first."""
    return cohort.invitations.filter(mailed=None).order_by("-created_at", "-pk")


def is_to_teach(invitation: Invitation) -> bool:
    return invitation.role == Membership.Role.INSTRUCTOR


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
    if invitation.cohort.archived_at is not None:
        return Closed.ARCHIVED
    if invitation.revoked_at is not None:
        return Closed.REVOKED
    if now >= invitation.expires_at:
        return Closed.EXPIRED
    return Closed.USED_UP if invitation.uses >= invitation.most_uses else None
