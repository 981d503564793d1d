"""What a person wants to be mailed, what was mailed, and the address of their calendar."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from database.identifiers import uuid7

__all__ = ["CalendarAddress", "MailWishes", "SentMail"]


class MailWishes(models.Model):
    """Which mails about cohorts and practice a person gets. Without a row: instructors' reminders, nothing else."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="mail_wishes"
    )
    instructors_reminders = models.BooleanField(default=True)
    due_reminders = models.BooleanField(default=False)
    """Two days before a due day."""
    digest = models.BooleanField(default=False)
    """Weekly, to instructors."""
    practice_hour = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(23)]
    )
    """The hour of their own day at which to be reminded of minutes that are left; None for never."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(practice_hour=None) | Q(practice_hour__lte=23), name="practice_hour_is_an_hour"
            )
        ]

    def __str__(self) -> str:
        return str(self.user)


class SentMail(models.Model):
    """That a person is sent a mail of a kind on a day: the row stands before the mail goes."""

    class Kind(models.TextChoices):
        REMINDER = "reminder", _("reminder of an instructor")
        DUE = "due", _("due in two days")
        PRACTICE = "practice", _("minutes left today")
        DIGEST = "digest", _("weekly digest")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    day = models.DateField()
    is_sent = models.BooleanField(default=False)
    """False while it is on its way, and after a crash: perhaps sent."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "kind", "day"], name="a_mail_a_kind_and_day"),
            models.CheckConstraint(
                condition=Q(kind__in=["reminder", "due", "practice", "digest"]),
                name="sent_mail_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.day}"


class CalendarAddress(models.Model):
    """The private address of a person's calendar. Making a new one revokes the old."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="calendar_address"
    )
    token = models.CharField(max_length=43, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.user)

    def get_absolute_url(self) -> str:
        return reverse("calendar", args=[self.token])
