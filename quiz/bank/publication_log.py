"""Who made what live, when and why: a log that only grows, guarded like that of the answers (`practice.log.guard`)."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quiz.bank.models import Question, Relation, Revision

if TYPE_CHECKING:
    from accounts.models import User

__all__ = ["Publication"]


class Noted(models.Model):
    """What every act on what learners see tells: who, when and why."""

    class Source(models.TextChoices):
        CURATOR = "curator", _("a curator")
        FILES = "files", _("from the fixtures")
        EARLIER = "earlier", _("before this log was kept")

    source = models.CharField(max_length=8, choices=Source)
    at = models.DateTimeField()
    by = models.UUIDField(null=True, blank=True)
    """The curator's id and nothing else of them, so that it can stay when the account is gone."""
    why = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        abstract = True

    @classmethod
    def told_by(cls, user: "User | None") -> dict[str, Any]:
        """By nobody means by the fixtures."""
        return {"source": cls.Source.CURATOR if user else cls.Source.FILES, "by": user.pk if user else None}


class Publication(Noted):
    """One act on what learners see of a question."""

    class Act(models.TextChoices):
        PUBLISHED = "published", _("published")
        RETIRED = "retired", _("retired")
        BROUGHT_BACK = "brought back", _("brought back")
        RELATED = "related", _("related")
        UNRELATED = "unrelated", _("no longer related")

    id = models.BigAutoField(primary_key=True)
    """In the order of noting: what a file or a demonstration tells of may be of an earlier day."""
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="publications")
    act = models.CharField(max_length=12, choices=Act)
    revision = models.ForeignKey(
        Revision, null=True, blank=True, on_delete=models.PROTECT, related_name="publications"
    )
    """What is live from then on."""
    before = models.ForeignKey(Revision, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """What was live until then."""
    to = models.ForeignKey(Question, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    relation = models.CharField(max_length=12, choices=Relation.Kind, blank=True, default="")
    change = models.CharField(max_length=7, choices=Revision.Change, blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["question", "at"], name="publications_of_a_question")]
        constraints = [
            models.CheckConstraint(
                condition=Q(act__in=["published", "retired", "brought back", "related", "unrelated"]),
                name="publication_act_is_known",
            ),
            models.CheckConstraint(
                condition=Q(source__in=["curator", "files", "earlier"]), name="publication_source_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} {self.act}"


def note(
    act: Publication.Act, question: Question, *, by: "User | None", now: datetime, **words: Any
) -> Publication:
    """In the transaction of the act itself."""
    return Publication.objects.create(question=question, act=act, at=now, **Publication.told_by(by), **words)


def last_of(question: Question, *acts: Publication.Act) -> Publication | None:
    """The latest of these acts on this question; that the files told otherwise of words that stayed is none."""
    told = Q(act=Publication.Act.PUBLISHED, revision=F("before"))
    return question.publications.filter(act__in=acts).exclude(told).order_by("pk").last()


def latest_of(revisions: Iterable[Revision]) -> dict[int, Publication]:
    """Each revision's id to how it was made live last; one query."""
    rows = Publication.objects.filter(act=Publication.Act.PUBLISHED, revision__in=list(revisions))
    return {row.revision_id: row for row in rows.order_by("pk") if row.revision_id}


def names_of(publications: Iterable[Noted]) -> dict[UUID, str]:
    """Of those whose accounts are there; one query."""
    ids = {row.by for row in publications if row.by}
    return {user.pk: str(user) for user in get_user_model().objects.filter(pk__in=ids)}


def doer(publication: Noted, names: dict[UUID, str]) -> str:
    """Who it was, as far as that can still be told."""
    if publication.by is None:
        return str(publication.get_source_display())
    return names.get(publication.by, gettext("a former curator"))
