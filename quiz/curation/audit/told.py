"""Lines of the audit in words: names while the accounts are there, and what each is about."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.audit.models import Act, AuditLine
from accounts.models import User
from quiz.bank.drills.models import Drill
from quiz.bank.models import Question

QUESTION, DRILL, PERSON = "question", "drill", "user"
NOT_THERE = {
    QUESTION: gettext_lazy("a question that is deleted"),
    PERSON: gettext_lazy("an erased account"),
    "askedreport": gettext_lazy("a line from interviews"),
}
"""What a line is about where there is nothing to open."""


@dataclass(frozen=True, slots=True)
class ToldLine:
    """Who did what, and about what it was."""

    who: str
    did: str
    change: str
    about: str
    address: str
    """Opens what it is about; empty where nothing is there to open."""
    at: datetime


@dataclass(frozen=True, slots=True)
class Known:
    """What bare ids are called now."""

    people: Mapping[UUID, str]
    questions: Mapping[str, str]
    drills: Mapping[str, str]

    @classmethod
    def of(cls, lines: Sequence[AuditLine]) -> "Known":
        """Three queries, however many lines."""
        subjects = {line.about for line in lines if line.about_kind == PERSON}
        people = {line.by for line in lines if line.by} | {UUID(id) for id in subjects}
        return cls(
            {user.pk: str(user) for user in User.objects.filter(pk__in=people)},
            keys_of(Question, lines, QUESTION),
            keys_of(Drill, lines, DRILL),
        )

    def who(self, line: AuditLine) -> str:
        if line.by is None:
            return _("The command line")
        return self.people.get(line.by, _("a former curator"))

    def about(self, line: AuditLine) -> tuple[str, str]:
        """What it is called, and its address where it has one."""
        match line.about_kind:
            case "question" if key := self.questions.get(line.about):
                return key, reverse("admin:quiz_question_history", args=[line.about])
            case "drill":
                return self.drills.get(line.about, _("a drill that is deleted")), ""
            case "user" if name := self.people.get(UUID(line.about)):
                return name, reverse("admin:accounts_user_change", args=[line.about])
        return str(NOT_THERE.get(line.about_kind, line.about)), ""


def keys_of(model: Any, lines: Sequence[AuditLine], kind: str) -> dict[str, str]:
    ids = {line.about for line in lines if line.about_kind == kind}
    return {str(pk): key for pk, key in model.objects.filter(pk__in=ids).values_list("pk", "key")}


def told(lines: Iterable[AuditLine]) -> list[ToldLine]:
    lines = list(lines)
    known = Known.of(lines)
    return [told_line(line, known) for line in lines]


def told_line(line: AuditLine, known: Known) -> ToldLine:
    about, address = known.about(line)
    change = " → ".join(part for part in (line.before, line.after) if part)
    return ToldLine(known.who(line), did(line), change, about, address, line.at)


def did(line: AuditLine) -> str:
    """An act that this version does not know is said by its own word."""
    return str(Act(line.act).label) if line.act in Act.values else line.act


def lines_for(user: User) -> QuerySet[AuditLine]:
    """Those of the bank; superusers see those of people's accounts too. Newest first."""
    lines = AuditLine.objects.order_by("-pk")
    return lines if user.is_superuser else lines.exclude(about_kind=PERSON)


def lines_about(kind: str, pk: object) -> QuerySet[AuditLine]:
    return AuditLine.objects.filter(about_kind=kind, about=str(pk)).order_by("-pk")
