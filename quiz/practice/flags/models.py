"""What a learner says is wrong with a question, and what a curator answers."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quiz.bank.models import Question, Revision
from quiz.practice.models import Learner, Prompt, of

__all__ = ["Flag"]

LONGEST, LONGEST_ANSWER = 300, 1000


class FlagQuerySet(models.QuerySet["Flag"]):
    def theirs(self, learner: Learner) -> "FlagQuerySet":
        """Also from before they signed in."""
        return self.filter(of(learner))

    def open(self) -> "FlagQuerySet":
        """Not answered yet."""
        return self.filter(answered_at__isnull=True)

    def unread(self) -> "FlagQuerySet":
        """Answered, and not read yet: the answer can still be corrected."""
        return self.filter(answered_at__isnull=False, read_at__isnull=True)


class Flag(models.Model):
    """One learner's line about one question. Until it is answered, it is the only open one of theirs there."""

    class Outcome(models.TextChoices):
        CHANGED = "changed", _("Changed")
        RIGHT = "right", _("Right as it is")
        NEITHER = "neither", _("Neither")

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="flags")
    """A visitor's stays theirs when they sign in, as their answers do: `theirs` finds both."""
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="flags")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    """Whose words the learner had before them."""
    prompt = models.ForeignKey(Prompt, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """After whose answer they flagged; none on the question's page in the library."""
    words = models.CharField(max_length=LONGEST)
    made = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.UUIDField(null=True, blank=True)
    """The curator's id and nothing else of them, so that it can stay when the account is gone."""
    answer = models.CharField(max_length=LONGEST_ANSWER, blank=True, default="")
    outcome = models.CharField(max_length=7, choices=Outcome, blank=True, default="")
    read_at = models.DateTimeField(null=True, blank=True)
    """When the learner said *Got it*."""

    objects = FlagQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["question", "made"], name="flags_of_a_question")]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="a_flag_says_something"),
            models.UniqueConstraint(
                fields=["learner", "question"],
                condition=Q(answered_at__isnull=True),
                name="one_open_flag_a_learner_and_question",
            ),
            models.CheckConstraint(
                condition=Q(
                    answered_at__isnull=True,
                    answered_by__isnull=True,
                    answer="",
                    outcome="",
                    read_at__isnull=True,
                )
                | (
                    Q(answered_at__isnull=False, answered_by__isnull=False)
                    & Q(outcome__in=["changed", "right", "neither"])
                    & ~Q(answer="")
                ),
                name="a_flag_is_answered_whole_or_not",
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def is_open(self) -> bool:
        return self.answered_at is None
