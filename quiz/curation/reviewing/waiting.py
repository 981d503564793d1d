"""What waits for a curator: proposals to review, and their own that were sent back."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from quiz.bank.editing.proposals import maker_in_words, maker_of, names_in, proposal_of
from quiz.bank.models import Revision
from quiz.bank.publication_log import called
from quiz.bank.revisions.content import content_of
from quiz.curation.editing.comparing import compare
from quiz.curation.editing.counting import counted_changes
from quiz.curation.editing.meanwhile import undecided_in
from quiz.curation.kinds_of_work import Kind, Row

if TYPE_CHECKING:
    from accounts.models import User

MOST_SHOWN = 200
"""Characters of a comment in a line; its page has all of it."""


def proposals_waiting(user: "User", now: datetime) -> Kind:
    """Oldest first, but where files disagree with it, which is a kind of its own. A constant number of queries."""
    proposed = Revision.objects.filter(status=Revision.Status.PROPOSED)
    disagreeing = with_what_they_change(proposed.exclude(conflicts=[]))
    waiting = proposed.exclude(pk__in=[each.pk for each in disagreeing if undecided_in(each)])
    since = Coalesce("proposal__proposed_at", "created_at")
    found = list(with_what_they_change(waiting.alias(since=since).order_by("since", "pk")))
    names = names_in(map(proposal_of, found))
    return Kind(_("Proposals"), [proposal_row(each, user, names) for each in found], len(found))


def sent_back_to(user: "User", now: datetime) -> Kind:
    """Drafts that this curator made or proposed, and another sent back. A constant number of queries."""
    maker = Coalesce("proposal__proposed_by", "proposal__made_by", "proposal__changed_by")
    theirs = Revision.objects.filter(status=Revision.Status.DRAFT).alias(maker=maker).filter(maker=user.pk)
    back = theirs.exclude(proposal__sent_back_at=None).order_by("proposal__sent_back_at", "pk")
    found = list(back.select_related("question__live_revision", "proposal"))
    names = names_in(map(proposal_of, found))
    return Kind(_("Sent back to you"), [sent_back_row(each, names) for each in found], len(found))


def with_what_they_change(revisions: "QuerySet[Revision]") -> "QuerySet[Revision]":
    live = "question__live_revision"
    return revisions.select_related(live, "proposal", "created_by").prefetch_related(
        "options", "key_points", f"{live}__options", f"{live}__key_points"
    )


def proposal_row(revision: Revision, user: "User", names: dict[UUID, str]) -> Row:
    proposal, is_theirs = proposal_of(revision), maker_of(revision) == user.pk
    return Row(
        question=asked_in(revision),
        what=" · ".join(what_it_changes(revision)),
        who=_("you") if is_theirs else maker_in_words(revision, names) or _("from the fixtures"),
        since=(proposal and proposal.proposed_at) or revision.created_at,
        verb=_("Open") if is_theirs else _("Review"),
        address=reverse("admin:quiz_question_review", args=[revision.question_id]),
    )


def what_it_changes(revision: Revision) -> Iterable[str]:
    live = revision.question.live_revision
    if live is None:
        yield _("new question")
        return
    yield counted_changes(compare(content_of(live), content_of(revision))) or _("says what is live")
    if revision.change == Revision.Change.MEANING:
        yield _("changes the meaning")


def sent_back_row(revision: Revision, names: dict[UUID, str]) -> Row:
    proposal = revision.proposal
    comment = " ".join(proposal.comment.split())
    return Row(
        question=asked_in(revision),
        what=Truncator(comment).chars(MOST_SHOWN) if comment else _("without a comment"),
        who=called(proposal.sent_back_by, names),
        since=proposal.sent_back_at,
        verb=_("Edit"),
        address=reverse("admin:quiz_question_change", args=[revision.question_id]),
    )


def asked_in(revision: Revision) -> str:
    """The words by which it is known: those that are live, where there are any."""
    live = revision.question.live_revision
    return live.text if live else revision.text
