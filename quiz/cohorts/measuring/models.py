"""What was measured and stays: each member's result, and each Monday's figure of a cohort."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from database.identifiers import uuid7
from quiz.cohorts.models import Assignment, Cohort

__all__ = ["CohortWeek", "Result"]


class Result(models.Model):
    """What one member had reached of an assignment when its due day ended. It stays; erasing the account deletes it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="results")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    total = models.PositiveSmallIntegerField()
    answered = models.PositiveSmallIntegerField()
    at_level = models.PositiveSmallIntegerField()
    excused = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "user"], name="one_result_an_assignment_and_member"
            ),
            models.CheckConstraint(
                condition=Q(answered__lte=F("total"), at_level__lte=F("total")),
                name="result_is_at_most_all_questions",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at_level} of {self.total}"


class CohortWeek(models.Model):
    """How many assigned questions a member was expected to know on the last due day, as reckoned on one Monday."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="weeks")
    monday = models.DateField()
    due_on = models.DateField()
    """The day that it is expected for."""
    total = models.PositiveSmallIntegerField()
    """Assigned questions."""
    members = models.PositiveIntegerField()
    low = models.FloatField()
    expected = models.FloatField()
    high = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "monday"], name="one_figure_a_cohort_and_week"),
            models.CheckConstraint(
                condition=Q(
                    low__gte=0, expected__gte=F("low"), high__gte=F("expected"), total__gte=F("high")
                ),
                name="cohort_week_is_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.expected:.0f} of {self.total}"
