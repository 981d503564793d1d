"""What was measured of each question, and what curators decided on it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quiz.bank.models import Question

__all__ = ["Dismissal", "Measured", "ReadableSince"]


class Measured(models.Model):
    """The figures of one question, as the last measuring left them."""

    question = models.OneToOneField(
        Question, primary_key=True, on_delete=models.CASCADE, related_name="measured"
    )
    at = models.DateTimeField()
    figures = models.JSONField()
    """As `figures.Figures.to_json` writes them. Nobody's answer can be found in them."""

    def __str__(self) -> str:
        return f"{self.question_id}, {self.at:%Y-%m-%d}"


class Dismissal(models.Model):
    """A curator's word that a reason to look is none; the newest of each reason stands."""

    class Reason(models.TextChoices):
        """Why a question is looked at, the gravest first."""

        KNOWING = "knowing", _("Chosen by those who know")
        DENIED = "denied", _("Found, but not said")
        OVERRULED = "overruled", _("Grades overruled")
        TOO_HARD = "too_hard", _("Too hard")
        UNCHOSEN = "unchosen", _("Never chosen")
        TOO_EASY = "too_easy", _("Too easy")

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="dismissals")
    reason = models.CharField(max_length=9, choices=Reason)
    slug = models.CharField(max_length=40, blank=True, default="")
    """Of the option or key point that it is about; empty where it is about the question."""
    words = models.CharField(max_length=16)
    """Names the words that it is about (`same_words`): with others it is another reason."""
    share = models.FloatField()
    """How bad it was; clearly worse than that it comes back."""
    why = models.CharField(max_length=300)
    by = models.UUIDField()
    """The curator's id and nothing else of them, as in the log of publications."""
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question", "reason", "slug"], name="a_reason_is_dismissed_in_one_place"
            ),
            models.CheckConstraint(
                condition=Q(
                    reason__in=["knowing", "denied", "overruled", "too_hard", "unchosen", "too_easy"]
                ),
                name="dismissed_reason_is_known",
            ),
            models.CheckConstraint(condition=Q(share__range=(0, 1)), name="dismissed_share_is_a_share"),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} {self.reason} {self.slug}"


class ReadableSince(models.Model):
    """One row: from when on whatever was overruled was overruled on a page that said that curators may read it.

    Made by the migration that came with that sentence.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="readable_since_is_one_row")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"
