"""The door through the log's guard."""

from django.db import models
from django.db.models import Q

from database.identifiers import uuid7


class Erasure(models.Model):
    """The one door through the log's guard: while open, this learner's rows may be deleted. Stays as the audit row."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    learner_id = models.UUIDField(db_index=True)
    owner = models.CharField(max_length=16, null=True)  # noqa: DJ001
    """Under which name their browsers kept answers (`log.learners.owner_named`), so that these can be told. None where
    it was not noted yet: a default would make SQLite make this table anew, on which the guards stand."""
    reason = models.CharField(max_length=200)
    opened = models.DateTimeField()
    closed = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["owner"], name="erasures_by_owner")]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="an_erasure_says_why")]

    def __str__(self) -> str:
        return f"{self.learner_id}: {self.reason}"
