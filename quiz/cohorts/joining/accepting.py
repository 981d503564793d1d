"""Coming in by an invitation, or declining it: who may, what it makes of them, and what it uses up."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.db.models import F

from accounts.models import User
from quiz.cohorts.joining.inviting import Closed, InvitationClosed, is_to_teach, why_closed
from quiz.cohorts.joining.models import Invitation, MailedInvitation
from quiz.cohorts.models import AGREED_FIRST, AGREED_TO_ANSWERS, Cohort, Membership

State = MailedInvitation.State


@dataclass(frozen=True, slots=True)
class Door:
    """Where a link leads: an invitation, and the mail that it came with, if it did."""

    invitation: Invitation
    mailed: MailedInvitation | None = None

    @property
    def token(self) -> str:
        return self.mailed.token if self.mailed else self.invitation.token

    @property
    def made_at(self) -> datetime:
        return self.mailed.created_at if self.mailed else self.invitation.created_at

    @property
    def is_to_teach(self) -> bool:
        return is_to_teach(self.invitation)


def door_of(token: str) -> Door | None:
    """Two queries at most."""
    invitation = Invitation.objects.select_related("cohort").filter(token=token).first()
    if invitation is not None:
        return Door(invitation)
    mailed = MailedInvitation.objects.select_related("invitation__cohort").filter(token=token).first()
    return Door(mailed.invitation, mailed) if mailed else None


def closed_to(door: Door, user: User | AnonymousUser, now: datetime) -> Closed | None:
    """Why this person cannot join by it. Whoever was a member before is counted already, so a full link lets them
    back in; not so whoever was removed since it was made.
    """
    because = why_closed(door.invitation, now)
    if because is None and door.mailed and door.mailed.state == State.JOINED:
        because = Closed.USED_UP
    if because is Closed.USED_UP and comes_back(door.invitation, user):
        because = None
    return because or (Closed.REMOVED if was_removed_since(door, user) else None)


def comes_back(invitation: Invitation, user: User | AnonymousUser) -> bool:
    """Was this person a member before, and would be one again?"""
    former = Membership.objects.members().filter(cohort=invitation.cohort_id, user=user.pk)
    return not is_to_teach(invitation) and former.exists()


def was_removed_since(door: Door, user: User | AnonymousUser) -> bool:
    removed = Membership.objects.filter(cohort=door.invitation.cohort_id, user=user.pk, was_removed=True)
    return removed.filter(left_at__gte=door.made_at).exists()


def accept(
    *,
    invitation: Invitation,
    user: User,
    now: datetime,
    mailed: MailedInvitation | None = None,
    name: str | None = None,
) -> Membership:
    """Join the cohort, which uses the invitation once, under this name. Whoever is in the cohort already stays as they
    are, and coming back uses nothing up; but a member who accepts to teach becomes an instructor.

    Owns its transaction. Raises `InvitationClosed`.
    """
    door = Door(invitation, mailed)
    try:
        with transaction.atomic():
            return in_already(door, user) or join(door, user, now, name)
    except (IntegrityError, InvitationClosed):  # or the same person joined in another tab meanwhile
        membership = in_already(door, user)
        if membership is None:
            raise
        return membership


def in_already(door: Door, user: User | AnonymousUser) -> Membership | None:
    """Their membership, if the invitation would make no more of it."""
    current = Membership.objects.current().filter(cohort=door.invitation.cohort_id, user=user.pk)
    return (current.exclude(role=Membership.Role.MEMBER) if door.is_to_teach else current).first()


def join(door: Door, user: User, now: datetime, name: str | None) -> Membership:
    """In a transaction. The cohort is locked, so that nobody is left in one that is ending or being archived."""
    door.invitation.cohort.locked()
    door.invitation.refresh_from_db()
    if because := closed_to(door, user, now):
        raise InvitationClosed(because)
    if not comes_back(door.invitation, user):
        use(door, now)
    if door.mailed:
        MailedInvitation.objects.filter(pk=door.mailed.pk).update(state=State.JOINED, joined_by=user)
    if name is not None and name != user.name:
        user.name = name
        user.save(update_fields=["name"])
    return new_membership(door.invitation, user, now)


def use(door: Door, now: datetime) -> None:
    """Count one use: the check and the count are one statement, so that no crowd gets past the limit. A mail lets in
    one person.
    """
    invitation, running = door.invitation, Cohort.objects.filter(archived_at=None)
    still_open = Invitation.objects.filter(
        pk=invitation.pk, cohort__in=running, revoked_at=None, expires_at__gt=now, uses__lt=F("most_uses")
    )
    if not still_open.update(uses=F("uses") + 1):
        invitation.refresh_from_db()
        raise InvitationClosed(why_closed(invitation, now) or Closed.USED_UP)
    if door.mailed:
        row = MailedInvitation.objects.filter(pk=door.mailed.pk)
        if not row.exclude(state=State.JOINED).update(state=State.JOINED):
            raise InvitationClosed(Closed.USED_UP)


def new_membership(invitation: Invitation, user: User, now: datetime) -> Membership:
    """In the place of the one they had, if they were a member and are to teach."""
    current = Membership.objects.current().members().filter(cohort=invitation.cohort_id, user=user)
    if is_to_teach(invitation):
        current.update(left_at=now)
    return Membership.objects.create(
        cohort_id=invitation.cohort_id,
        user=user,
        role=invitation.role,
        agreed_at=now,
        agreed_to=AGREED_FIRST if is_to_teach(invitation) else AGREED_TO_ANSWERS,
    )


def decline(*, mailed: MailedInvitation) -> None:
    """Note that whoever got the mail does not want to. A second time changes nothing. One statement."""
    MailedInvitation.objects.filter(pk=mailed.pk).exclude(state=State.JOINED).update(state=State.DECLINED)
