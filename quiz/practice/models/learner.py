"""Who practises, and which rows are theirs."""

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q
from django.utils import timezone

from database.identifiers import uuid7
from quiz.practice.models.prompts import Prompt
from quiz.practice.models.reviews import Review, ReviewQuerySet
from quiz.practice.models.sessions import PracticeSession, practised_in


class Learner(models.Model):
    """Who practises: a visitor's browser, or a person with an account.

    `version` counts the log's acts: an act succeeds only if it moves the version it has read (`log.step.advance`).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="learner"
    )
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    merged_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveBigIntegerField(default=0)
    last_at = models.DateTimeField(null=True, blank=True)
    """Time of the newest row of the log; the next one is later."""
    profile = models.BinaryField(default=bytes)
    before = models.JSONField(null=True, blank=True)
    """Cards and profile from before the latest effective review, so that undo is exact (`remembering.before`)."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True, merged_at__isnull=True)
                | Q(merged_into__isnull=False, merged_at__isnull=False, user__isnull=True),
                name="only_a_visitor_is_merged",
            )
        ]

    def __str__(self) -> str:
        return str(self.user) if self.user_id else f"visitor {self.pk}"

    @property
    def prompts(self) -> models.QuerySet[Prompt]:
        """Every prompt of this person, also from before they signed in."""
        return Prompt.objects.filter(of(self))

    @property
    def sessions(self) -> models.QuerySet[PracticeSession]:
        """Of practice, each with the time practised in it; interviews are apart (`quiz.interview`)."""
        return practice_of(self).annotate(practised_before=practised_in(OuterRef("pk")))

    @property
    def reviews(self) -> ReviewQuerySet:
        return Review.objects.filter(of(self))

    @property
    def exists(self) -> bool:
        """Has this learner done anything yet? A new visitor's is made by their first answer."""
        return not self._state.adding


def of(learner: Learner) -> Q:
    """Rows of this learner and of the visitors who became them."""
    people = Learner.objects.filter(Q(pk=learner.pk) | Q(merged_into=learner.pk))
    return Q(learner__in=people.values("pk"))  # an OR over a join would read the whole table


def practice_of(learner: Learner) -> models.QuerySet[PracticeSession]:
    """Every session but interviews."""
    return PracticeSession.objects.filter(of(learner)).exclude(kind=PracticeSession.Kind.INTERVIEW)
