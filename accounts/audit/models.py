"""The audit's lines. Guarded as the log of answers is (`quiz.practice.log.guard`)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Act(models.TextChoices):
    """What people with rights do, each with how a line says it after their name."""

    OPENED = "opened", _("opened a draft")
    SAVED = "saved", _("saved the draft")
    PROPOSED = "proposed", _("proposed the draft")
    SENT_BACK = "sent back", _("sent the proposal back")
    DISCARDED = "discarded", _("discarded the draft")
    RESTORED = "restored", _("restored older words as a draft")
    DECIDED = "decided", _("decided what was changed both here and in the files")
    PUBLISHED = "published", _("published")
    RETIRED = "retired", _("retired")
    BROUGHT_BACK = "brought back", _("brought back")
    RELATED = "related", _("added a relation")
    UNRELATED = "unrelated", _("removed a relation")
    TAKEN_IN = "taken in", _("loaded from a file")
    ADDED = "added", _("added the question")
    DELETED = "deleted", _("deleted the question")
    KEY_CHANGED = "key changed", _("changed its key")
    FLAG_ANSWERED = "flag answered", _("answered a flag")
    FLAG_REOPENED = "flag reopened", _("took the answer to a flag back")
    DISMISSED = "dismissed", _("dismissed a sign that it is wrong")
    LINE_SET_ASIDE = "line set aside", _("set aside what was asked in interviews")
    PERSON_ADDED = "person added", _("added an account")
    PERSON_CHANGED = "person changed", _("changed an account")
    PASSWORD_MAILED = "password mailed", _("mailed a link to choose a new password")
    FACTORS_RESET = "factors reset", _("removed all passkeys and second steps")
    ERASED = "erased", _("erased an account with all its answers")


class AuditLine(models.Model):
    """One act: who, what, about what, when, before and after. No name, no address, no free text of anybody."""

    id = models.BigAutoField(primary_key=True)
    """In the order of noting."""
    act = models.CharField(max_length=20)
    about_kind = models.CharField(max_length=20)
    """The model of what it is about, such as `question` or `user`; or `files`."""
    about = models.CharField(max_length=200)
    """Its bare id; of files their names."""
    by = models.UUIDField(null=True)
    """The person's id and nothing else of them, so that it can stay when the account is gone. Nobody: a command."""
    at = models.DateTimeField()
    before = models.CharField(max_length=200, blank=True, default="")
    after = models.CharField(max_length=200, blank=True, default="")
    earlier = models.BigIntegerField(null=True)
    """Of two revisions the older one; no foreign key, since a draft may be discarded."""
    later = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["about_kind", "about", "id"], name="audit_of_a_thing"),
            models.Index(fields=["by", "id"], name="audit_of_a_person"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(act="") & ~Q(about=""), name="audit_line_says_what_of_what")
        ]

    def __str__(self) -> str:
        return f"{self.about_kind} {self.about} {self.act}"
