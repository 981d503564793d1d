"""What the curators' start page shows: every kind of work, and the bank's counts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q
from django.urls import reverse

from accounts.models import User
from quiz.bank.drills.models import Drill
from quiz.bank.editing.refolding import refold_due
from quiz.bank.models import Question, Revision
from quiz.curation.asked.lines import Line, lines_waiting
from quiz.curation.drills.waiting import drills_waiting
from quiz.curation.flags.waiting import flags_waiting
from quiz.curation.kinds_of_work import FIRST, Kind, Row
from quiz.curation.quality.waiting import quality_waiting
from quiz.curation.reviewing.waiting import proposals_waiting, sent_back_to
from quiz.curation.worklist.drafts import conflicts_waiting, drafts_of
from quiz.curation.worklist.references import references_waiting

KINDS: Mapping[str, Callable[[User, datetime], Kind]] = {
    "proposals": proposals_waiting,
    "sent-back": sent_back_to,
    "drills": drills_waiting,
    "flags": flags_waiting,
    "quality": quality_waiting,
    "conflicts": conflicts_waiting,
    "references": references_waiting,
    "drafts": drafts_of,
}
"""Every kind of work, by the name that its page's address has, in the order of the start page."""


MOST_LINES = 5
"""Of what interviews ask and the bank lacks."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A kind on the start page: its first rows, and where all are, if there are more."""

    kind: Kind
    rows: Sequence[Row]
    all_address: str


@dataclass(frozen=True, slots=True)
class Counts:
    published: int
    retired: int
    drafts: int
    """Of whoever looks."""
    drills: int


@dataclass(frozen=True, slots=True)
class StartPage:
    day: date
    kinds: Sequence[Listed]
    """Those of which there is something."""
    bank: Counts
    asked: Sequence[Line]
    """What people were asked and the bank lacks, the commonest first; the first ones."""
    asked_count: int
    refold_due: datetime | None
    """When relations changed last, until memories are worked out anew."""

    @property
    def count(self) -> int:
        return sum(listed.kind.count for listed in self.kinds)

    @property
    def oldest(self) -> str:
        """Where the one is that waits longest; what has no day comes last."""
        rows = [row for listed in self.kinds for row in listed.rows]
        dated = [(row.since, place) for place, row in enumerate(rows) if row.since]
        return rows[min(dated)[1] if dated else 0].address if rows else ""


def build_start_page(user: User, now: datetime, today: date) -> StartPage:
    kinds = {name: waiting(user, now) for name, waiting in KINDS.items()}
    listed = [listed_kind(name, kind) for name, kind in kinds.items() if kind.count]
    lines = lines_waiting()
    return StartPage(today, listed, counts_for(user), lines[:MOST_LINES], len(lines), refold_due())


def listed_kind(name: str, kind: Kind) -> Listed:
    rows = kind.rows[:FIRST]
    more = kind.all_address or reverse("admin:work_kind", args=[name])
    return Listed(kind, rows, more if kind.count > len(rows) else "")


def counts_for(user: User) -> Counts:
    """Three queries."""
    is_retired = Q(retired_at__isnull=False)
    questions = Question.objects.aggregate(
        published=Count("pk", filter=Q(live_revision__isnull=False) & ~is_retired),
        retired=Count("pk", filter=is_retired),
    )
    drafts = Revision.objects.filter(status=Revision.Status.DRAFT, created_by=user).count()
    drills = Drill.objects.filter(live_revision__isnull=False).count()
    return Counts(**questions, drafts=drafts, drills=drills)
