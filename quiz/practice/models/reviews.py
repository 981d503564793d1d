"""Graded responses, and what corrects them."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from database.identifiers import uuid7
from quiz.practice.models.events import Event
from quiz.practice.models.prompts import Prompt


class Grade(models.IntegerChoices):
    """What happened, as the learner says it; effort is a pass."""

    FORGOT = 1, _("Forgot")
    EFFORT = 2, _("With effort")
    KNEW = 3, _("Knew it")
    AT_ONCE = 4, _("At once")


class ReviewQuerySet(models.QuerySet["Review"]):
    """Which reviews count, and with which grade."""

    def effective(self) -> QuerySet[Any]:
        """Without what was taken back; with the `final_grade`."""
        return self.with_final_grade().filter(undone=False)

    def with_aid(self) -> "ReviewQuerySet":
        """`aided` says that it is no unaided recall: a hint was opened, or the answer was read earlier that day.

        Of an answer in an interview, which is graded later: before it was said, on the day on which it was said.
        """
        hinted = Event.objects.filter(prompt=OuterRef("pk"), kind=Event.Kind.HINTED)
        annotated: Any = self.with_given().annotate(aided=Exists(hinted) | Exists(read_before()))
        aided: ReviewQuerySet = annotated
        return aided

    def with_given(self) -> "ReviewQuerySet":
        """With the instant and the local day on which the answer was given: in an interview, when it was said."""
        said = Event.objects.filter(prompt=OuterRef("pk"), kind=Event.Kind.SAID, detail__part="answer")
        aliased: Any = self.alias(
            given_at=Coalesce(Subquery(said.order_by("at").values("at")[:1]), F("at")),
            given_on=Coalesce(Subquery(said.order_by("at").values("local_day")[:1]), F("local_day")),
        )
        given: ReviewQuerySet = aliased
        return given

    def with_final_grade(self) -> QuerySet[Any]:
        """`final_grade` is that of the last overruling, else the review's own; `undone` says that it was taken back."""
        corrections = Correction.objects.filter(review=OuterRef("pk"))
        overruled = corrections.filter(kind=Correction.Kind.OVERRULE).order_by("-at", "-pk").values("grade")
        return self.annotate(
            undone=Exists(corrections.filter(kind=Correction.Kind.UNDO)),
            final_grade=Coalesce(Subquery(overruled[:1]), F("grade")),
        )


def read_before() -> QuerySet[Any]:
    """For a review `with_given`: when its answer was read earlier on that day."""
    return Event.objects.filter(
        learner=OuterRef("learner"),
        kind=Event.Kind.READ,
        question=OuterRef("prompt__question"),
        local_day=OuterRef("given_on"),
        at__lt=OuterRef("given_at"),
    )


class Review(models.Model):
    """One graded response. Its prompt is its key, so a prompt is answered once."""

    prompt = models.OneToOneField(Prompt, primary_key=True, on_delete=models.PROTECT, related_name="review")
    learner = models.ForeignKey("Learner", on_delete=models.PROTECT, related_name="+")
    response = models.JSONField()
    machine_grade = models.PositiveSmallIntegerField(null=True, blank=True, choices=Grade)
    grade = models.PositiveSmallIntegerField(choices=Grade)
    guess_chance = models.FloatField()
    ms = models.PositiveIntegerField(validators=[MaxValueValidator(120_000)])
    """Thinking time in milliseconds, at most two minutes."""
    estimated = models.BooleanField()
    """The page did not say how long it took; the time since the last response stands in."""
    predicted = models.FloatField(null=True, blank=True)
    """The chance of knowing it as the engine saw it just before (`answering.predicting`); null where it is no test."""
    at = models.DateTimeField()
    local_day = models.DateField()
    engine_version = models.CharField(max_length=20)
    engine_fingerprint = models.CharField(max_length=64)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["learner", "at"], name="review_of_learner")]
        constraints = [
            models.CheckConstraint(condition=Q(grade__range=(1, 4)), name="review_grade_is_1_to_4"),
            models.CheckConstraint(condition=Q(machine_grade__range=(1, 4)), name="machine_grade_is_1_to_4"),
            models.CheckConstraint(
                condition=Q(ms__range=(0, 120_000)), name="review_takes_two_minutes_at_most"
            ),
            models.CheckConstraint(condition=Q(guess_chance__range=(0, 1)), name="guess_chance_is_a_chance"),
        ]

    def __str__(self) -> str:
        return f"{self.prompt_id}: {self.grade}"


class Correction(models.Model):
    """Undo or overrule of the latest effective review."""

    class Kind(models.TextChoices):
        UNDO = "undo", _("undo")
        OVERRULE = "overrule", _("overrule")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    learner = models.ForeignKey("Learner", on_delete=models.PROTECT, related_name="+")
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="corrections")
    kind = models.CharField(max_length=8, choices=Kind)
    grade = models.PositiveSmallIntegerField(
        null=True, blank=True, choices=Grade, validators=[MinValueValidator(1)]
    )
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["learner", "at"], name="correction_of_learner")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="undo", grade__isnull=True) | Q(kind="overrule", grade__range=(1, 4)),
                name="an_overrule_has_a_grade_an_undo_none",
            ),
            models.UniqueConstraint(
                fields=["review"], condition=Q(kind="undo"), name="a_review_is_undone_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.review_id}"
