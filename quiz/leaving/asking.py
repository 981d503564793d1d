"""Asking for one's account to be deleted, and taking that back."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.own.happened import Kind, note_event
from accounts.own.leaving import WEEK
from accounts.own.mails import tell
from quiz.cohorts.running.handing_over import TeachesAlone, cohorts_left_alone
from quiz.curation.people.rights import locked_superusers


class LastSuperuser(Exception):
    """Nobody else could give rights to others; `createsuperuser` makes another first."""


def ask_to_leave(*, user: User, device: str, now: datetime) -> datetime:
    """From now on nobody sees this person. Gives when all of theirs is erased. A second time changes nothing.

    Owns its transaction. Raises `LastSuperuser`, and `TeachesAlone` with the cohorts that would have no instructor.
    """
    with transaction.atomic():
        refuse_whom_others_need(user)
        asked = User.objects.filter(pk=user.pk, leaving_since=None).update(leaving_since=now)
        if asked:
            note_event(user, Kind.LEAVING, device=device, now=now)
    user.refresh_from_db(fields=["leaving_since"])
    since = user.leaving_since or now
    if asked:
        tell(user.email, "leaving", goes_at=since + WEEK, device=device)
    return since + WEEK


def refuse_whom_others_need(user: User) -> None:
    """In the caller's transaction: two who are the last ones together do not both get through."""
    if locked_superusers() == {user.pk}:
        raise LastSuperuser
    if alone := cohorts_left_alone(user):
        raise TeachesAlone(alone)


def keep_account(*, user: User, device: str, now: datetime) -> bool:
    """All is as it was before. False where nobody had asked, or the account is gone. Owns its transaction."""
    with transaction.atomic():
        kept = User.objects.filter(pk=user.pk, leaving_since__isnull=False).update(leaving_since=None)
        if kept:
            note_event(user, Kind.STAYING, device=device, now=now)
    if kept:
        tell(user.email, "staying")
    return bool(kept)
