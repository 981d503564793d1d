"""A prompt with what its page and its answer need, as it stands when it is read."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from database.prepared import Prepared
from quiz.bank.published import PublishedRevision, published_revision
from quiz.practice.models import (
    Event,
    Learner,
    Mark,
    Note,
    PracticeSession,
    Prompt,
    Review,
    practised_in,
)
from quiz.practice.remembering.folding import Moment


@dataclass(frozen=True, slots=True)
class Asked:
    """One prompt, and what has happened to it."""

    prompt: Prompt
    digest: str
    """Of the revision that was asked."""
    newest: int
    """The highest sequence in its session."""
    skipped: bool = False
    revealed: bool = False
    hinted: bool = False
    starred: bool = False
    note: str = ""
    """The learner's own, on its question."""
    note_edition: UUID | None = None
    said: Moment | None = None
    """In an interview: when its answer was given."""

    @property
    def is_newest(self) -> bool:
        return self.prompt.sequence == self.newest

    @property
    def is_current(self) -> bool:
        """Neither skipped nor replaced by a newer one."""
        return self.is_newest and not self.skipped

    @property
    def review(self) -> Review | None:
        """Its answer, once it has one."""
        return getattr(self.prompt, "review", None)

    @property
    def revision(self) -> PublishedRevision:
        """The revision that was asked, whatever is live now."""
        return published_revision(self.prompt.revision_id, self.digest)


def asked_prompt(learner: Learner, prompt_id: UUID) -> Asked:
    """The person's prompt, in one query; raises `Prompt.DoesNotExist`, also for one of an interview: that shows no
    answer before its end.
    """
    for row in asked_prompts(learner=learner.pk, prompt=prompt_id):
        row.session.practised = row.practised
        own = row.starred, row.note or "", row.note_edition
        return Asked(row, row.digest, row.newest, row.skipped, row.revealed, row.hinted, *own)
    raise Prompt.DoesNotExist


def just_asked(prompt: Prompt, revision: PublishedRevision) -> Asked:
    """A prompt of this moment, to which nothing has happened yet."""
    return Asked(prompt, revision.digest, prompt.sequence, starred=prompt.has_star)


@Prepared
def asked_prompts(learner: UUID, prompt: UUID) -> QuerySet[Any]:
    newest = Prompt.objects.filter(session=OuterRef("session")).order_by("-sequence")
    events = Event.objects.filter(prompt=OuterRef("pk"))
    starred = Mark.objects.filter(learner=learner, question=OuterRef("question"), starred=True)
    note = Note.objects.filter(learner=learner, question=OuterRef("question"))
    return (
        Learner(pk=learner)
        .prompts.filter(pk=prompt)
        .exclude(session__kind=PracticeSession.Kind.INTERVIEW)
        .select_related("session", "review")
        .annotate(
            digest=F("revision__digest"),
            newest=Subquery(newest.values("sequence")[:1]),
            skipped=Exists(events.filter(kind=Event.Kind.SKIPPED)),
            revealed=Exists(events.filter(kind=Event.Kind.REVEALED)),
            hinted=Exists(events.filter(kind=Event.Kind.HINTED)),
            starred=Exists(starred),
            note=Subquery(note.values("words")),
            note_edition=Subquery(note.values("edition")),
            practised=practised_in(OuterRef("session")),
        )
    )
