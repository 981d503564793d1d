"""What a learner practises for."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quiz.practice.models.learner import Learner


class Plan(models.Model):
    """When the interview is, and how many minutes a day."""

    class Minutes(models.IntegerChoices):
        FIVE = 5, _("5")
        TEN = 10, _("10")
        FIFTEEN = 15, _("15")
        TWENTY = 20, _("20")
        THIRTY = 30, _("30")

    class AsksBy(models.TextChoices):
        RECALL = "recall", _("Without options from the start")

    class Target(float, models.Choices):
        EIGHTY = 0.8, _("80 %")
        EIGHTY_FIVE = 0.85, _("85 %")
        NINETY = 0.9, _("90 %")
        NINETY_FIVE = 0.95, _("95 %")

    learner = models.OneToOneField(Learner, primary_key=True, on_delete=models.CASCADE, related_name="plan")
    interview_on = models.DateField(_("interview date"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes a day"), choices=Minutes, default=Minutes.TEN)
    days_off = models.JSONField(_("days off"), default=list, blank=True)
    """Weekdays without practice, Monday 0 to Sunday 6."""
    weights = models.JSONField(_("weights of the sections"), default=dict, blank=True)
    """By a section's slug, 0 to 3; 2, the normal one, where a section is not named."""
    way = models.CharField(_("way of asking"), max_length=8, choices=AsksBy, blank=True, default="")
    """Pinned for every question that has it; empty where practice chooses."""
    target = models.FloatField(_("target"), choices=Target, default=Target.NINETY)
    """The share of the questions that shall be known on the day."""
    resting = models.BooleanField(_("resting"), default=False)
    """Whether the interview is over and nothing is asked for."""
    interviewed_on = models.DateField(null=True, blank=True)
    """The interview that was last, once the learner has said what next: what was asked in it can still be said."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__in=[5, 10, 15, 20, 30]), name="plan_minutes_are_offered"
            ),
            models.CheckConstraint(condition=Q(target__range=(0.8, 0.95)), name="plan_target_is_offered"),
            models.CheckConstraint(condition=Q(way__in=["", "recall"]), name="plan_way_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.minutes} minutes a day"
