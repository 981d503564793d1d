"""Drills: a situation to think aloud about for ten minutes, with what to ask and a rubric that names questions."""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

DIGITS = 16


class DrillManager(models.Manager["Drill"]):
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

    objects = DrillManager()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.key

    def natural_key(self) -> tuple[str]:
        return (self.key,)


class DrillRevisionManager(models.Manager["DrillRevision"]):
    def get_by_natural_key(self, key: str, digest: str = "") -> "DrillRevision":
        """Without a digest the one that came last: a file has one revision of each drill."""
        rows = self.filter(drill__key=key)
        return rows.get(digest=digest) if digest else rows.latest("pk")


class DrillRevision(models.Model):
    """What people see of a drill. It never changes; other words are another revision."""

    drill = models.ForeignKey(Drill, on_delete=models.PROTECT, related_name="revisions")
    digest = models.CharField(max_length=DIGITS, editable=False)
    title = models.TextField(_("title"))
    situation = models.TextField(_("situation"))
    ask = models.JSONField(_("what to ask"), default=list)
    points = models.JSONField(_("rubric"), default=list)

    objects = DrillRevisionManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["drill", "digest"], name="a_drill_says_a_content_once")
        ]

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple[str, str]:
        return (self.drill.key, self.digest)

    natural_key.dependencies = ["quiz.drill"]  # type: ignore[attr-defined]


@dataclass(frozen=True)
class ShippedDrill:
    """A drill between the fixture files and the database."""

    key: str
    position: int
    kind: str
    title: str
    situation: str
    ask: list[str]
    points: list[dict[str, Any]]

    @property
    def words(self) -> dict[str, Any]:
        return {name: asdict(self)[name] for name in ("title", "situation", "ask", "points")}

    @property
    def digest(self) -> str:
        said = json.dumps(self.words, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(said.encode()).hexdigest()[:DIGITS]


def shipped_drill(revision: DrillRevision) -> ShippedDrill:
    drill = revision.drill
    said = (revision.title, revision.situation, revision.ask, revision.points)
    return ShippedDrill(drill.key, drill.position, drill.kind, *said)


def live_drills() -> list[DrillRevision]:
    """In their order."""
    rows = DrillRevision.objects.filter(live_for__isnull=False).select_related("drill")
    return list(rows.order_by("drill__position", "drill__key"))


def altered_drills() -> list[DrillRevision]:
    """Those whose words are not those of their digest."""
    rows = DrillRevision.objects.select_related("drill")
    return [row for row in rows if shipped_drill(row).digest != row.digest]
