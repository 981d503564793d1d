"""What a learner pinned, wrote and was told: theirs, and no part of the log."""

from django.db import models
from django.db.models import Q

from database.identifiers import uuid7
from quiz.bank.models import Question, Revision
from quiz.practice.models.learner import Learner


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
