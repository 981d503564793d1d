"""How two questions relate."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from quiz.bank.models.questions import Question


class RelationManager(models.Manager["Relation"]):
    def get_by_natural_key(self, key: str, to: str, kind: str) -> "Relation":
        return self.get(question__key=key, to__key=to, kind=kind)


class Relation(models.Model):
    """How two questions relate. Duplicate and confusable hold both ways; a prerequisite comes before."""

    class Kind(models.TextChoices):
        DUPLICATE = "duplicate", _("asks the same")
        CONFUSABLE = "confusable", _("often mixed up")
        PREREQUISITE = "prerequisite", _("know this first")

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="relations")
    to = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="related_from")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)

    objects = RelationManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "to", "kind"], name="relation_once"),
            models.CheckConstraint(condition=~Q(question=F("to")), name="relation_not_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} {self.kind} {self.to_id}"

    def natural_key(self) -> tuple[str, str, str]:
        return (self.question.key, self.to.key, self.kind)

    natural_key.dependencies = ["quiz.question"]  # type: ignore[attr-defined]
