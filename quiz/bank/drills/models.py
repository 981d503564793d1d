"""Drills: a situation to think aloud about for ten minutes, with what to ask and a rubric that names questions."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quiz.bank.models import Revision
from quiz.bank.revisions.digest import LENGTH

Status = Revision.Status


class DrillQuerySet(models.QuerySet["Drill"]):
    def get_by_natural_key(self, key: str) -> "Drill":
        return self.get(key=key)


class Drill(models.Model):
    """One drill. Its key never changes; its words are in its revisions."""

    class Kind(models.TextChoices):
        INCIDENT = "incident", _("incident")
        DESIGN = "design", _("design")

    key = models.SlugField(_("key"), max_length=60, unique=True)
    position = models.PositiveSmallIntegerField(_("position"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    live_revision = models.OneToOneField(
        "DrillRevision", null=True, blank=True, on_delete=models.PROTECT, related_name="live_for"
    )
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True)
    shipped = models.JSONField(blank=True, default=dict, editable=False)
    """The words last loaded from the fixtures: where a newer fixture and an edit made here began."""

    objects = DrillQuerySet.as_manager()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.key

    def natural_key(self) -> tuple[str]:
        return (self.key,)


class DrillRevisionQuerySet(models.QuerySet["DrillRevision"]):
    def open(self) -> "DrillRevisionQuerySet":
        """Drafts and proposals."""
        return self.filter(status__in=DrillRevision.OPEN)

    def live(self) -> "DrillRevisionQuerySet":
        """What people see or, of a retired drill, saw last; in the drills' order."""
        rows = self.filter(live_for__isnull=False).select_related("drill")
        return rows.order_by("drill__position", "drill__key")

    def get_by_natural_key(self, key: str, digest: str = "") -> "DrillRevision":
        """Without a digest the one that came last: a file has one revision of each drill."""
        rows = self.exclude(status__in=DrillRevision.OPEN).filter(drill__key=key)
        return rows.get(digest=digest) if digest else rows.latest("pk")


class DrillRevision(models.Model):
    """What people see of a drill. Once published it never changes; other words are another revision."""

    OPEN = Revision.OPEN

    drill = models.ForeignKey(Drill, on_delete=models.PROTECT, related_name="revisions")
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PUBLISHED)
    """A fixture file does not say it: what stands there is published."""
    digest = models.CharField(max_length=LENGTH, blank=True, default="", editable=False)
    """Of an open one: of what the fixtures proposed, as long as its words are those nobody touched it."""
    title = models.TextField(_("title"))
    situation = models.TextField(_("situation"))
    ask = models.JSONField(_("what to ask"), default=list)
    points = models.JSONField(_("rubric"), default=list)
    conflicts = models.JSONField(blank=True, default=list, editable=False)
    """Of an open one: the fields that were changed both here and in the fixtures, for a curator to decide."""
    created_at = models.DateTimeField(_("made"), null=True, blank=True)
    """Unknown of what was loaded before it was noted."""
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("made by"),
    )

    objects = DrillRevisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["drill"],
                condition=Q(status__in=["draft", "proposed"]),
                name="one_open_draft_a_drill",
            ),
            models.UniqueConstraint(
                fields=["drill", "digest"],
                condition=Q(status__in=["published", "retired"]),
                name="a_drill_publishes_a_content_once",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "proposed", "published", "retired"]),
                name="drill_revision_status_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple[str, str]:
        return (self.drill.key, self.digest)

    natural_key.dependencies = ["quiz.drill"]  # type: ignore[attr-defined]

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN


def live_drills() -> list[DrillRevision]:
    """What people can read, in order."""
    return list(DrillRevision.objects.live().filter(drill__retired_at=None))
