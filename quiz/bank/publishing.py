"""What happens to a question's revisions: draft → proposed → published → retired. Who and why: `publication_log`."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q

from accounts.audit.models import Act
from accounts.audit.noting import note as note_act
from quiz.bank.checks.checking import Check, blocking, checks_beside
from quiz.bank.editing.opened import Opened, breaks_together, merged_since
from quiz.bank.editing.proposals import is_anothers, note_saved, note_words, refuse_without_another
from quiz.bank.models import BankVersion, KeyPoint, Option, Question, Relation, Revision
from quiz.bank.publication_log import Publication, note
from quiz.bank.revisions.content import Content, content_of, fill, write_parts
from quiz.bank.revisions.digest import LENGTH, digest_of
from quiz.bank.revisions.in_short import in_short, units_in_short
from quiz.bank.revisions.merging import Merged

if TYPE_CHECKING:
    from accounts.models import User


class NotPublishable(Exception):
    """The revision fails checks that block; `checks` says which."""

    def __init__(self, checks: Sequence[Check]) -> None:
        self.checks = checks
        super().__init__("\n".join(check.words for check in checks))


class NothingChanged(Exception):
    """The draft says what is live already."""


class NotOpen(Exception):
    """The revision is published or retired; such a one never changes."""


class SavedMeanwhile(Exception):
    """Someone else saved, proposed, published, discarded or retired meanwhile; `current` is what the words are now.

    Of words to be saved, `merged` says what both did together, and what is to be asked.
    """

    def __init__(self, current: Content, merged: Merged | None = None) -> None:
        self.current, self.merged = current, merged
        super().__init__()


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


@transaction.atomic
def retire_question(*, question: Question, seen: str, by: "User | None", why: str, now: datetime) -> None:
    """It is asked no more; its revisions and everybody's answers stay. One transaction. Raises `SavedMeanwhile`."""
    question = lock(question)
    refuse_if_moved(question, seen)
    if question.retired_at is not None:
        return
    Question.objects.filter(pk=question.pk).update(retired_at=now)
    note(Publication.Act.RETIRED, question, before=question.live_revision, by=by, why=why, now=now)
    BankVersion.renew()


@transaction.atomic
def bring_back(*, question: Question, seen: str, by: "User | None", why: str, now: datetime) -> None:
    """A retired question is asked again, with the words it had. One transaction. Raises `SavedMeanwhile`."""
    question = lock(question)
    refuse_if_moved(question, seen)
    if question.retired_at is None:
        return
    Question.objects.filter(pk=question.pk).update(retired_at=None)
    note(Publication.Act.BROUGHT_BACK, question, revision=question.live_revision, by=by, why=why, now=now)
    BankVersion.renew()


@transaction.atomic
def publish(
    *, revision: Revision, seen: str, by: "User | None", change: str, why: str, now: datetime
) -> Revision:
    """Makes an open revision what learners see; a retired question is asked again. One transaction.

    Words that were published before bring their old revision back.
    Raises `SavedMeanwhile`, `NotOpen`, `NeedsAnother`, `NotPublishable`, `NothingChanged`.
    """
    question = lock(revision.question)
    refuse_if_moved(question, seen)
    draft = still_open(revision)
    refuse_without_another(draft, by)
    content = content_of(draft)
    if faults := blocking(checks_beside(content, duplicates_of(question))):
        raise NotPublishable(faults)
    earlier = published_before(question, content)
    if earlier and earlier.pk == question.live_revision_id and question.retired_at is None:
        raise NothingChanged
    if draft.conflicts:
        note_act(Act.DECIDED, question, by=by, now=now, after=units_in_short(set(draft.conflicts)))
    if earlier:
        draft.delete()
    if question.live_revision and is_seen_alike(content, live_content(question)):
        change = Revision.Change.WORDING
    BankVersion.renew()
    if question.retired_at is not None:
        Question.objects.filter(pk=question.pk).update(retired_at=None)
        note(Publication.Act.BROUGHT_BACK, question, by=by, why=why, now=now)
    return go_live(question, earlier or draft, change=change, why=why, by=by, now=now)


def is_seen_alike(one: Content, other: Content) -> bool:
    """Whether they differ in their examples alone, which no learner sees."""
    return replace(one, examples=()) == replace(other, examples=())


def go_live(
    question: Question,
    revision: Revision,
    *,
    change: str,
    why: str,
    by: "User | None",
    now: datetime,
    file: str = "",
) -> Revision:
    """The revision is what learners see; the one before is retired. Noted in the log of publications."""
    before = question.live_revision
    question.revisions.filter(live_for=question).update(status=Revision.Status.RETIRED)
    revision.status, revision.conflicts = Revision.Status.PUBLISHED, []
    revision.digest = digest_of(content_of(revision))
    revision.save()
    question.live_revision = revision
    question.save(update_fields=["live_revision"])
    done = Publication.Act.PUBLISHED
    note(done, question, revision=revision, before=before, change=change, why=why, by=by, now=now, file=file)
    return revision


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


def used_slugs(question: Question) -> set[str]:
    """What options and key points of this question were ever called; the log may speak of them."""
    rows = [model.objects.filter(revision__question=question) for model in (Option, KeyPoint)]
    return {slug for part in rows for slug in part.values_list("slug", flat=True)}


def lock(question: Question) -> Question:
    """Acts on one question's revisions come one after the other."""
    return Question.objects.select_for_update().get(pk=question.pk)


def state_of(question: Question) -> str:
    """What an act is decided on, in sixteen digits: the words, what stands open, what is live, whether it is retired.

    A page carries it as `seen`.
    """
    draft = open_revision(question)
    stands = [
        digest_of(content_of(draft) if draft else live_content(question)),
        [draft.pk, draft.status] if draft else None,
        question.live_revision_id,
        question.retired_at and question.retired_at.isoformat(),
    ]
    return hashlib.sha256(json.dumps(stands).encode()).hexdigest()[:LENGTH]


def refuse_if_moved(question: Question, seen: str) -> None:
    """For a locked question; raises `SavedMeanwhile`."""
    if state_of(question) != seen:
        draft = open_revision(question)
        raise SavedMeanwhile(content_of(draft) if draft else live_content(question))


def open_revision(question: Question) -> Revision | None:
    return question.revisions.open().first()


def still_open(revision: Revision) -> Revision:
    try:
        return Revision.objects.open().get(pk=revision.pk)
    except Revision.DoesNotExist:
        raise NotOpen from None


def published_before(question: Question, content: Content) -> Revision | None:
    """The published or retired revision that says exactly this."""
    return question.revisions.exclude(status__in=Revision.OPEN).filter(digest=digest_of(content)).first()


def live_content(question: Question) -> Content:
    if question.live_revision is None:
        return Content(text="", answer="")
    return content_of(question.live_revision)


def duplicates_of(question: Question) -> list[Content]:
    """What learners see of the questions that ask the same."""
    same = Q(related_from__question=question, related_from__kind=Relation.Kind.DUPLICATE) | Q(
        relations__to=question, relations__kind=Relation.Kind.DUPLICATE
    )
    live = Revision.objects.filter(live_for__in=Question.objects.published().filter(same))
    return [content_of(revision) for revision in live.prefetch_related("options", "key_points")]
