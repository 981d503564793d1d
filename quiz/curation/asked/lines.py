"""The lines that wait, those that say the same together; and setting them aside.

Only lines of reports that count are here. Neither who wrote one nor when is read: a group has its words and its count.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet

from accounts.audit.models import Act
from accounts.audit.noting import note
from quiz.practice.asked_lately.counting import reports_that_count
from quiz.practice.asked_lately.models import AskedReport

if TYPE_CHECKING:
    from accounts.models import User

ENDS = " ?!.…"


class NoSuchLine(Exception):
    """No line that waits says this, or no longer; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Line:
    """What people wrote, in the commonest spelling, and in how many reports."""

    words: str
    count: int


def lines_waiting() -> Sequence[Line]:
    """The commonest first. One query."""
    spellings: dict[str, Counter[str]] = {}
    for words in waiting().values_list("line", flat=True):
        spellings.setdefault(folded(words), Counter())[words] += 1
    lines = [
        Line(max(sorted(each), key=lambda words: each[words]), each.total()) for each in spellings.values()
    ]
    return sorted(lines, key=lambda line: (-line.count, line.words.casefold()))


def waiting() -> QuerySet[AskedReport]:
    return reports_that_count().exclude(line="").filter(set_aside=False).order_by()


def folded(words: str) -> str:
    """Small and large letters, spaces and the sign at the end make no difference."""
    return " ".join(words.casefold().split()).rstrip(ENDS)


@transaction.atomic
def set_aside(*, words: str, by: "User", now: datetime) -> int:
    """Take what says this off the list; who writes it later puts it there again. Gives how many reports said it.

    One transaction, with a line of the audit that has none of the words. Raises `NoSuchLine`.
    """
    said = [report.pk for report in waiting().only("pk", "line") if folded(report.line) == folded(words)]
    changed = AskedReport.objects.filter(pk__in=said, set_aside=False).update(set_aside=True)
    if not changed:
        raise NoSuchLine
    note(Act.LINE_SET_ASIDE, AskedReport(pk=min(said)), by=by, now=now)
    return changed
