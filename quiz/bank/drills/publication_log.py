"""Who made a drill's words live, when and why: a log that only grows, as that of the questions (`publication_log`)."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.audit import noting
from accounts.audit.models import Act
from quiz.bank.drills.models import Drill, DrillRevision
from quiz.bank.publication_log import Noted

if TYPE_CHECKING:
    from accounts.models import User


class DrillPublication(Noted):
    """One act on what people see of a drill."""

    class Act(models.TextChoices):
        PUBLISHED = "published", _("published")
        RETIRED = "retired", _("retired")
        BROUGHT_BACK = "brought back", _("brought back")

    id = models.BigAutoField(primary_key=True)
    drill = models.ForeignKey(Drill, on_delete=models.PROTECT, related_name="publications")
    act = models.CharField(max_length=12, choices=Act)
    revision = models.ForeignKey(
        DrillRevision, null=True, blank=True, on_delete=models.PROTECT, related_name="publications"
    )
    """What is live from then on."""
    before = models.ForeignKey(
        DrillRevision, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """What was live until then."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(act__in=["published", "retired", "brought back"]),
                name="drill_publication_act_is_known",
            ),
            models.CheckConstraint(
                condition=Q(source__in=["curator", "files", "earlier"]),
                name="drill_publication_source_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.drill_id} {self.act}"


def note(
    act: DrillPublication.Act,
    drill: Drill,
    *,
    by: "User | None",
    now: datetime,
    file: str = "",
    **words: Any,
) -> DrillPublication:
    """In the transaction of the act itself, with its line in the audit. By nobody, or with a file: by the fixtures."""
    told = DrillPublication.told_by(by, file)
    if told["source"] == DrillPublication.Source.CURATOR:
        noting.note(Act(act.value), drill, by=by, now=now)
    return DrillPublication.objects.create(drill=drill, act=act, at=now, **told, **words)


def last_of(drill: Drill, *acts: DrillPublication.Act) -> DrillPublication | None:
    """The latest of these acts on this drill."""
    return drill.publications.filter(act__in=acts).order_by("pk").last()
