"""By night: whoever asked a week ago is erased, and visitors who never came back."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import Error, transaction
from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from accounts.models import User
from accounts.own.happened import forget_old_events
from accounts.own.leaving import WEEK
from accounts.own.mails import tell
from quiz.cohorts.running.handing_over import TeachesAlone
from quiz.practice.models import Learner
from quiz.privacy import erase_account, erase_person

logger = logging.getLogger(__name__)
NEVER_CAME_BACK = timedelta(days=180)
"""After a visitor's last answer; or after they were made, where there was none."""


@dataclass(slots=True)
class Erased:
    """What one run did."""

    accounts: int = 0
    visitors: int = 0
    left: int = 0
    """Who could not be erased; the log says why. The next run tries again."""


def erase_due(now: datetime) -> Erased:
    """Each in a transaction of their own: one that fails leaves the others."""
    done = Erased()
    for pk in list(accounts_due(now).values_list("pk", flat=True)):
        try:
            done.accounts += erase_account_due(pk, now)
        except TeachesAlone as alone:
            done.left += 1
            logger.error("An account is not erased yet. %s", ", ".join(str(c.pk) for c in alone.cohorts))
        except (Error, OSError) as error:
            done.left += 1
            logger.error("An account is not erased yet: %s", type(error).__name__)
    for pk in list(visitors_due(now).values_list("pk", flat=True)):
        try:
            done.visitors += erase_visitor_due(pk, now)
        except (Error, OSError) as error:
            done.left += 1
            logger.error("A visitor is not erased yet: %s", type(error).__name__)
    forget_old_events(now)
    return done


def accounts_due(now: datetime) -> QuerySet[User]:
    return User.objects.filter(leaving_since__lte=now - WEEK).order_by("leaving_since")


def visitors_due(now: datetime) -> QuerySet[Learner]:
    alone = Learner.objects.filter(user=None, merged_into=None)
    return alone.alias(last=Coalesce("last_at", "created_at")).filter(last__lte=now - NEVER_CAME_BACK)


def erase_account_due(pk: UUID, now: datetime) -> bool:
    """Unless it was taken back meanwhile: whoever comes first is done with first. They are told once it is done."""
    with transaction.atomic():
        user = accounts_due(now).select_for_update().filter(pk=pk).first()
        if user is None:
            return False
        address = user.email
        erase_account(user=user, reason="asked for on the site", now=now)
    tell(address, "gone")
    return True


def erase_visitor_due(pk: UUID, now: datetime) -> bool:
    """Unless they came back meanwhile."""
    with transaction.atomic():
        found = visitors_due(now).select_for_update().filter(pk=pk).first()
        if found:
            erase_person(learner=found, reason="a visitor who never came back", now=now)
    return found is not None
