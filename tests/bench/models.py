"""What the floor writes."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class FloorRow(models.Model):
    """About as wide as a review, with nothing to think about."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    response = models.JSONField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "bench"

    def __str__(self) -> str:
        return f"{self.pk}"
