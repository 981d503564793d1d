"""Sittings, and the time practised in them."""

from datetime import timedelta
from functools import cached_property

from django.db import models
from django.db.models import OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Least
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from database.identifiers import uuid7
from quiz.practice.models.events import Event
from quiz.practice.models.prompts import LONGEST_PAUSE, Prompt


def practised_in(session: OuterRef) -> Coalesce:
    """The time practised in a session: from each question to its answer or skip, in the reading of the log.

    An answer taken back took its time all the same; a question replaced by a newer one has no response and took none.
    """
    skipped = Event.objects.filter(prompt=OuterRef("pk"), kind=Event.Kind.SKIPPED).order_by("at")
    responded = Coalesce("review__at", Subquery(skipped.values("at")[:1]))
    times = Prompt.objects.filter(session=session).order_by().annotate(responded=responded)
    took = Least(models.F("responded") - models.F("at"), Value(LONGEST_PAUSE))
    total = times.exclude(responded=None).values("session").annotate(total=Sum(took)).values("total")
    return Coalesce(Subquery(total), Value(timedelta()), output_field=models.DurationField())


class PracticeSession(models.Model):
    """One sitting: what it may ask, what it asks first, and for how long."""

    class Kind(models.TextChoices):
        ORDINARY = "ordinary", _("ordinary")
        PLACING = "placing", _("placing")
        CLAIMED = "claimed", _("claimed")
        AGAIN = "again", _("again")
        INTERVIEW = "interview", _("interview")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    learner = models.ForeignKey("Learner", on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=9, choices=Kind, default=Kind.ORDINARY)
    """Placing: the first one. Claimed: asks once, unaided, what the learner says they know. Again: the same with what
    was missed that day, outside the plan's minutes. Interview: a mock interview's, graded only at its end."""
    title = models.CharField(max_length=120, blank=True, default="")
    """What it is about, in words, where it does not mix the whole bank."""
    only = models.JSONField(null=True, blank=True)
    """Keys it may ask, or null for all."""
    first = models.JSONField(default=list)
    """Keys that come before the engine's own choice."""

    class Meta:
        indexes = [models.Index(fields=["learner", "-started_at"], name="session_of_learner")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["ordinary", "placing", "claimed", "again", "interview"]),
                name="session_kind_is_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("practice-session", args=[self.pk])

    @property
    def has_ended(self) -> bool:
        return self.ended_at is not None

    @cached_property
    def practised(self) -> timedelta:
        """The time practised in it: read with it by `Learner.sessions`, else in a query of its own."""
        before: timedelta | None = getattr(self, "practised_before", None)
        if before is not None:
            return before
        own = PracticeSession.objects.filter(pk=self.pk)
        return own.values_list(practised_in(OuterRef("pk")), flat=True).first() or timedelta()

    @property
    def seconds_left(self) -> float:
        return self.minutes * 60 - self.practised.total_seconds()
