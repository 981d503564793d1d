"""The words last shipped of a question: where a newer fixture and an edit made here began."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models

from quiz.bank.models import Question, Revision
from quiz.bank.publication_log import latest_of
from quiz.bank.revisions.content import Content, content_of, content_saying
from quiz.bank.revisions.digest import digest_of
from quiz.bank.shipped import ShippedQuestion

__all__ = ["Shipped"]


class Shipped(models.Model):
    """Beside its question, so that whoever reads questions need not read these words along."""

    question = models.OneToOneField(
        Question, primary_key=True, on_delete=models.CASCADE, related_name="shipped"
    )
    words = models.JSONField(default=dict)
    change = models.CharField(max_length=7, choices=Revision.Change, blank=True, default="")
    why = models.CharField(max_length=300, blank=True, default="")
    waiting = models.JSONField(default=dict, blank=True)
    """Newer words of the files that were not taken, since a draft was open, with `since` when; else nothing."""

    def __str__(self) -> str:
        return f"{self.question_id}"


@dataclass(frozen=True, slots=True)
class Before:
    """What the files said when they were loaded last, as far as anybody knows."""

    digest: str
    content: Content | None
    told: tuple[str, str]
    """What changed, and why."""


def shipped_before(question: Question, live: Revision) -> Before:
    """A live revision that nobody published came from the fixtures by `loaddata`."""
    row: Shipped | None = getattr(question, "shipped", None)
    if row is not None:
        words = content_saying(row.words)
        return Before(digest_of(words), words, (row.change, row.why))
    if not question.shipped_digest and not live.publications.exists():
        return Before(live.digest, content_of(live), told_of(live))
    return Before(question.shipped_digest, None, told_of(live))


def told_of(live: Revision) -> tuple[str, str]:
    """What its last publication says of it; what came by `loaddata` says it itself."""
    told = latest_of([live]).get(live.pk, live)
    return told.change, told.why


def keep_shipped(question: Question, shipped: ShippedQuestion) -> None:
    """In the caller's transaction; writes only what is new."""
    row: Shipped | None = getattr(question, "shipped", None)
    said = {"words": shipped.content.said(), "change": shipped.change, "why": shipped.why, "waiting": {}}
    if row is None or said != {name: getattr(row, name) for name in said}:
        Shipped.objects.update_or_create(question=question, defaults=said)
    if question.shipped_digest != shipped.digest:
        Question.objects.filter(pk=question.pk).update(shipped_digest=shipped.digest)


def keep_waiting(question: Question, shipped: ShippedQuestion, now: datetime) -> None:
    """In the caller's transaction: these came while a draft was open. The same again wait since they first came."""
    row: Shipped | None = getattr(question, "shipped", None)
    words = shipped.content.said()
    if row is not None and row.waiting.get("words") != words:
        row.waiting = {"words": words, "since": now.isoformat()}
        row.save(update_fields=["waiting"])
