"""What else the log holds beside answers."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from database.identifiers import uuid7
from quiz.bank.models import Question
from quiz.practice.models.prompts import Prompt


class Event(models.Model):
    """What else the fold must know."""

    class Kind(models.TextChoices):
        REVEALED = "revealed", _("revealed")
        HINTED = "hinted", _("hinted")
        SKIPPED = "skipped", _("skipped")
        SAID = "said", _("said")
        READ = "read", _("read")
        CLAIMED = "claimed", _("claimed")
        LEFT_OUT = "left_out", _("left out")
        PUT_BACK = "put_back", _("put back")
        STARTED_OVER = "started_over", _("started over")
        RESTORED = "restored", _("restored")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    learner = models.ForeignKey("Learner", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    prompt = models.ForeignKey(Prompt, null=True, blank=True, on_delete=models.PROTECT, related_name="events")
    detail = models.JSONField(default=dict)
    at = models.DateTimeField()
    local_day = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["learner", "at"], name="event_of_learner")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["revealed", "hinted", "skipped", "said"], prompt__isnull=False)
                | Q(kind__in=["read", "claimed", "left_out", "put_back", "started_over", "restored"]),
                name="an_event_of_a_prompt_names_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.question_id}"
