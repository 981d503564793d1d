"""Proposals for drills that wait for a second look, for the start page."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from quiz.bank.drills.models import DrillRevision, Status
from quiz.bank.drills.words import words_of
from quiz.curation.drills.comparing import labels_of
from quiz.curation.kinds_of_work import FIRST, Kind, Row

if TYPE_CHECKING:
    from accounts.models import User


def drills_waiting(user: "User", now: datetime) -> Kind:
    """Oldest first. Two queries."""
    rows = DrillRevision.objects.filter(status=Status.PROPOSED)
    first = rows.select_related("drill__live_revision", "created_by").order_by("created_at", "pk")[:FIRST]
    return Kind(
        title=_("Drills to look at"),
        rows=[row_of(revision, user) for revision in first],
        count=rows.count(),
        all_address=f"{reverse('admin:quiz_drill_changelist')}?state=proposed",
    )


def row_of(proposed: DrillRevision, user: "User") -> Row:
    live, said = proposed.drill.live_revision, words_of(proposed).said()
    was = words_of(live).said() if live else {}
    is_theirs = proposed.created_by == user
    changed = [label for name, label in labels_of().items() if said[name] != was.get(name)]
    return Row(
        question=live.title if live else proposed.title,
        what=", ".join(changed),
        who=_("you") if is_theirs else str(proposed.created_by or _("from the fixtures")),
        since=proposed.created_at,
        verb=_("Open") if is_theirs else _("Review"),
        address=reverse("admin:quiz_drill_change", args=[proposed.drill_id]),
    )
