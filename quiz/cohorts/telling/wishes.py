"""What a person wants to be mailed. Each kind of mail can be stopped by itself."""

from typing import Any, Final
from uuid import UUID

from django.db import transaction

from accounts.models import User
from quiz.cohorts.models import Cohort
from quiz.cohorts.telling.models import MailWishes, SentMail

Kind = SentMail.Kind

STOPPED: Final[dict[str, dict[str, Any]]] = {
    Kind.REMINDER: {"instructors_reminders": False},
    Kind.DUE: {"due_reminders": False},
    Kind.PRACTICE: {"practice_hour": None},
    Kind.DIGEST: {"digest": False},
}
"""A kind of mail to the wishes of whoever wants none of it."""


def wishes_of(user: User) -> MailWishes:
    """What they chose; unsaved, what holds for whoever has chosen nothing."""
    return MailWishes.objects.filter(user=user).first() or MailWishes(user=user)


def wish(*, user: User, zone: str, **wishes: Any) -> None:
    """Save what they chose. What is not named stays. Owns its transaction.

    An account without a zone gets the one that its pages were in: no browser says it when a mail is due.
    """
    with transaction.atomic():
        User.objects.filter(pk=user.pk, time_zone="").update(time_zone=zone)
        MailWishes.objects.update_or_create(user=user, defaults=wishes)


def stop(*, user: UUID, kind: str) -> bool:
    """Mail this person nothing of this kind any more; False where there is no such person. Twice is as once."""
    if not User.objects.filter(pk=user).exists():
        return False
    MailWishes.objects.update_or_create(user_id=user, defaults=STOPPED[kind])
    return True


def teaches(user: User) -> bool:
    """Whether there is a cohort of which they can get a digest."""
    return Cohort.objects.taught_by(user).filter(archived_at=None).exists()
