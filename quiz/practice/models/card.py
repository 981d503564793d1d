"""What is folded from the log: a learner's memory of a question."""

from django.db import models

from quiz.bank.models import Question
from quiz.practice.models.learner import Learner


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
