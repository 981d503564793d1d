"""What happens to a drill's revisions: draft → proposed → published → retired, as to a question's (`publishing`)."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from accounts.audit.models import Act as Audited
from accounts.audit.noting import note as note_act
from quiz.bank.checks.checking import blocking
from quiz.bank.drills.checking import judge
from quiz.bank.drills.models import Drill, DrillRevision, Status
from quiz.bank.drills.publication_log import DrillPublication, note
from quiz.bank.drills.words import DrillWords, Merged, fill, merge, words_of
from quiz.bank.editing.publishing import OTHER, DraftIsOpen, NothingChanged, NotOpen, NotPublishable
from quiz.bank.models import BankVersion
from quiz.bank.revisions.digest import LENGTH

if TYPE_CHECKING:
    from accounts.models import User

Act = DrillPublication.Act


class SavedMeanwhile(Exception):
    """Someone else saved, proposed, published, discarded or retired meanwhile; `current` is what the words are now.

    Of words to be saved, `merged` says what both did together, and what both changed.
    """

    def __init__(self, current: DrillWords, merged: Merged | None = None) -> None:
        self.current, self.merged = current, merged
        super().__init__()


@dataclass(frozen=True, slots=True)
class Opened:
    """What somebody began to edit: the words, and the open and the live revision of that moment."""

    words: DrillWords
    draft: int | None
    live: int | None


@transaction.atomic
def open_draft(*, drill: Drill, by: "User | None", now: datetime) -> DrillRevision:
    """The drill's open revision; where there is none, a draft of what is live. One transaction."""
    drill = lock(drill)
    if draft := open_revision(drill):
        return draft
    note_act(Audited.OPENED, drill, by=by, now=now)
    return add_revision(drill, live_words(drill), status=Status.DRAFT, created_by=by, created_at=now)


@transaction.atomic
def save_draft(
    *,
    drill: Drill,
    words: DrillWords,
    opened: Opened | None,
    by: "User | None",
    now: datetime,
    becomes: Status | None = None,
) -> DrillRevision:
    """Writes the open revision, and opens one where there is none; `becomes` proposes it, or sends a proposal back.

    One transaction. If the words are others now than they were when `opened`, what only one changed is merged. Raises
    `SavedMeanwhile` if both changed the same field, if words that nobody has read would be proposed, or if the
    revision no longer stands where it could become so. The same sent twice is done once.
    """
    drill = lock(drill)
    draft, current = open_revision(drill), current_words(drill)
    has_moved = opened is None or opened.words != current
    merged = merge(base_of(opened, drill, draft), words, current) if has_moved else Merged(words)
    is_same = not merged.conflicts and merged.words == current
    if draft and draft.status == (becomes or draft.status) and is_same:
        return draft
    if becomes and (has_moved or draft is None or draft.status != OTHER[becomes]):
        raise SavedMeanwhile(current, merged)
    if merged.conflicts:
        raise SavedMeanwhile(current, merged)
    note_act(SAVES[becomes], drill, by=by, now=now)
    return write_draft(drill, draft, merged.words, becomes=becomes, by=by, now=now)


SAVES = {None: Audited.SAVED, Status.PROPOSED: Audited.PROPOSED, Status.DRAFT: Audited.SENT_BACK}
"""What saving is called in the audit, by what it makes of the draft."""


def base_of(opened: Opened | None, drill: Drill, draft: DrillRevision | None) -> DrillWords | None:
    """What both began with. A draft that was discarded meanwhile had no other words: every difference is asked."""
    if opened is None:
        return None
    is_gone = opened.draft is not None and (draft is None or draft.pk != opened.draft)
    return None if is_gone and opened.live == drill.live_revision_id else opened.words


def write_draft(
    drill: Drill,
    draft: DrillRevision | None,
    words: DrillWords,
    *,
    becomes: Status | None,
    by: "User | None",
    now: datetime,
) -> DrillRevision:
    if draft is None:
        return add_revision(drill, words, status=Status.DRAFT, created_by=by, created_at=now)
    draft.status = becomes or draft.status
    fill(draft, words)
    draft.save()
    return draft


@transaction.atomic
def restore(*, revision: DrillRevision, seen: str, by: "User | None", now: datetime) -> DrillRevision:
    """A draft that says what an older revision said; the older one stays as it is. One transaction.

    Raises `DraftIsOpen`, `SavedMeanwhile`.
    """
    drill = lock(revision.drill)
    if open_revision(drill):
        raise DraftIsOpen
    refuse_if_moved(drill, seen)
    note_act(Audited.RESTORED, drill, by=by, now=now)
    return add_revision(drill, words_of(revision), status=Status.DRAFT, created_by=by, created_at=now)


@transaction.atomic
def discard_draft(*, revision: DrillRevision, seen: str, by: "User | None", now: datetime) -> None:
    """Removes an open revision, which nobody but curators ever saw. One transaction.

    Raises `SavedMeanwhile`, `NotOpen`.
    """
    drill = lock(revision.drill)
    refuse_if_moved(drill, seen)
    still_open(revision).delete()
    note_act(Audited.DISCARDED, drill, by=by, now=now)


@transaction.atomic
def retire_drill(*, drill: Drill, seen: str, by: "User | None", why: str, now: datetime) -> None:
    """It leaves the library; its revisions stay. One transaction. Raises `SavedMeanwhile`."""
    drill = lock(drill)
    refuse_if_moved(drill, seen)
    if drill.retired_at is None:
        set_retired(drill, now)
        note(Act.RETIRED, drill, before=drill.live_revision, by=by, why=why, now=now)


@transaction.atomic
def bring_back(*, drill: Drill, seen: str, by: "User | None", now: datetime) -> None:
    """A retired drill is in the library again, with the words it had. One transaction. Raises `SavedMeanwhile`."""
    drill = lock(drill)
    refuse_if_moved(drill, seen)
    if drill.retired_at is not None:
        set_retired(drill, None)
        note(Act.BROUGHT_BACK, drill, revision=drill.live_revision, by=by, now=now)


@transaction.atomic
def publish(
    *, revision: DrillRevision, seen: str, by: "User | None", why: str, now: datetime
) -> DrillRevision:
    """Makes an open revision what people see; a retired drill is in the library again. One transaction.

    Words that were published before bring their old revision back.
    Raises `SavedMeanwhile`, `NotOpen`, `NotPublishable`, `NothingChanged`.
    """
    drill = lock(revision.drill)
    refuse_if_moved(drill, seen)
    draft = still_open(revision)
    words = words_of(draft)
    if faults := blocking(judge(words)):
        raise NotPublishable(faults)
    earlier = published_before(drill, words)
    if earlier and earlier.pk == drill.live_revision_id and drill.retired_at is None:
        raise NothingChanged
    if earlier:
        draft.delete()
    if drill.retired_at is not None:
        set_retired(drill, None)
        note(Act.BROUGHT_BACK, drill, by=by, why=why, now=now)
    return go_live(drill, earlier or draft, why=why, by=by, now=now)


def go_live(
    drill: Drill,
    revision: DrillRevision,
    *,
    why: str = "",
    by: "User | None",
    now: datetime,
    file: str = "",
) -> DrillRevision:
    """The revision is what people see; the one before is retired. Noted in the log."""
    before = drill.live_revision
    drill.revisions.filter(live_for=drill).update(status=Status.RETIRED)
    revision.status, revision.conflicts = Status.PUBLISHED, []
    revision.digest = words_of(revision).digest
    revision.save()
    drill.live_revision = revision
    drill.save(update_fields=["live_revision"])
    note(Act.PUBLISHED, drill, revision=revision, before=before, why=why, by=by, now=now, file=file)
    BankVersion.renew()
    return revision


def set_retired(drill: Drill, at: datetime | None) -> None:
    Drill.objects.filter(pk=drill.pk).update(retired_at=at)
    drill.retired_at = at
    BankVersion.renew()


def add_revision(drill: Drill, words: DrillWords, **fields: Any) -> DrillRevision:
    """In the caller's transaction: a new revision with these words."""
    return DrillRevision.objects.create(drill=drill, **fields, **words.said())


def lock(drill: Drill) -> Drill:
    """Acts on one drill's revisions come one after the other."""
    return Drill.objects.select_for_update().get(pk=drill.pk)


def state_of(drill: Drill) -> str:
    """What an act is decided on, in sixteen digits: the words, what stands open, what is live, whether it is retired.

    A page carries it as `seen`.
    """
    draft = open_revision(drill)
    stands = [
        current_words(drill).digest,
        [draft.pk, draft.status] if draft else None,
        drill.live_revision_id,
        drill.retired_at and drill.retired_at.isoformat(),
    ]
    return hashlib.sha256(json.dumps(stands).encode()).hexdigest()[:LENGTH]


def refuse_if_moved(drill: Drill, seen: str) -> None:
    """For a locked drill; raises `SavedMeanwhile`."""
    if state_of(drill) != seen:
        raise SavedMeanwhile(current_words(drill))


def open_revision(drill: Drill) -> DrillRevision | None:
    return drill.revisions.open().first()


def still_open(revision: DrillRevision) -> DrillRevision:
    try:
        return DrillRevision.objects.open().get(pk=revision.pk)
    except DrillRevision.DoesNotExist:
        raise NotOpen from None


def published_before(drill: Drill, words: DrillWords) -> DrillRevision | None:
    """The published or retired revision that says exactly this."""
    return drill.revisions.exclude(status__in=DrillRevision.OPEN).filter(digest=words.digest).first()


def live_words(drill: Drill) -> DrillWords:
    return words_of(drill.live_revision) if drill.live_revision else DrillWords()


def current_words(drill: Drill) -> DrillWords:
    """What an editor opens with: the draft's, else those that are live."""
    draft = open_revision(drill)
    return words_of(draft) if draft else live_words(drill)
