"""A question as asked."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from database.identifiers import uuid7
from quiz.bank.models import Question, Revision

LONGEST_PAUSE = timedelta(minutes=3)
"""What counts as practice between a question and its response: who is called away practises no longer."""


class Way(models.TextChoices):
    """How a question is asked."""

    CHOOSE = "choose", _("choose one")
    RECALL = "recall", _("recall")
    TYPE = "type", _("type it")


class Prompt(models.Model):
    """One question as asked once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    learner = models.ForeignKey("Learner", on_delete=models.PROTECT, related_name="+")
    session = models.ForeignKey("PracticeSession", on_delete=models.PROTECT, related_name="prompts")
    sequence = models.PositiveIntegerField()
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=8, choices=Way)
    options = models.JSONField(default=list)
    """Slugs of the options in the order shown."""
    reason = models.CharField(max_length=300, blank=True)
    seed = models.BigIntegerField()
    at = models.DateTimeField()
    has_star: bool = False
    """Whether its question had the learner's star when it was made. No column: for the page that comes at once."""

    class Meta:
        indexes = [models.Index(fields=["learner", "question"], name="prompt_of_learner_and_question")]
        constraints = [
            models.UniqueConstraint(fields=["session", "sequence"], name="prompt_sequence_once_a_session"),
            models.CheckConstraint(
                condition=Q(way__in=["choose", "recall", "type"]), name="prompt_way_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("prompt", args=[self.pk])

    def took(self, at: datetime) -> timedelta:
        """The time practised from it to its response."""
        return min(at - self.at, LONGEST_PAUSE)
