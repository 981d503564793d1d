"""Open revisions as work: one's own drafts, and what was changed both here and in the files."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from quiz.bank.editing.proposals import proposal_of
from quiz.bank.editing.publishing import live_content
from quiz.bank.last_shipped import Shipped
from quiz.bank.models import Revision
from quiz.bank.revisions.content import Content, content_of, content_saying
from quiz.bank.revisions.digest import digest_of
from quiz.bank.revisions.merging import differing
from quiz.curation.editing.meanwhile import undecided_in
from quiz.curation.kinds_of_work import Kind, Row
from quiz.curation.worklist.naming import named


@dataclass(frozen=True, slots=True)
class Opened:
    """An open revision beside what is live."""

    revision: Revision
    content: Content
    differs: frozenset[str]
    """The units that are not as they are live."""

    @property
    def undecided(self) -> list[str]:
        return undecided_in(self.revision)

    @property
    def is_sent_back(self) -> bool:
        proposal = proposal_of(self.revision)
        return proposal is not None and proposal.sent_back_at is not None

    def row(self, what: str, who: str, verb: str, at: str = "") -> Row:
        address = reverse("admin:quiz_question_change", args=[self.revision.question_id]) + at
        return Row(self.content.text, what, who, saved_at(self.revision), verb, address)


def conflicts_waiting(user: User, now: datetime) -> Kind:
    rows = [
        each.row(
            _("%(parts)s: changed here and in the file") % {"parts": named(each.undecided)},
            maker(each.revision, user),
            _("Compare"),
            "#decide",
        )
        for each in opened(Revision.objects.open().exclude(conflicts=[]))
        if each.undecided
    ]
    rows = sorted([*rows, *not_taken()], key=lambda row: row.since or now)
    return Kind(_("New files disagree with yours"), rows, len(rows))


def not_taken() -> Iterator[Row]:
    """Newer words of the files that came while a draft was open: loading them again takes them once it is decided."""
    for row in Shipped.objects.exclude(waiting={}).select_related("question__live_revision"):
        question, newer = row.question, content_saying(row.waiting["words"])
        if question.live_revision is None or digest_of(newer) == question.live_revision.digest:
            continue
        parts = named(differing(newer, content_saying(row.words)))
        yield Row(
            question=question.live_revision.text,
            what=_("%(parts)s: newer in the file. Publish or discard the draft, then load the file again.")
            % {"parts": parts},
            who=_("from the files"),
            since=datetime.fromisoformat(row.waiting["since"]),
            verb=_("Open"),
            address=reverse("admin:quiz_question_change", args=[question.pk]),
        )


def drafts_of(user: User, now: datetime) -> Kind:
    """But those that were sent back, which are a kind of their own."""
    theirs = Revision.objects.filter(status=Revision.Status.DRAFT, created_by=user)
    found = list(opened(theirs.select_related("proposal")))
    others = [each for each in found if not each.is_sent_back]
    rows = [
        each.row(named(each.differs) or _("nothing changed yet"), _("you"), _("Open"))
        for each in others
        if not each.undecided
    ]
    title = _("Drafts of yours") if len(others) == len(found) else _("Other drafts of yours")
    return Kind(title, rows, len(rows))


def opened(revisions: QuerySet[Revision]) -> Iterable[Opened]:
    """What was saved longest ago first; seven queries at most, however many there are."""
    since = Coalesce("proposal__changed_at", "created_at")
    rows = revisions.select_related("question__live_revision", "created_by", "proposal").order_by(since, "pk")
    parts: Sequence[str] = ("options", "key_points")
    live = (f"question__live_revision__{part}" for part in parts)
    for row in rows.prefetch_related(*parts, *live):
        content = content_of(row)
        yield Opened(row, content, frozenset(differing(content, live_content(row.question))))


def saved_at(revision: Revision) -> datetime | None:
    """When its words were saved last; when it was begun, where that was not noted."""
    proposal = proposal_of(revision)
    return (proposal and proposal.changed_at) or revision.created_at


def maker(revision: Revision, user: User) -> str:
    """Who began it; what nobody here began came with the files."""
    if revision.created_by is None:
        return _("from the files")
    return _("you") if revision.created_by == user else str(revision.created_by)
