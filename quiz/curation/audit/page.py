"""Who did what, newest first: filtered by person, act, question and day, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.audit.models import Act, AuditLine
from accounts.models import User
from quiz.bank.models import Question
from quiz.curation.audit.told import QUESTION, ToldLine, lines_for, told

LINES = 50
FORMER, COMMAND = "former", "command"
OF_PEOPLE = (Act.PERSON_ADDED, Act.PERSON_CHANGED, Act.PASSWORD_MAILED, Act.ERASED)


class AuditFilter(forms.Form):
    """Each field narrows what is shown; left empty, it does not."""

    who = forms.ChoiceField(label=gettext_lazy("Who"), required=False)
    act = forms.ChoiceField(label=gettext_lazy("What"), required=False)
    question = forms.CharField(
        label=gettext_lazy("Key of the question"), required=False, max_length=80, strip=True
    )
    since = forms.DateField(
        label=gettext_lazy("Since"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, lines: QuerySet[AuditLine], user: User, sent: QueryDict) -> None:
        super().__init__(sent, label_suffix="")
        self.fields["who"].choices = [("", _("Everyone")), *doers(lines)]  # type: ignore[attr-defined]
        acts = [act for act in Act if user.is_superuser or act not in OF_PEOPLE]
        self.fields["act"].choices = [  # type: ignore[attr-defined]
            ("", _("Everything")),
            *((act.value, act.label) for act in acts),
        ]

    def clean_question(self) -> int | None:
        """Its id."""
        key = self.cleaned_data["question"]
        found = Question.objects.filter(key=key).values_list("pk", flat=True).first() if key else None
        if key and found is None:
            raise forms.ValidationError(_("No question has this key."))
        return found

    def narrowed(self, lines: QuerySet[AuditLine]) -> QuerySet[AuditLine]:
        """A field that was not understood narrows nothing, and says so beside it."""
        self.is_valid()
        chosen = self.cleaned_data
        if who := chosen.get("who"):
            lines = by(lines, who)
        if act := chosen.get("act"):
            lines = lines.filter(act=act)
        if question := chosen.get("question"):
            lines = lines.filter(about_kind=QUESTION, about=str(question))
        if since := chosen.get("since"):
            lines = lines.filter(at__gte=datetime.combine(since, time(), UTC))
        return lines


def doers(lines: QuerySet[AuditLine]) -> list[tuple[str, Any]]:
    """Everyone with a line: those with an account by name, the others together. Two queries."""
    ids = set(lines.order_by().values_list("by", flat=True).distinct())
    names = dict(sorted(named(ids - {None}).items(), key=lambda each: each[1].lower()))
    former = [(FORMER, _("a former curator"))] if ids - {None} - names.keys() else []
    command = [(COMMAND, _("The command line"))] if None in ids else []
    return [*((str(id), name) for id, name in names.items()), *former, *command]


def named(ids: set[Any]) -> dict[UUID, str]:
    return {user.pk: str(user) for user in User.objects.filter(pk__in=ids)}


def by(lines: QuerySet[AuditLine], who: str) -> QuerySet[AuditLine]:
    if who == COMMAND:
        return lines.filter(by=None)
    if who == FORMER:
        return lines.filter(by__isnull=False).exclude(by__in=User.objects.values("pk"))
    return lines.filter(by=UUID(who))


@dataclass(frozen=True, slots=True)
class AuditPage:
    form: AuditFilter
    lines: Sequence[ToldLine]
    page: "Page[AuditLine]"
    kept: str
    """The filter, as another page's address holds it."""
    shows_people: bool


def build_audit_page(user: User, sent: QueryDict) -> AuditPage:
    """The same number of queries, however many lines there are."""
    lines = lines_for(user)
    form = AuditFilter(lines, user, sent)
    page = Paginator(form.narrowed(lines), LINES).get_page(sent.get("page"))
    kept = sent.copy()
    kept.pop("page", None)
    return AuditPage(form, told(page.object_list), page, kept.urlencode(), user.is_superuser)
