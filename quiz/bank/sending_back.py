"""A proposal becomes a draft again: taken back by its maker, or sent back to them with a comment."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from accounts.audit.models import Act
from accounts.audit.noting import note as note_act
from quiz.bank.editing.proposals import Proposal, note_sent_back, proposal_of
from quiz.bank.editing.publishing import NotOpen, lock, refuse_if_moved, still_open
from quiz.bank.models import Revision

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def send_back(*, revision: Revision, seen: str, by: "User", comment: str, now: datetime) -> bool:
    """False where the same was sent before; nothing is done then. One transaction.

    Raises `SavedMeanwhile`, `NotOpen`.
    """
    question = lock(revision.question)
    draft = still_open(revision)
    proposal = proposal_of(draft) or Proposal(revision=draft)
    if was_sent_back(draft, proposal, by, comment):
        return False
    refuse_if_moved(question, seen)
    if draft.status != Revision.Status.PROPOSED:
        raise NotOpen
    draft.status = Revision.Status.DRAFT
    draft.save(update_fields=["status"])
    note_act(Act.SENT_BACK, question, by=by, now=now, revisions=(question.live_revision_id, draft.pk))
    if by.pk != proposal.maker:
        note_sent_back(proposal, by=by, comment=comment, now=now)
        proposal.save()
    return True


def was_sent_back(draft: Revision, proposal: Proposal, by: "User", comment: str) -> bool:
    """Its maker takes it back without a comment."""
    if draft.status != Revision.Status.DRAFT:
        return False
    return proposal.maker == by.pk or (proposal.sent_back_by, proposal.comment) == (by.pk, comment)
