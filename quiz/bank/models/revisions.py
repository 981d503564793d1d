"""The words of a question: a revision with its options and key points."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quiz.bank.models.questions import Question


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
