"""Interviews: what the log does not know of them. What was asked and said is in the log (`holding.held`)."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from database.identifiers import uuid7
from quiz.bank.drills.models import DrillRevision
from quiz.practice.models import Learner, PracticeSession, Prompt

__all__ = ["DrillAnswer", "Heard", "Interview", "Pairing"]


class Interview(models.Model):
    """One mock interview: the questions of a session, whose `only` has them in their order, or one drill."""

    class Manner(models.TextChoices):
        WRITTEN = "written", _("I write my answers")
        ALOUD = "aloud", _("I say my answers aloud")
        PAIR = "pair", _("A friend asks me")

    class Timing(models.TextChoices):
        NORMAL = "normal", _("90 seconds a question")
        DOUBLED = "doubled", _("Twice as long")
        OFF = "off", _("No clock")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="interviews")
    session = models.OneToOneField(
        PracticeSession, null=True, blank=True, on_delete=models.PROTECT, related_name="interview"
    )
    drill = models.ForeignKey(
        DrillRevision, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    manner = models.CharField(max_length=8, choices=Manner, default=Manner.WRITTEN)
    timing = models.CharField(max_length=8, choices=Timing, default=Timing.NORMAL)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    """When the last answer was given, or the learner stopped."""

    class Meta:
        indexes = [models.Index(fields=["learner", "-started_at"], name="interview_of_learner")]
        constraints = [
            models.CheckConstraint(
                condition=Q(session__isnull=False, drill__isnull=True)
                | Q(session__isnull=True, drill__isnull=False),
                name="an_interview_asks_questions_or_a_drill",
            ),
            models.CheckConstraint(
                condition=Q(manner__in=["written", "aloud", "pair"]), name="interview_manner_is_known"
            ),
            models.CheckConstraint(
                condition=Q(timing__in=["normal", "doubled", "off"]), name="interview_timing_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("interview", args=[self.pk])

    @property
    def factor(self) -> int:
        """What a question's seconds are multiplied by; 0 without a clock."""
        return {self.Timing.NORMAL: 1, self.Timing.DOUBLED: 2, self.Timing.OFF: 0}[self.Timing(self.timing)]


class DrillAnswer(models.Model):
    """What was said in an interview on a drill. It moves no card, so it is no part of the log."""

    interview = models.OneToOneField(
        Interview, primary_key=True, on_delete=models.CASCADE, related_name="drill_answer"
    )
    text = models.TextField(blank=True, default="")
    time = models.DurationField(default=timedelta)
    said_at = models.DateTimeField()
    points = models.JSONField(null=True, blank=True)
    """Places of the rubric's points that were ticked at the end, from 0; null until then."""

    def __str__(self) -> str:
        return f"{self.interview_id}"


class Pairing(models.Model):
    """A link to the interviewer's sheet, for one friend. Neither its token nor the friend's browser can be read here:
    both are digests.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="pairings")
    digest = models.CharField(max_length=64, unique=True)
    """SHA-256 of the token, in hexadecimal."""
    name = models.CharField(max_length=80)
    """What the friend reads as the learner's name; the learner chose it."""
    zone = models.CharField(max_length=60)
    """Whose days the learner lives by: the friend's browser does not know them."""
    made_in = models.CharField(max_length=64)
    """Digest of the browser in which the learner made it, which is no interviewer's."""
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    browser = models.CharField(max_length=64, blank=True, default="")
    """Digest of the friend's, once they said that they are the interviewer."""
    bound_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["interview"], condition=Q(revoked_at=None), name="an_interview_has_one_link_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(browser="", bound_at=None) | (~Q(browser="") & Q(bound_at__isnull=False)),
                name="a_link_is_bound_at_an_instant",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class Heard(models.Model):
    """What a friend ticked for one question as they heard it: a suggestion, until the learner grades."""

    prompt = models.OneToOneField(Prompt, primary_key=True, on_delete=models.PROTECT, related_name="heard")
    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="heard")
    points = models.JSONField(default=list)
    """Slugs of the key points."""
    reply_points = models.JSONField(default=list)
    """Places of the follow-up's points, from 0."""

    def __str__(self) -> str:
        return f"{self.prompt_id}"
