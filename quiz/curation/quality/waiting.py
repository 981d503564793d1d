"""The quality queue on the start page."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from quiz.curation.kinds_of_work import FIRST, Kind, Row
from quiz.curation.quality.queue import Queued, whole_queue

if TYPE_CHECKING:
    from accounts.models import User


def quality_waiting(user: "User", now: datetime) -> Kind:
    """The same for every curator; six queries."""
    rows = whole_queue()
    return Kind(
        title=_("From the answers"),
        rows=[row_of(each) for each in rows[:FIRST]],
        count=len(rows),
        all_address=reverse("admin:quality") if len(rows) > FIRST else "",
    )


def row_of(queued: Queued) -> Row:
    found = queued.found
    drafted = _("a draft is open")
    what = f"{found.says} · {drafted}" if queued.is_drafted else found.says
    return Row(
        question=queued.question.live_revision.text,  # type: ignore[union-attr]
        what=what,
        who=found.of_how_many,
        since=None,
        verb=_("Open"),
        address=queued.address,
    )
