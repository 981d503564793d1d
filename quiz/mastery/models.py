"""What was predicted, day by day, so that it can be held against what came."""

from django.db import models
from django.db.models import F, Q

from quiz.practice.models import Learner

__all__ = ["DailyForecast"]


class DailyForecast(models.Model):
    """What was told on one of the learner's days: questions expected to be recalled, with the 90 % range.

    `expected` if practice stopped that day; `forecast`, where it was reckoned, with `minutes` a day until then.
    """

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="daily_forecasts")
    local_day = models.DateField()
    for_date = models.DateField()
    expected = models.FloatField()
    low = models.FloatField()
    high = models.FloatField()
    total = models.PositiveSmallIntegerField()
    """Of how many questions that counted."""
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    forecast = models.PositiveSmallIntegerField(null=True, blank=True)
    forecast_low = models.PositiveSmallIntegerField(null=True, blank=True)
    forecast_high = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "local_day"], name="one_forecast_a_learner_and_day"),
            models.CheckConstraint(
                condition=Q(low__lte=F("expected"), expected__lte=F("high")),
                name="forecast_lies_in_its_range",
            ),
            models.CheckConstraint(
                condition=Q(minutes=None, forecast=None, forecast_low=None, forecast_high=None)
                | Q(
                    minutes__isnull=False,
                    forecast__isnull=False,
                    forecast_low__isnull=False,
                    forecast_high__isnull=False,
                    forecast_low__lte=F("forecast"),
                    forecast__lte=F("forecast_high"),
                    forecast_high__lte=F("total"),
                ),
                name="forecast_with_practice_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.local_day}: {self.expected:.1f}"
