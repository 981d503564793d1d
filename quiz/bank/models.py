"""The bank: sections of questions, and the revisions in which a question is seen."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from database.identifiers import uuid7

__all__ = ["BankVersion", "KeyPoint", "Option", "Question", "Relation", "Revision", "Section"]


class BankVersion(models.Model):
    """One row with a stamp, renewed by whatever changes what learners see: processes then read the bank again."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    stamp = models.UUIDField(default=uuid7)
    refold_due = models.DateTimeField(null=True, blank=True, editable=False)
    """When relations changed last; none where `rebuild_cards` has run since."""

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="bank_version_is_one_row")]

    def __str__(self) -> str:
        return str(self.stamp)

    @classmethod
    def renew(cls) -> None:
        """In the caller's transaction, so that nobody sees the new stamp with the old bank."""
        cls.objects.update_or_create(pk=1, defaults={"stamp": uuid7()})


class SectionManager(models.Manager["Section"]):
    def get_by_natural_key(self, slug: str) -> "Section":
        return self.get(slug=slug)


class Section(models.Model):
    """A part of the bank, as the source has it."""

    slug = models.SlugField(_("slug"), max_length=40, unique=True)
    position = models.PositiveSmallIntegerField(_("position"), unique=True)
    title = models.CharField(_("title"), max_length=60)
    source_title = models.CharField(_("title in the source"), max_length=120, blank=True)

    objects = SectionManager()

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


class QuestionQuerySet(models.QuerySet["Question"]):
    def published(self) -> "QuestionQuerySet":
        """What learners can be asked."""
        return self.filter(live_revision__isnull=False, retired_at__isnull=True)

    def in_order(self) -> "QuestionQuerySet":
        """The bank's own order."""
        return self.order_by("section__position", "position")

    def get_by_natural_key(self, key: str) -> "Question":
        return self.get(key=key)


class Question(models.Model):
    """Something to know; its words are in its revisions.

    Once anything points to it, its key never changes and it is never deleted, so that no other can have the key.
    """

    class Kind(models.TextChoices):
        CONCEPT = "concept", _("concept")
        LIST = "list", _("list")
        COMPARISON = "comparison", _("comparison")
        COMMAND = "command", _("command")
        CODE = "code", _("code")

    key = models.SlugField(_("key"), max_length=60, unique=True)
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="questions")
    position = models.PositiveSmallIntegerField(_("position"), validators=[MinValueValidator(1)])
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    live_revision = models.OneToOneField(
        "Revision",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="live_for",
        verbose_name=_("live revision"),
    )
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True)
    shipped_digest = models.CharField(max_length=16, blank=True, default="", editable=False)
    """Digest of the revision last loaded from the fixtures: the base when a newer fixture meets an edit made here."""

    objects = QuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["section", "position"], name="question_place_is_its_own"),
            models.CheckConstraint(
                condition=Q(kind__in=["concept", "list", "comparison", "command", "code"]),
                name="question_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    def natural_key(self) -> tuple[str]:
        return (self.key,)

    natural_key.dependencies = ["quiz.section"]  # type: ignore[attr-defined]


class RevisionQuerySet(models.QuerySet["Revision"]):
    def open(self) -> "RevisionQuerySet":
        """Drafts and proposals."""
        return self.filter(status__in=Revision.OPEN)

    def get_by_natural_key(self, key: str, digest: str = "") -> "Revision":
        """Without a digest the one that came last: a file has one revision of each question."""
        rows = self.exclude(status__in=Revision.OPEN).filter(question__key=key)
        if digest:
            return rows.get(digest=digest)
        return rows.filter(status=Revision.Status.PUBLISHED).latest("pk")


class Revision(models.Model):
    """What a learner sees of a question. Once published it never changes; a change is a new revision."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        PROPOSED = "proposed", _("proposed")
        PUBLISHED = "published", _("published")
        RETIRED = "retired", _("retired")

    class Change(models.TextChoices):
        WORDING = "wording", _("wording: whoever learned the old answer is still right")
        MEANING = "meaning", _("meaning: whoever learned the old answer must learn anew")

    OPEN = (Status.DRAFT, Status.PROPOSED)

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="revisions")
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    digest = models.CharField(max_length=16, blank=True, default="", editable=False)
    """Of an open one: of what the fixtures proposed, as long as its words are those nobody touched it."""
    text = models.TextField(_("question"))
    answer = models.TextField(_("model answer"))
    explanation = models.TextField(_("why"), blank=True, default="")
    hint = models.TextField(_("hint"), blank=True, default="")
    common_wrong = models.TextField(_("common wrong answer"), blank=True, default="")
    difficulty = models.PositiveSmallIntegerField(
        _("difficulty"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(4)]
    )
    points_needed = models.PositiveSmallIntegerField(
        _("key points a good answer needs"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    accepted = models.JSONField(_("accepted forms"), blank=True, default=list)
    references = models.JSONField(_("references"), blank=True, default=list)
    currency_notes = models.JSONField(_("what changed since"), blank=True, default=list)
    follow_up = models.JSONField(_("follow-up"), blank=True, default=dict)
    """Of older revisions; newer ones have `follow_ups`."""
    follow_ups = models.JSONField(_("follow-ups"), blank=True, default=list)
    senior = models.TextField(_("what a senior adds"), blank=True, default="")
    examples = models.JSONField(_("examples"), blank=True, default=list)
    """Typed answers, each with whether it is to be accepted; no learner sees them."""
    change = models.CharField(_("what changes"), max_length=7, choices=Change, blank=True, default="")
    why = models.CharField(_("reason"), max_length=300, blank=True, default="")
    conflicts = models.JSONField(blank=True, default=list, editable=False)
    """Of an open one: what was changed both here and in the fixtures (`merging`), for a curator to decide."""
    created_at = models.DateTimeField(_("made"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("made by"),
    )

    objects = RevisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question"],
                condition=Q(status__in=["draft", "proposed"]),
                name="one_open_draft_a_question",
            ),
            models.UniqueConstraint(
                fields=["question", "digest"],
                condition=Q(status__in=["published", "retired"]),
                name="a_question_publishes_a_content_once",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "proposed", "published", "retired"]),
                name="revision_status_is_known",
            ),
            models.CheckConstraint(condition=Q(difficulty__range=(1, 4)), name="difficulty_is_1_to_4"),
        ]

    def __str__(self) -> str:
        return self.text

    def natural_key(self) -> tuple[str, str]:
        return (self.question.key, self.digest)

    natural_key.dependencies = ["quiz.question"]  # type: ignore[attr-defined]

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN

    @property
    def is_live(self) -> bool:
        return self.question.live_revision_id == self.pk


class PartManager(models.Manager["Any"]):
    """Rows of a revision, found by its natural key and their own slug."""

    def get_by_natural_key(self, key: str, digest: str, slug: str) -> Any:
        return self.get(
            revision__in=Revision.objects.exclude(status__in=Revision.OPEN).filter(
                question__key=key, digest=digest
            ),
            slug=slug,
        )


class Option(models.Model):
    """One of the answers to choose from. The log names its slug, which stays when the words change."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="options")
    slug = models.SlugField(_("slug"), max_length=40)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    text = models.TextField(_("text"))
    is_right = models.BooleanField(_("right"), default=False)
    why = models.TextField(_("why it is wrong"), blank=True, default="")
    tempts = models.TextField(_("why it tempts"), blank=True, default="")

    objects = PartManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["revision", "slug"], name="option_slug_once_a_revision"),
            models.UniqueConstraint(
                fields=["revision"], condition=Q(is_right=True), name="one_right_option_a_revision"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def natural_key(self) -> tuple[str, str, str]:
        return (*self.revision.natural_key(), self.slug)

    natural_key.dependencies = ["quiz.revision"]  # type: ignore[attr-defined]


class KeyPoint(models.Model):
    """Something a good answer must have."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="key_points")
    slug = models.SlugField(_("slug"), max_length=40)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    text = models.TextField(_("text"))
    synonyms = models.JSONField(_("accepted synonyms"), blank=True, default=list)
    essential = models.BooleanField(_("essential"), default=False)

    objects = PartManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["revision", "slug"], name="key_point_slug_once_a_revision")
        ]

    def __str__(self) -> str:
        return self.text

    def natural_key(self) -> tuple[str, str, str]:
        return (*self.revision.natural_key(), self.slug)

    natural_key.dependencies = ["quiz.revision"]  # type: ignore[attr-defined]


class RelationManager(models.Manager["Relation"]):
    def get_by_natural_key(self, key: str, to: str, kind: str) -> "Relation":
        return self.get(question__key=key, to__key=to, kind=kind)


class Relation(models.Model):
    """How two questions relate. Duplicate and confusable hold both ways; a prerequisite comes before."""

    class Kind(models.TextChoices):
        DUPLICATE = "duplicate", _("asks the same")
        CONFUSABLE = "confusable", _("often mixed up")
        PREREQUISITE = "prerequisite", _("know this first")

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="relations")
    to = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="related_from")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)

    objects = RelationManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "to", "kind"], name="relation_once"),
            models.CheckConstraint(condition=~Q(question=F("to")), name="relation_not_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} {self.kind} {self.to_id}"

    def natural_key(self) -> tuple[str, str, str]:
        return (self.question.key, self.to.key, self.kind)

    natural_key.dependencies = ["quiz.question"]  # type: ignore[attr-defined]
