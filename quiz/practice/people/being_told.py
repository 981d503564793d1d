"""*Got it*: the learner has read what changed in an answer that they knew."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from quiz.practice.log.step import advance, next_instant, until_fresh
from quiz.practice.models import Learner, Notice
from quiz.practice.remembering.situation import situation_of


def be_told(*, learner: Learner, key: str, now: datetime, zone: ZoneInfo) -> None:
    """Note that they were told, once however often it is sent; nothing where nothing they knew has changed.

    Owns its transaction. Raises `log.Busy`.
    """
    until_fresh(learner, lambda fresh: be_told_once(fresh, key, now, zone))


def be_told_once(learner: Learner, key: str, now: datetime, zone: ZoneInfo) -> None:
    situation = situation_of(learner, zone)
    question = situation.bank.questions.get(key)
    if question is None or key not in situation.memory.overtaken:
        return
    at = next_instant(learner, now)
    with transaction.atomic():
        advance(learner, at=at)  # so that what is kept of the learner anywhere is read anew
        Notice.objects.update_or_create(
            learner=learner, revision_id=question.revision.id, defaults={"seen": at}
        )
