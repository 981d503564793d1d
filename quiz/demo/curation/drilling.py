"""The curator's open work on drills: one in the writing, and one that waits for a second look."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from accounts.models import User
from quiz.bank.drills.models import Drill, DrillRevision, Status
from quiz.bank.drills.publishing import Opened, live_words, open_draft, save_draft
from quiz.bank.drills.words import words_of

DRAFTED = "latency-after-release"
PROPOSED = "features-went-null"
TITLE = "One request in twenty-five times out"
ASKED = "Who has to know before noon, and what do we know by then?"


def work_on_drills(*, curator: User, now: datetime) -> None:
    """Save a draft and propose a revision. In the caller's transaction."""
    write(DRAFTED, curator, now, title=TITLE)
    proposed = write(PROPOSED, curator, now, ask=[*live_words(drill(PROPOSED)).ask, ASKED])
    written(proposed, curator, now, becomes=Status.PROPOSED)


def drill(key: str) -> Drill:
    return Drill.objects.select_related("live_revision").get(key=key)


def write(key: str, curator: User, now: datetime, **changes: Any) -> DrillRevision:
    """What is live, with these changes."""
    return written(open_draft(drill=drill(key), by=curator, now=now), curator, now, **changes)


def written(
    draft: DrillRevision,
    curator: User,
    now: datetime,
    becomes: Status | None = None,
    **changes: Any,
) -> DrillRevision:
    words = words_of(draft)
    opened = Opened(words, draft.pk, draft.drill.live_revision_id)
    return save_draft(
        drill=draft.drill,
        words=replace(words, **changes),
        opened=opened,
        by=curator,
        now=now,
        becomes=becomes,
    )
