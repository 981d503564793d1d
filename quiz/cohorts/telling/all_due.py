"""All mails that people asked for and that are to be sent by now. Safe to run twice, late, or by two at once."""

import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import Error
from django.db.models import Q

from accounts.post import Outcome, Post
from quiz.cohorts.telling.digest import digest
from quiz.cohorts.telling.due_soon import due_soon
from quiz.cohorts.telling.models import MailWishes, SentMail
from quiz.cohorts.telling.planned import Planned
from quiz.cohorts.telling.practice_left import practice_left
from quiz.cohorts.telling.sent_once import send_once

logger = logging.getLogger(__name__)
REMEMBERED: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Run:
    """What one run did."""

    sent: dict[str, int]
    """By kind."""
    failed: int
    """Refused, perhaps not sent, or not to be worked out; the log says which."""
    reached: bool
    """Whether the mail server could be reached."""


def send_all_due(now: datetime) -> Run:
    """One that fails leaves the others; without a mail server nothing is tried on."""
    forget_sent_before(now - REMEMBERED)
    outcomes, failed = Counter[tuple[str, Outcome | None]](), 0
    with closing(Post()) as post:
        for wishes in who_wishes():
            if post.is_shut:
                break
            failed += not send_to(wishes, post, outcomes, now)
    sent = {kind: outcomes[kind, Outcome.SENT] for kind in SentMail.Kind.values}
    failed += sum(n for (_, what), n in outcomes.items() if what in {Outcome.REFUSED, Outcome.PERHAPS})
    return Run(sent, failed, reached=not post.is_shut)


def forget_sent_before(instant: datetime) -> None:
    """When somebody was mailed is of no use once no run could send it again. One statement."""
    SentMail.objects.filter(day__lt=instant.date()).delete()


def who_wishes() -> list[MailWishes]:
    asked = Q(due_reminders=True) | Q(digest=True) | Q(practice_hour__isnull=False)
    return list(
        MailWishes.objects.filter(asked, user__is_active=True, user__leaving_since=None)
        .select_related("user")
        .order_by("pk")
    )


def send_to(
    wishes: MailWishes, post: Post, outcomes: Counter[tuple[str, Outcome | None]], now: datetime
) -> bool:
    """Whether all of this person's could be worked out."""
    try:
        for one in planned_for(wishes, now):
            outcomes[one.kind, send_once(post, one.mail, user=one.user, kind=one.kind, day=one.day)] += 1
    except Error:
        raise
    except Exception:
        logger.exception("A person's mails cannot be worked out.")
        return False
    return True


def planned_for(wishes: MailWishes, now: datetime) -> Iterator[Planned]:
    if wishes.due_reminders:
        yield from due_soon(wishes.user, now)
    if wishes.practice_hour is not None:
        yield from practice_left(wishes.user, wishes.practice_hour, now)
    if wishes.digest:
        yield from digest(wishes.user, now)
