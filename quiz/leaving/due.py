"""By night: whoever asked a week ago is erased, and visitors who never came back."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import Error, transaction
from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from accounts.models import User
from accounts.own.happened import forget_old_events
from accounts.own.leaving import WEEK
from accounts.own.mails import tell
from quiz.cohorts.running.handing_over import TeachesAlone
from quiz.keeping.taking import KEPT_FOR
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
    """Also accounts that were asked for with an address that nobody confirmed."""
    left: int = 0
    """Who could not be erased; the log says why. The next run tries again."""


def erase_due(now: datetime) -> Erased:
    """Each in a transaction of their own: one that fails leaves the others."""
    done = Erased()
    for user in keys_of(accounts_due(now)):
        done.accounts += tried(done, partial(erase_account_due, user, now))
    for user in keys_of(unproved_due(now)):
        done.visitors += tried(done, partial(erase_unproved_due, user, now))
    for learner in keys_of(visitors_due(now)):
        done.visitors += tried(done, partial(erase_visitor_due, learner, now))
    forget_old_events(now)
    return done


def keys_of(rows: QuerySet[Any]) -> list[UUID]:
    return list(rows.values_list("pk", flat=True))


def tried(done: Erased, act: Callable[[], bool]) -> bool:
    try:
        return act()
    except TeachesAlone as alone:
        why = f"they alone teach {', '.join(str(cohort.pk) for cohort in alone.cohorts)}"
    except (Error, OSError) as error:
        why = type(error).__name__
    done.left += 1
    logger.error("Somebody is not erased yet: %s", why)
    return False


def accounts_due(now: datetime) -> QuerySet[User]:
    return User.objects.filter(leaving_since__lte=now - WEEK).order_by("leaving_since")


def unproved_due(now: datetime) -> QuerySet[User]:
    """Somebody asked for an account, and nobody ever showed that the address is theirs (`signing_up`)."""
    asked = User.objects.filter(
        last_login=None, name="", password__startswith=UNUSABLE_PASSWORD_PREFIX, is_staff=False
    )
    unused = asked.filter(groups=None, memberships=None, learner=None)
    return unused.filter(date_joined__lte=now - NEVER_CAME_BACK).exclude(emailaddress__verified=True)


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
    tell(address, "gone", backup_days=KEPT_FOR.days)
    return True


def erase_unproved_due(pk: UUID, now: datetime) -> bool:
    with transaction.atomic():
        user = User.objects.select_for_update().filter(pk=pk, pk__in=unproved_due(now).values("pk")).first()
        if user:
            erase_account(user=user, reason="an address that nobody confirmed", now=now)
    return user is not None


def erase_visitor_due(pk: UUID, now: datetime) -> bool:
    """Unless they came back meanwhile."""
    with transaction.atomic():
        found = visitors_due(now).select_for_update().filter(pk=pk).first()
        if found:
            erase_person(learner=found, reason="a visitor who never came back", now=now)
    return found is not None
