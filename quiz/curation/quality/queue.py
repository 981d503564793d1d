"""The quality queue: every reason to look at a question that nobody has answered."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, Prefetch
from django.urls import reverse

from quiz.bank.models import Question, Revision
from quiz.bank.revisions.content import content_of
from quiz.curation.quality.dismissing import undismissed
from quiz.curation.quality.figures import Figures
from quiz.curation.quality.models import Dismissal, Measured
from quiz.curation.quality.reasons import Found, Reason, is_stuck_for_many, reasons_in


@dataclass(frozen=True, slots=True)
class Queued:
    """One reason with its question."""

    question: Question
    found: Found
    is_drafted: bool
    """Whether a draft or proposal is open, which may answer it."""

    @property
    def address(self) -> str:
        return reverse("admin:quiz_question_change", args=[self.question.pk])


@dataclass(frozen=True, slots=True)
class Chosen:
    """One of the filters over the queue, with how many it has."""

    name: str
    words: Any
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class QueuePage:
    rows: Sequence[Queued]
    filters: Sequence[Chosen]
    """The reasons there are; empty where there is one kind at most."""
    chosen: str
    measured: datetime | None


def queue_page(chosen: str) -> QueuePage:
    """All, or those of one reason. A reason that nobody knows is none."""
    queued = whole_queue()
    counts = Counter(row.found.reason for row in queued)
    chosen = chosen if chosen in Reason.values else ""
    rows = [row for row in queued if chosen in {"", row.found.reason}]
    filters = [
        Chosen(reason.value, reason.label, counts[reason], reason == chosen)
        for reason in Reason
        if counts[reason] or reason == chosen
    ]
    return QueuePage(rows, filters if len(filters) > 1 or chosen else (), chosen, measured_at())


def measured_at() -> datetime | None:
    """When questions were measured last; None where they never were."""
    newest: datetime | None = Measured.objects.aggregate(newest=Max("at"))["newest"]
    return newest


def whole_queue() -> list[Queued]:
    """The gravest first, then in the bank's order; six queries."""
    order = list(Reason)
    return sorted(queued(), key=lambda row: order.index(row.found.reason))


def queued() -> Iterator[Queued]:
    dismissals: dict[int, list[Dismissal]] = defaultdict(list)
    for dismissal in Dismissal.objects.all():
        dismissals[dismissal.question_id].append(dismissal)
    drafted = set(Revision.objects.open().values_list("question_id", flat=True))
    for question, figures in measured_questions():
        found = reasons_in(figures, content_of(question.live_revision))  # type: ignore[arg-type]
        for one in undismissed(found, dismissals[question.pk]):
            yield Queued(question, one, question.pk in drafted)


def measured_questions() -> Iterator[tuple[Question, Figures]]:
    """What learners can be asked, in the bank's order, with its figures; three queries."""
    revisions = Revision.objects.prefetch_related("options", "key_points")
    questions = Question.objects.published().exclude(measured=None).in_order()
    for question in questions.select_related("measured", "section").prefetch_related(
        Prefetch("live_revision", queryset=revisions)
    ):
        yield question, Figures.from_json(question.measured.figures)


def questions_with(reason: str) -> set[int]:
    """Ids of the questions for which this reason waits, for lists that filter by it."""
    return {row.question.pk for row in queued() if row.found.reason == reason}


def stuck_for_many() -> set[int]:
    """Ids of the questions that more than a few keep missing."""
    return {question.pk for question, figures in measured_questions() if is_stuck_for_many(figures)}
