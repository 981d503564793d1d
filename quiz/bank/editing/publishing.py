"""What learners see of a question: a revision goes live, and the question is retired and brought back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from accounts.audit.models import Act
from accounts.audit.noting import note as note_act
from quiz.bank.checks.checking import Check, blocking, checks_beside
from quiz.bank.editing.proposals import refuse_without_another
from quiz.bank.editing.question_state import (
    duplicates_of,
    live_content,
    lock,
    published_before,
    refuse_if_moved,
    still_open,
)
from quiz.bank.models import BankVersion, Question, Revision
from quiz.bank.publication_log import Publication, note
from quiz.bank.revisions.content import Content, content_of
from quiz.bank.revisions.digest import digest_of
from quiz.bank.revisions.in_short import units_in_short

if TYPE_CHECKING:
    from accounts.models import User


class NotPublishable(Exception):
    """The revision fails checks that block; `checks` says which."""

    def __init__(self, checks: Sequence[Check]) -> None:
        self.checks = checks
        super().__init__("\n".join(check.words for check in checks))


class NothingChanged(Exception):
    """The draft says what is live already."""


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
