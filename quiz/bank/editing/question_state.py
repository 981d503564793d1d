"""How a question stands: its open revision, what is live, and whether that is still what an act was decided on."""

import hashlib
import json

from django.db.models import Q

from quiz.bank.models import KeyPoint, Option, Question, Relation, Revision
from quiz.bank.revisions.content import Content, content_of
from quiz.bank.revisions.digest import LENGTH, digest_of
from quiz.bank.revisions.merging import Merged


class NotOpen(Exception):
    """The revision is published or retired; such a one never changes."""


class SavedMeanwhile(Exception):
    """Someone else saved, proposed, published, discarded or retired meanwhile; `current` is what the words are now.

    Of words to be saved, `merged` says what both did together, and what is to be asked.
    """

    def __init__(self, current: Content, merged: Merged | None = None) -> None:
        self.current, self.merged = current, merged
        super().__init__()


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


def live_content(question: Question) -> Content:
    if question.live_revision is None:
        return Content(text="", answer="")
    return content_of(question.live_revision)


def published_before(question: Question, content: Content) -> Revision | None:
    """The published or retired revision that says exactly this."""
    return question.revisions.exclude(status__in=Revision.OPEN).filter(digest=digest_of(content)).first()


def duplicates_of(question: Question) -> list[Content]:
    """What learners see of the questions that ask the same."""
    same = Q(related_from__question=question, related_from__kind=Relation.Kind.DUPLICATE) | Q(
        relations__to=question, relations__kind=Relation.Kind.DUPLICATE
    )
    live = Revision.objects.filter(live_for__in=Question.objects.published().filter(same))
    return [content_of(revision) for revision in live.prefetch_related("options", "key_points")]


def used_slugs(question: Question) -> set[str]:
    """What options and key points of this question were ever called; the log may speak of them."""
    rows = [model.objects.filter(revision__question=question) for model in (Option, KeyPoint)]
    return {slug for part in rows for slug in part.values_list("slug", flat=True)}
