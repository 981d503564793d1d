"""The one table that is not about the product."""

from django.db import models


class Heartbeat(models.Model):
    """A single row, committed again and again to see that the database takes what is written (`heartbeat`)."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="there_is_one_heartbeat")]

    def __str__(self) -> str:
        return f"{self.at:%H:%M:%S}"
