"""What learners say they were asked in an interview, and what follows of it for the bank."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from quiz.bank.models import Question
from quiz.practice.models import Learner

__all__ = ["AskedLately", "AskedQuestion", "AskedReport"]

LONGEST_LINE = 200


class AskedReport(models.Model):
    """What one learner says they were asked on one day. It has no time, and nobody is shown whose it is.

    A report that names nothing says *Not now*: it is asked for no more.
    """

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="asked_reports")
    day = models.DateField()
    """Of the interview."""
    line = models.CharField(max_length=LONGEST_LINE, blank=True, default="")
    """What the bank lacks, in their words."""
    set_aside = models.BooleanField(default=False)
    """Whether a curator has dealt with the line. Another line begins anew."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "day"], name="one_report_a_learner_and_interview")
        ]

    def __str__(self) -> str:
        return f"{self.day}"  # never the line: this stands in logs


class AskedQuestion(models.Model):
    """A question of the bank that was asked, and whether the learner could answer it."""

    class Could(models.TextChoices):
        YES = "yes", _("Yes")
        PARTLY = "partly", _("Partly")
        NO = "no", _("No")

    report = models.ForeignKey(AskedReport, on_delete=models.CASCADE, related_name="asked")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    could = models.CharField(max_length=6, choices=Could, blank=True, default="")
    """Empty where they did not say."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "question"], name="a_report_names_a_question_once"),
            models.CheckConstraint(
                condition=Q(could__in=["", "yes", "partly", "no"]), name="could_answer_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}"


class AskedLately(models.Model):
    """A question that enough people name, as counted on a day (`counting.count_asked`)."""

    question = models.OneToOneField(
        Question, primary_key=True, on_delete=models.CASCADE, related_name="asked_lately"
    )
    asked = models.PositiveIntegerField()
    """How many people were asked it."""
    of = models.PositiveIntegerField()
    """How many people said what they were asked."""
    day = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(asked__gt=0, asked__lte=F("of")), name="asked_in_some_of_the_interviews"
            )
        ]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.asked} of {self.of}"
