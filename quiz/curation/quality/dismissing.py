"""A curator says that a reason is none. It is gone until its words change, or it gets clearly worse: until the whole
likely range of its share lies beyond the share that was dismissed."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from accounts.audit.models import Act
from accounts.audit.noting import note
from quiz.bank.editing.publishing import live_content, lock
from quiz.bank.models import Question
from quiz.curation.quality.figures import Figures
from quiz.curation.quality.models import Dismissal, Measured
from quiz.curation.quality.reasons import Found, reasons_in

if TYPE_CHECKING:
    from accounts.models import User


class NoSuchReason(Exception):
    """The figures give no such reason, or no longer, or it is dismissed already; nothing was changed."""


@transaction.atomic
def dismiss(*, question: Question, reason: str, slug: str, why: str, by: "User", now: datetime) -> Dismissal:
    """Takes the reason out of the queue. One transaction. Raises `NoSuchReason`."""
    question = lock(question)
    found = next(
        (one for one in standing_reasons(question) if (one.reason, one.slug) == (reason, slug)), None
    )
    if found is None:
        raise NoSuchReason
    said = {"words": found.words, "share": found.count.share, "why": why, "by": by.pk, "at": now}
    made, _created = Dismissal.objects.update_or_create(
        question=question, reason=found.reason, slug=found.slug, defaults=said
    )
    note(Act.DISMISSED, question, by=by, now=now, before=str(found.reason.label))
    return made


def standing_reasons(question: Question) -> list[Found]:
    """Of one question; three queries, and those that read its words."""
    measured = Measured.objects.filter(question=question).first()
    if measured is None or question.live_revision is None or question.retired_at is not None:
        return []
    found = reasons_in(Figures.from_json(measured.figures), live_content(question))
    return undismissed(found, Dismissal.objects.filter(question=question))


def undismissed(found: Iterable[Found], dismissals: Iterable[Dismissal]) -> list[Found]:
    """`dismissals` are those of the same question."""
    last = {(one.reason, one.slug): one for one in dismissals}
    return [one for one in found if not holds(last.get((one.reason, one.slug)), one)]


def holds(dismissal: Dismissal | None, found: Found) -> bool:
    """Whether what was said then answers the reason as it is now."""
    if dismissal is None or dismissal.words != found.words:
        return False
    return found.count.likely[0] <= dismissal.share
