"""Sections, and the questions in them."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


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
