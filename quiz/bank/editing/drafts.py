"""What becomes of an open revision before it is published: saved, proposed, restored, discarded."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from accounts.audit.models import Act
from accounts.audit.noting import note as note_act
from quiz.bank.editing.opened import Opened, breaks_together, merged_since
from quiz.bank.editing.proposals import is_anothers, note_saved, note_words
from quiz.bank.editing.question_state import (
    SavedMeanwhile,
    duplicates_of,
    live_content,
    lock,
    open_revision,
    refuse_if_moved,
    still_open,
)
from quiz.bank.models import Question, Revision
from quiz.bank.revisions.content import Content, content_of, fill, write_parts
from quiz.bank.revisions.digest import digest_of
from quiz.bank.revisions.in_short import in_short
from quiz.bank.revisions.merging import Merged

if TYPE_CHECKING:
    from accounts.models import User


class DraftIsOpen(Exception):
    """The question has an open revision already, whose words would be lost."""


OTHER = {Revision.Status.PROPOSED: Revision.Status.DRAFT, Revision.Status.DRAFT: Revision.Status.PROPOSED}
"""An open revision becomes one of them only from the other."""


@transaction.atomic
def open_draft(*, question: Question, by: "User | None", now: datetime) -> Revision:
    """The question's open revision; where there is none, a draft of what is live. One transaction."""
    question = lock(question)
    if draft := open_revision(question):
        return draft
    draft = add_draft(question, live_content(question), by=by, now=now)
    note_act(Act.OPENED, question, by=by, now=now, revisions=(question.live_revision_id, draft.pk))
    return draft


@transaction.atomic
def save_draft(
    *,
    question: Question,
    content: Content,
    seen: str,
    by: "User | None",
    now: datetime,
    becomes: Revision.Status | None = None,
    opened: Opened | None = None,
    words: str | None = None,
    is_aside: bool = False,
) -> Revision:
    """Writes the open revision, and opens one where there is none; `becomes` proposes it, or makes a proposal a draft
    again. `words` are for whoever reviews it. `is_aside` is what was added beside the words, without reading them: who
    changed those last stays who they were.

    One transaction. `seen` is the digest of what the words were when they were read. If they are others now, what
    only one changed since `opened` is merged. Raises `SavedMeanwhile` if both changed the same, if what comes of it
    fails a check, if words that nobody has read would be proposed, or if the revision no longer stands where it could
    become so, as another's proposal never does: it is sent back. The same sent twice is done once.
    """
    question = lock(question)
    draft = open_revision(question)
    current = content_of(draft) if draft else live_content(question)
    has_moved = digest_of(current) != seen
    merged = merged_since(opened, content, current, question, draft) if has_moved else Merged(content)
    is_same = not merged.conflicts and digest_of(merged.content) == digest_of(current)
    if draft and draft.status == (becomes or draft.status) and is_same:
        note_words(draft, words)
        return draft
    if becomes and (has_moved or draft is None or not may_become(draft, becomes, by)):
        raise SavedMeanwhile(current, merged)
    if has_moved and (
        merged.conflicts or breaks_together(merged.content, content, current, duplicates_of(question))
    ):
        raise SavedMeanwhile(current, merged)
    saved = write_draft(question, draft, merged.content, becomes=becomes, by=by, now=now)
    note_saved(saved, by=by, now=now, is_changed=not (is_same or is_aside), becomes=becomes, words=words)
    act, ids = SAVES[becomes], (question.live_revision_id, saved.pk)
    note_act(act, question, by=by, now=now, after=in_short(current, merged.content), revisions=ids)
    return saved


def may_become(draft: Revision, status: Revision.Status, by: "User | None") -> bool:
    return draft.status == OTHER[status] and not (status == Revision.Status.DRAFT and is_anothers(draft, by))


SAVES = {None: Act.SAVED, Revision.Status.PROPOSED: Act.PROPOSED, Revision.Status.DRAFT: Act.SENT_BACK}
"""What saving is called in the audit, by what it makes of the draft."""


def write_draft(
    question: Question,
    draft: Revision | None,
    content: Content,
    *,
    becomes: Revision.Status | None,
    by: "User | None",
    now: datetime,
) -> Revision:
    if draft is None:
        return add_draft(question, content, by=by, now=now)
    draft.status = becomes or draft.status
    fill(draft, content)
    draft.save()
    draft.options.all().delete()
    draft.key_points.all().delete()
    write_parts(draft, content)
    return draft


@transaction.atomic
def restore(*, revision: Revision, seen: str, by: "User | None", now: datetime) -> Revision:
    """A draft that says what an older revision said; the older one stays as it is. One transaction.

    Raises `DraftIsOpen`, `SavedMeanwhile`.
    """
    question = lock(revision.question)
    if open_revision(question):
        raise DraftIsOpen
    refuse_if_moved(question, seen)
    draft = add_draft(question, content_of(revision), by=by, now=now)
    changed = in_short(live_content(question), content_of(draft))
    note_act(Act.RESTORED, question, by=by, now=now, after=changed, revisions=(revision.pk, draft.pk))
    return draft


@transaction.atomic
def discard_draft(*, revision: Revision, seen: str, by: "User | None", now: datetime) -> None:
    """Removes an open revision, which nobody but curators ever saw. One transaction.

    Raises `SavedMeanwhile`, `NotOpen`.
    """
    question = lock(revision.question)
    refuse_if_moved(question, seen)
    draft = still_open(revision)
    lost = in_short(live_content(question), content_of(draft))
    note_act(Act.DISCARDED, question, by=by, now=now, before=lost, revisions=(draft.pk, None))
    draft.delete()


def add_draft(question: Question, content: Content, *, by: "User | None", now: datetime) -> Revision:
    draft = add_revision(question, content, created_by=by, created_at=now)
    note_saved(draft, by=by, now=now, is_new=True)
    return draft


def add_revision(question: Question, content: Content, **fields: Any) -> Revision:
    """In the caller's transaction: a new revision with this content."""
    revision = Revision(question=question, **fields)
    fill(revision, content)
    revision.save()
    write_parts(revision, content)
    return revision
