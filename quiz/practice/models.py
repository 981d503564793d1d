"""The log of answers, and what is folded from it.

`Prompt`, `Review`, `Correction` and `Event` are the log: rows are added and never change (`log.guard`).
`Card` and the `Learner`'s profile are a fold of it, kept for speed (`folding`). The rest is the learner's own.
"""

from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Least
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from database.identifiers import uuid7
from quiz.bank.models import Question, Revision

__all__ = [
    "Card",
    "Correction",
    "Erasure",
    "Event",
    "Learner",
    "Mark",
    "Note",
    "Notice",
    "Plan",
    "PracticeSession",
    "Prompt",
    "Review",
]


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
    """Cards and profile from before the latest effective review, so that undo is exact (`folding.Before`)."""

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
    def prompts(self) -> "models.QuerySet[Prompt]":
        """Every prompt of this person, also from before they signed in."""
        return Prompt.objects.filter(of(self))

    @property
    def sessions(self) -> "models.QuerySet[PracticeSession]":
        """Of practice, each with the time practised in it; interviews are apart (`quiz.interview`)."""
        return practice_of(self).annotate(practised_before=practised_in(OuterRef("pk")))

    @property
    def reviews(self) -> "ReviewQuerySet":
        return Review.objects.filter(of(self))

    @property
    def exists(self) -> bool:
        """Has this learner done anything yet? A new visitor's is made by their first answer."""
        return not self._state.adding


def of(learner: Learner) -> Q:
    """Rows of this learner and of the visitors who became them."""
    people = Learner.objects.filter(Q(pk=learner.pk) | Q(merged_into=learner.pk))
    return Q(learner__in=people.values("pk"))  # an OR over a join would read the whole table


def practice_of(learner: Learner) -> "models.QuerySet[PracticeSession]":
    """Every session but interviews."""
    return PracticeSession.objects.filter(of(learner)).exclude(kind=PracticeSession.Kind.INTERVIEW)


LONGEST_PAUSE = timedelta(minutes=3)
"""What counts as practice between a question and its response: who is called away practises no longer."""


def practised_in(session: OuterRef) -> Coalesce:
    """The time practised in a session: from each question to its answer or skip, in the reading of the log.

    An answer taken back took its time all the same; a question replaced by a newer one has no response and took none.
    """
    skipped = Event.objects.filter(prompt=OuterRef("pk"), kind=Event.Kind.SKIPPED).order_by("at")
    responded = Coalesce("review__at", Subquery(skipped.values("at")[:1]))
    times = Prompt.objects.filter(session=session).order_by().annotate(responded=responded)
    took = Least(models.F("responded") - models.F("at"), Value(LONGEST_PAUSE))
    total = times.exclude(responded=None).values("session").annotate(total=Sum(took)).values("total")
    return Coalesce(Subquery(total), Value(timedelta()), output_field=models.DurationField())


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


class PracticeSession(models.Model):
    """One sitting: what it may ask, what it asks first, and for how long."""

    class Kind(models.TextChoices):
        ORDINARY = "ordinary", _("ordinary")
        PLACING = "placing", _("placing")
        CLAIMED = "claimed", _("claimed")
        AGAIN = "again", _("again")
        INTERVIEW = "interview", _("interview")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=9, choices=Kind, default=Kind.ORDINARY)
    """Placing: the first one. Claimed: asks once, unaided, what the learner says they know. Again: the same with what
    was missed that day, outside the plan's minutes. Interview: a mock interview's, graded only at its end."""
    title = models.CharField(max_length=120, blank=True, default="")
    """What it is about, in words, where it does not mix the whole bank."""
    only = models.JSONField(null=True, blank=True)
    """Keys it may ask, or null for all."""
    first = models.JSONField(default=list)
    """Keys that come before the engine's own choice."""

    class Meta:
        indexes = [models.Index(fields=["learner", "-started_at"], name="session_of_learner")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["ordinary", "placing", "claimed", "again", "interview"]),
                name="session_kind_is_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("practice-session", args=[self.pk])

    @property
    def has_ended(self) -> bool:
        return self.ended_at is not None

    @cached_property
    def practised(self) -> timedelta:
        """The time practised in it: read with it by `Learner.sessions`, else in a query of its own."""
        before: timedelta | None = getattr(self, "practised_before", None)
        if before is not None:
            return before
        own = PracticeSession.objects.filter(pk=self.pk)
        return own.values_list(practised_in(OuterRef("pk")), flat=True).first() or timedelta()

    @property
    def seconds_left(self) -> float:
        return self.minutes * 60 - self.practised.total_seconds()


class Way(models.TextChoices):
    """How a question is asked."""

    CHOOSE = "choose", _("choose one")
    RECALL = "recall", _("recall")
    TYPE = "type", _("type it")


class Prompt(models.Model):
    """One question as asked once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="+")
    session = models.ForeignKey(PracticeSession, on_delete=models.PROTECT, related_name="prompts")
    sequence = models.PositiveIntegerField()
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=8, choices=Way)
    options = models.JSONField(default=list)
    """Slugs of the options in the order shown."""
    reason = models.CharField(max_length=300, blank=True)
    seed = models.BigIntegerField()
    at = models.DateTimeField()
    has_star: bool = False
    """Whether its question had the learner's star when it was made. No column: for the page that comes at once."""

    class Meta:
        indexes = [models.Index(fields=["learner", "question"], name="prompt_of_learner_and_question")]
        constraints = [
            models.UniqueConstraint(fields=["session", "sequence"], name="prompt_sequence_once_a_session"),
            models.CheckConstraint(
                condition=Q(way__in=["choose", "recall", "type"]), name="prompt_way_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("prompt", args=[self.pk])

    def took(self, at: datetime) -> timedelta:
        """The time practised from it to its response."""
        return min(at - self.at, LONGEST_PAUSE)


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
    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="+")
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
    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="+")
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


class Event(models.Model):
    """What else the fold must know."""

    class Kind(models.TextChoices):
        REVEALED = "revealed", _("revealed")
        HINTED = "hinted", _("hinted")
        SKIPPED = "skipped", _("skipped")
        SAID = "said", _("said")
        READ = "read", _("read")
        CLAIMED = "claimed", _("claimed")
        LEFT_OUT = "left_out", _("left out")
        PUT_BACK = "put_back", _("put back")
        STARTED_OVER = "started_over", _("started over")
        RESTORED = "restored", _("restored")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    prompt = models.ForeignKey(Prompt, null=True, blank=True, on_delete=models.PROTECT, related_name="events")
    detail = models.JSONField(default=dict)
    at = models.DateTimeField()
    local_day = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["learner", "at"], name="event_of_learner")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["revealed", "hinted", "skipped", "said"], prompt__isnull=False)
                | Q(kind__in=["read", "claimed", "left_out", "put_back", "started_over", "restored"]),
                name="an_event_of_a_prompt_names_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.question_id}"


class Card(models.Model):
    """One learner's memory of one question: a fold of the log. `state` is the engine's (`engine.Card.pack`)."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="cards")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    state = models.BinaryField(null=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    """When it was last answered or skipped."""
    left_out = models.BooleanField(default=False)
    read_on = models.DateField(null=True, blank=True)
    sheet_on = models.DateField(null=True, blank=True)
    """The latest day on which its answer was read on the sheet for the evening before the interview."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "question"], name="one_card_a_learner_and_question")
        ]

    def __str__(self) -> str:
        return f"{self.learner_id} {self.question_id}"


class Mark(models.Model):
    """What a learner pinned to a question for themself."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="marks")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="+")
    starred = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "question"], name="one_mark_a_learner_and_question")
        ]

    def __str__(self) -> str:
        return f"{self.learner_id} {self.question_id}"


class Note(models.Model):
    """What a learner wrote to themself about a question: theirs alone, shown to nobody else and in no export of others.

    No part of the log. A note without words is no row.
    """

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="notes")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="+")
    words = models.TextField()
    """Markdown."""
    edition = models.UUIDField(default=uuid7)
    """Another one at each save: a page says which it was written over."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "question"], name="one_note_a_learner_and_question"),
            models.CheckConstraint(condition=~Q(words=""), name="a_note_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.learner_id} {self.question_id}"  # never the words: this stands in logs


class Notice(models.Model):
    """That a learner was told of a changed answer: they read what changed and said *Got it*.

    Whom it concerns follows from the log (`remembering.overtaken`), and so does who answered since; only this does not.
    """

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="notices")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    """What was live when they were told."""
    seen = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "revision"], name="one_notice_a_learner_and_revision")
        ]

    def __str__(self) -> str:
        return f"{self.learner_id} {self.revision_id}"


class Erasure(models.Model):
    """The one door through the log's guard: while open, this learner's rows may be deleted. Stays as the audit row."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    learner_id = models.UUIDField(db_index=True)
    owner = models.CharField(max_length=16, null=True)  # noqa: DJ001
    """Under which name their browsers kept answers (`log.learners.owner_named`), so that these can be told. None where
    it was not noted yet: a default would make SQLite make this table anew, on which the guards stand."""
    reason = models.CharField(max_length=200)
    opened = models.DateTimeField()
    closed = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["owner"], name="erasures_by_owner")]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="an_erasure_says_why")]

    def __str__(self) -> str:
        return f"{self.learner_id}: {self.reason}"
