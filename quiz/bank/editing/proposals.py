"""Who made, changed and proposed what stands open, and with which words a proposal was sent back."""

from collections.abc import Iterable
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.db import models

from quiz.bank.models import Revision
from quiz.bank.publication_log import called, names_by_id

if TYPE_CHECKING:
    from accounts.models import User

__all__ = ["Proposal"]

MOST_WORDS = 300
MOST_COMMENT = 1_000


class Proposal(models.Model):
    """Of an open revision, and then of what it became. A revision made by the fixtures alone has none.

    People are bare ids, as in the log of publications.
    """

    revision = models.OneToOneField(
        Revision, on_delete=models.CASCADE, primary_key=True, related_name="proposal"
    )
    made_by = models.UUIDField(null=True, blank=True)
    changed_by = models.UUIDField(null=True, blank=True)
    """Who saved its words last."""
    changed_at = models.DateTimeField(null=True, blank=True)
    """When they were saved last, also by the fixtures; unknown of what was saved before this was noted."""
    proposed_by = models.UUIDField(null=True, blank=True)
    proposed_at = models.DateTimeField(null=True, blank=True)
    words = models.CharField(max_length=MOST_WORDS, blank=True, default="")
    """Of whoever proposes, for whoever reviews."""
    sent_back_by = models.UUIDField(null=True, blank=True)
    sent_back_at = models.DateTimeField(null=True, blank=True)
    """Until its maker saves it, or anybody proposes it again."""
    comment = models.TextField(max_length=MOST_COMMENT, blank=True, default="")
    """With which it was sent back."""

    def __str__(self) -> str:
        return f"{self.revision_id} proposed by {self.proposed_by}"

    @property
    def maker(self) -> UUID | None:
        """Whom it concerns what happens to it."""
        return self.proposed_by or self.made_by or self.changed_by


class Stays(Enum):
    """Why somebody may not publish what stands open."""

    CHANGED = "changed"
    PROPOSED = "proposed"


class NeedsAnother(Exception):
    """A second pair of eyes is asked for, and who would publish changed the words last, or proposed them."""

    def __init__(self, stays: Stays) -> None:
        self.stays = stays
        super().__init__(stays.value)


def proposal_of(revision: Revision) -> Proposal | None:
    return getattr(revision, "proposal", None)


def maker_of(revision: Revision) -> UUID | None:
    proposal = proposal_of(revision)
    return proposal.maker if proposal else None


def is_anothers(revision: Revision, by: "User | None") -> bool:
    """Whether it is somebody else's proposal: it is sent back to them, with a comment, and not taken back."""
    return by is not None and maker_of(revision) not in (None, by.pk)


def note_saved(
    revision: Revision,
    *,
    by: "User | None",
    now: datetime,
    is_new: bool = False,
    is_changed: bool = True,
    becomes: Revision.Status | None = None,
    words: str | None = None,
) -> None:
    """In the transaction of the act itself. The fixtures, which are nobody, change nothing of it."""
    if by is None:
        return
    proposal = proposal_of(revision) or Proposal(revision=revision)
    if is_new:
        proposal.made_by = by.pk
    if is_new or is_changed:
        proposal.changed_by, proposal.changed_at = by.pk, now
    if words is not None:
        proposal.words = words
    if becomes == Revision.Status.PROPOSED:
        proposal.proposed_by, proposal.proposed_at = by.pk, now
    if becomes == Revision.Status.PROPOSED or by.pk == proposal.maker:
        proposal.sent_back_by = proposal.sent_back_at = None
        proposal.comment = ""
    proposal.save()


def note_carried(revision: Revision, now: datetime) -> None:
    """The fixtures changed its words, which changes nothing of whose they are."""
    Proposal.objects.filter(revision=revision).update(changed_at=now)


def note_words(revision: Revision, words: str | None) -> None:
    """Of words that are saved already only these are new."""
    proposal = proposal_of(revision)
    if proposal and words is not None and words != proposal.words:
        proposal.words = words
        proposal.save(update_fields=["words"])


def note_sent_back(proposal: Proposal, *, by: "User", comment: str, now: datetime) -> None:
    proposal.sent_back_by, proposal.sent_back_at, proposal.comment = by.pk, now, comment


def what_keeps(revision: Revision, by: "User") -> Stays | None:
    """Why they may not publish it where a second pair of eyes is asked for; None where they may."""
    proposal = proposal_of(revision)
    if not settings.SECOND_PAIR_OF_EYES or proposal is None:
        return None
    if proposal.changed_by == by.pk:
        return Stays.CHANGED
    is_proposed = revision.status == Revision.Status.PROPOSED
    return Stays.PROPOSED if is_proposed and proposal.proposed_by == by.pk else None


def refuse_without_another(revision: Revision, by: "User | None") -> None:
    """Raises `NeedsAnother`."""
    if by is not None and (stays := what_keeps(revision, by)):
        raise NeedsAnother(stays)


def names_in(proposals: Iterable[Proposal | None]) -> dict[UUID, str]:
    """Of everybody in them whose account is there; one query."""
    found = [proposal for proposal in proposals if proposal]
    return names_by_id(by for one in found for by in people_of(one))


def people_of(proposal: Proposal) -> Iterable[Any]:
    return (proposal.made_by, proposal.changed_by, proposal.proposed_by, proposal.sent_back_by)


def maker_in_words(revision: Revision, names: dict[UUID, str]) -> str | None:
    """None where the fixtures made it."""
    maker = maker_of(revision)
    if maker:
        return called(maker, names)
    return str(revision.created_by) if revision.created_by else None
