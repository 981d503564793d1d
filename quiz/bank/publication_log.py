"""Who made what live, when and why: a log that only grows, guarded like that of the answers (`practice.log.guard`)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.audit import noting
from accounts.audit.models import Act
from quiz.bank.models import Question, Relation, Revision
from quiz.bank.revisions.content import content_of
from quiz.bank.revisions.in_short import in_short

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
    file = models.CharField(max_length=200, blank=True, default="")
    """The files' names, where a curator loaded them in the admin."""

    class Meta:
        abstract = True

    @classmethod
    def told_by(cls, user: "User | None", file: str = "") -> dict[str, Any]:
        """By nobody, or with a file, means by the fixtures."""
        source = cls.Source.CURATOR if user and not file else cls.Source.FILES
        return {"source": source, "by": user.pk if user else None, "file": file}


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


@dataclass(frozen=True, slots=True)
class Origin:
    """Where fixtures came from: a curator and their files, or neither: the files beside the code."""

    by: "User | None" = None
    file: str = ""


SHIPPED = Origin()


def note(
    act: Publication.Act,
    question: Question,
    *,
    by: "User | None",
    now: datetime,
    revision: Revision | None = None,
    before: Revision | None = None,
    file: str = "",
    **words: Any,
) -> Publication:
    """In the transaction of the act itself, with its line in the audit. By nobody, or with a file: by the fixtures."""
    told = Publication.told_by(by, file)
    if told["source"] == Publication.Source.CURATOR:
        changed = in_short(content_of(before), content_of(revision)) if before and revision else ""
        related = (
            f"{Relation.Kind(words['relation']).label}: {words['to'].key}" if "relation" in words else ""
        )
        ids = before.pk if before else None, revision.pk if revision else None
        noting.note(Act(act.value), question, by=by, now=now, after=changed or related, revisions=ids)
    return Publication.objects.create(
        question=question, act=act, at=now, revision=revision, before=before, **told, **words
    )


def last_of(question: Question, *acts: Publication.Act) -> Publication | None:
    """The latest of these acts on this question; that the files told otherwise of words that stayed is none."""
    told = Q(act=Publication.Act.PUBLISHED, revision=F("before"))
    return question.publications.filter(act__in=acts).exclude(told).order_by("pk").last()


def latest_of(revisions: Iterable[Revision]) -> dict[int, Publication]:
    """Each revision's id to how it was made live last; one query."""
    rows = Publication.objects.filter(act=Publication.Act.PUBLISHED, revision__in=list(revisions))
    return {row.revision_id: row for row in rows.order_by("pk") if row.revision_id}


def decided_pairs() -> frozenset[frozenset[str]]:
    """Keys of each two questions of which a curator was the last to say how they relate; one query."""
    acts = (Publication.Act.RELATED, Publication.Act.UNRELATED)
    rows = Publication.objects.filter(act__in=acts).order_by("pk")
    last = {
        frozenset((key, to)): source
        for key, to, source in rows.values_list("question__key", "to__key", "source")
    }
    return frozenset(pair for pair, source in last.items() if source != Publication.Source.FILES)


def names_of(publications: Iterable[Noted]) -> dict[UUID, str]:
    """Of those whose accounts are there; one query."""
    return names_by_id(row.by for row in publications)


def names_by_id(people: Iterable[UUID | None]) -> dict[UUID, str]:
    ids = {person for person in people if person}
    return {user.pk: str(user) for user in get_user_model().objects.filter(pk__in=ids)}


def called(person: UUID | None, names: dict[UUID, str]) -> str:
    """By their name while there is an account of it."""
    return names.get(person, gettext("a former curator")) if person else gettext("a former curator")


def doer(publication: Noted, names: dict[UUID, str]) -> str:
    """Who it was, as far as that can still be told."""
    if publication.by is None:
        return str(publication.get_source_display())
    name = called(publication.by, names)
    if not publication.file:
        return name
    words = gettext("%(name)s, from the files %(file)s")
    if ", " not in publication.file:
        words = gettext("%(name)s, from the file %(file)s")
    return words % {"name": name, "file": publication.file}


def first_publication(*by: Noted.Source) -> Subquery:
    """Of a question, when it was first published; with sources, by one of these."""
    rows = Publication.objects.filter(question=OuterRef("pk"), act=Publication.Act.PUBLISHED)
    rows = rows.filter(source__in=by) if by else rows
    return Subquery(rows.order_by("at").values("at")[:1])


def first_publications() -> dict[str, Subquery]:
    """What `first_published` reads of each question."""
    shipped = first_publication(Noted.Source.FILES, Noted.Source.EARLIER)
    return {"first_published": first_publication(), "first_shipped": shipped}


def first_published(rows: Iterable[Any]) -> dict[int, datetime]:
    """Question to its first publication as annotated, of those that came after the first fixtures.

    A curator's act may be noted with an earlier time than those: it makes nothing new.
    """
    rows = list(rows)
    found = {row.pk: row.first_published for row in rows if row.first_published}
    shipped = [row.first_shipped for row in rows if row.first_shipped]
    begun = min(shipped or found.values(), default=None)
    return {question: at for question, at in found.items() if begun and at > begun}
