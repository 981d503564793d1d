"""Flags as work: one row for each question that has an open one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.lines import isolated
from accounts.models import User
from quiz.curation.kinds_of_work import FIRST, Kind, Row
from quiz.practice.flags.models import Flag

PERSON = Coalesce("learner__merged_into", "learner")
VISITOR = Q(learner__user__isnull=True, learner__merged_into__isnull=True)
MOST_WORDS = 120
MOST_ANSWERED = 20


def flags_waiting(user: User, now: datetime) -> Kind:
    """One query, whatever there is."""
    rows = open_rows()
    return Kind(gettext_lazy("Flags from learners"), rows[:FIRST], len(rows), reverse("admin:flags"))


def open_rows() -> list[Row]:
    """What waits longest first."""
    first = (
        Flag.objects.open().filter(question=OuterRef("question")).order_by("made", "pk").values("words")[:1]
    )
    found = (
        Flag.objects.open()
        .values("question", "question__live_revision__text")
        .annotate(
            since=Min("made"),
            people=Count(PERSON, distinct=True),
            visitors=Count(PERSON, distinct=True, filter=VISITOR),
            words=Subquery(first),
        )
        .order_by("since", "question")
    )
    return [row(found_row) for found_row in found]


def row(found: Mapping[str, Any]) -> Row:
    return Row(
        question=found["question__live_revision__text"] or "",
        what=f"“{isolated(Truncator(found['words']).chars(MOST_WORDS))}”",
        who=people_in_words(found["people"], found["visitors"]),
        since=found["since"],
        verb=_("Answer"),
        address=reverse("admin:quiz_question_flags", args=[found["question"]]),
        is_lasting=True,
    )


def people_in_words(people: int, visitors: int) -> str:
    """How many, and nothing that tells who."""
    if people == visitors:
        return ngettext("a visitor", "%(count)d visitors", people) % {"count": people}
    return ngettext("a learner", "%(count)d learners", people) % {"count": people}


@dataclass(frozen=True, slots=True)
class Unread:
    """An answer that can still be corrected."""

    question: str
    answer: str
    address: str


def unread_answers() -> Sequence[Unread]:
    """The newest first; one query."""
    found = (
        Flag.objects.unread()
        .values("question", "question__live_revision__text", "answer", "answered_at")
        .annotate(flags=Count("pk"))
        .order_by("-answered_at", "question")[:MOST_ANSWERED]
    )
    return [
        Unread(
            each["question__live_revision__text"] or "",
            Truncator(each["answer"]).chars(MOST_WORDS),
            reverse("admin:quiz_question_flags", args=[each["question"]]),
        )
        for each in found
    ]
