"""Ways into a cohort: links, and the addresses to which one was mailed."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from database.identifiers import uuid7
from quiz.cohorts.days import within_calendar
from quiz.cohorts.models import Cohort, Membership

__all__ = ["Invitation", "MailedInvitation", "NeverWrite"]


class Invitation(models.Model):
    """A link into a cohort: expires, can be revoked, and lets in so many."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="invitations")
    token = models.CharField(max_length=43, unique=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    """None once their account is gone: the link belongs to the cohort."""
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    most_uses = models.PositiveSmallIntegerField()
    uses = models.PositiveSmallIntegerField(default=0)
    revoked_at = models.DateTimeField(null=True, blank=True)
    role = models.CharField(max_length=10, choices=Membership.Role, default=Membership.Role.MEMBER)
    """What it makes of whoever accepts it."""
    code = models.CharField(max_length=8, null=True, blank=True, unique=True)
    """To be said aloud; None where there is none."""
    code_expires_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(uses__lte=F("most_uses")), name="invitation_not_used_too_often"
            ),
            models.CheckConstraint(
                condition=Q(role__in=["instructor", "member"]), name="invitation_role_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cohort}: {self.uses} of {self.most_uses}"

    def get_absolute_url(self) -> str:
        return reverse("join", args=[self.token])

    @property
    def valid_until(self) -> datetime:
        """When it expires, to be shown in any zone."""
        return within_calendar(self.expires_at)


class MailedInvitation(models.Model):
    """An address to which an invitation is mailed: a row before anything is sent, so that nothing is sent twice."""

    class State(models.TextChoices):
        WAITING = "waiting", _("not sent yet")
        SENDING = "sending", _("perhaps sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("not sent")
        JOINED = "joined", _("joined")
        DECLINED = "declined", _("declined")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="mailed")
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="mailed_invitations")
    address = models.EmailField()
    token = models.CharField(max_length=43, unique=True)
    """Of the link in this mail alone."""
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    joined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    """Whose account accepted it, perhaps under another address: erased with them. No page shows it."""
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "address"], name="an_address_is_invited_once_a_cohort"),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "sending", "sent", "failed", "joined", "declined"]),
                name="mailed_invitation_state_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cohort}: {self.state}"

    @property
    def seen(self) -> str:
        """What a page says that it showed of it, to tell whether a mail has gone since."""
        return f"{self.state} {self.sent_at.timestamp() if self.sent_at else ''}"


class NeverWrite(models.Model):
    """An address that asked never to be invited again, known by its keyed digest alone."""

    digest = models.CharField(max_length=64, primary_key=True)
    """HMAC-SHA256 of the address in its one form, in hexadecimal."""
    since = models.DateTimeField()

    def __str__(self) -> str:
        return self.digest[:8]
