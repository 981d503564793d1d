"""What was predicted, day by day, so that it can be held against what came."""

from django.db import models
from django.db.models import F, Q

from quiz.practice.models import Learner

__all__ = ["DailyForecast"]


class DailyForecast(models.Model):
    """Readiness as it was told on one of the learner's days: questions expected to be recalled, with its 90 % range."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="daily_forecasts")
    local_day = models.DateField()
    for_date = models.DateField()
    expected = models.FloatField()
    low = models.FloatField()
    high = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "local_day"], name="one_forecast_a_learner_and_day"),
            models.CheckConstraint(
                condition=Q(low__lte=F("expected"), expected__lte=F("high")),
                name="forecast_lies_in_its_range",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.local_day}: {self.expected:.1f}"
