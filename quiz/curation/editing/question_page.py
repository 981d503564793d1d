"""What a curator sees of one question."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from quiz.bank.checks.checking import Check, blocking
from quiz.bank.checks.findings import judge
from quiz.bank.editing.adding import is_pointed_to
from quiz.bank.editing.opened import Opened, sealed
from quiz.bank.editing.proposals import Proposal, maker_in_words, names_in, proposal_of
from quiz.bank.editing.publishing import duplicates_of, live_content, state_of
from quiz.bank.editing.relating import Related, broken_by_retiring
from quiz.bank.models import Question, Revision
from quiz.bank.publication_log import Publication, called, doer, names_of
from quiz.bank.revisions.content import Content, content_of
from quiz.curation.editing.checked_fields import Told as ToldCheck
from quiz.curation.editing.checked_fields import at_their_fields
from quiz.curation.editing.comparing import Comparison, compare
from quiz.curation.editing.effects import Reached, reached_by
from quiz.curation.editing.forms import Editor
from quiz.curation.editing.meanwhile import Conflict, Meanwhile, conflicts_in
from quiz.curation.editing.preview import State, states_of
from quiz.curation.quality.beside import Beside, build_beside
from quiz.curation.relating.panel import Panel, build_panel


@dataclass(frozen=True, slots=True)
class Stage:
    """One of the four states of a revision, on the line that shows how far this question is."""

    words: Any
    is_reached: bool
    by: Any = None
    at: datetime | None = None
    note: Any = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A revision in the history, with its number and what sets it apart from what is live."""

    number: int
    revision: Revision
    is_live: bool
    comparisons: Sequence[Comparison]
    acts: Sequence["ToldAct"]
    """Each time it was made live."""
    by: str | None
    """Who made it; None where it came with the fixtures."""


@dataclass(frozen=True, slots=True)
class ToldAct:
    """One line of the log of publications."""

    publication: Publication
    by: str


@dataclass(frozen=True, slots=True)
class ToldProposal:
    """How the open revision was proposed or sent back, with names."""

    proposal: Proposal
    maker: str | None
    proposed_by: str | None
    sent_back_by: str | None


@dataclass(frozen=True)
class QuestionPage:
    question: Question
    history: Sequence[Told]
    """Newest first."""
    draft: Revision | None
    content: Content
    """What the draft says, else what is live; with an editor at hand, what stands in its fields."""
    editor: Editor | None
    checks: Sequence[Check]
    comparisons: Sequence[Comparison]
    """From live to draft."""
    seen: str
    """What an act that is decided on this page is decided on."""
    told: Sequence[ToldCheck]
    """The checks with the fields at which they stand."""
    acts: Sequence[ToldAct]
    """All that was done to what learners see of it, newest first."""
    proposal: ToldProposal | None = None
    decide: Sequence[Conflict] = ()
    """What the draft has from the fixtures, and was changed here too: from what is live to the draft."""
    meanwhile: Meanwhile | None = None
    """What somebody else saved while the fields were filled in."""

    @cached_property
    def reached(self) -> Reached | None:
        """Whom the newest change of its meaning has reached."""
        return reached_by(self.question)

    @cached_property
    def figures(self) -> Beside:
        """From the answers, as they were measured last."""
        return build_beside(self.question)

    @cached_property
    def relations(self) -> Panel:
        return build_panel(self.question)

    @cached_property
    def broken(self) -> Sequence[Related]:
        """What retiring it changes for questions that relate to it."""
        return broken_by_retiring(self.question)

    @cached_property
    def is_pointed_to(self) -> bool:
        """Whether its key stays for good."""
        return is_pointed_to(self.question)

    @property
    def number(self) -> int:
        """Of the draft, or of what is live."""
        return next(told.number for told in self.history if self.is_shown(told.revision))

    def is_shown(self, revision: Revision) -> bool:
        return revision == self.draft if self.draft else revision.pk == self.question.live_revision_id

    @property
    def live_number(self) -> int | None:
        return next((told.number for told in self.history if told.is_live), None)

    @property
    def states(self) -> tuple[State, ...]:
        return states_of(self.content, self.question.kind)

    @property
    def may_publish(self) -> bool:
        return not blocking(self.checks)

    @property
    def is_proposed(self) -> bool:
        return self.draft is not None and self.draft.status == Revision.Status.PROPOSED

    @cached_property
    def published(self) -> ToldAct | None:
        """How what is live came to be."""
        return self.last(Publication.Act.PUBLISHED) if self.question.live_revision_id else None

    @cached_property
    def retired(self) -> ToldAct | None:
        return self.last(Publication.Act.RETIRED) if self.question.retired_at else None

    def shown_of(self, revision: Revision | None) -> Told | None:
        return next((told for told in self.history if told.revision == revision), None)

    def last(self, act: Publication.Act) -> ToldAct | None:
        return next((told for told in self.acts if told.publication.act == act), None)

    @property
    def stages(self) -> list[Stage]:
        return [
            made(_("Draft"), self.shown_of(self.draft)),
            proposed(_("Proposed"), self.proposal if self.is_proposed else None, self.is_proposed),
            done(_("Published"), self.published, is_reached=self.question.live_revision_id is not None),
            done(_("Retired"), self.retired, is_reached=self.question.retired_at is not None),
        ]


def made(words: Any, draft: Told | None) -> Stage:
    if draft is None:
        return Stage(words, is_reached=False)
    by, at = draft.by or _("from the fixtures"), draft.revision.created_at
    return Stage(words, is_reached=True, by=by, at=at)


def proposed(words: Any, told: ToldProposal | None, is_proposed: bool) -> Stage:
    note = _("waits for review") if is_proposed else ""
    if told is None or told.proposed_by is None:
        return Stage(words, is_proposed, note=note)
    return Stage(words, is_proposed, by=told.proposed_by, at=told.proposal.proposed_at, note=note)


def done(words: Any, told: ToldAct | None, *, is_reached: bool) -> Stage:
    """What came with the first fixtures was never noted."""
    if told is None:
        return Stage(words, is_reached=is_reached, by=_("from the fixtures") if is_reached else None)
    return Stage(words, is_reached=is_reached, by=told.by, at=told.publication.at)


def build_question_page(
    question: Question, editor: Editor | None = None, meanwhile: Meanwhile | None = None
) -> QuestionPage:
    """As it is stored; `editor` is given where its fields were filled in, `meanwhile` where somebody else saved."""
    seen = state_of(question)  # before the words: what is saved in between shows as moved
    live, acts = live_content(question), acts_on(question)
    draft = question.revisions.open().select_related("proposal").first()
    stored = content_of(draft) if draft else live
    content = editor.content() if editor else meanwhile.content if meanwhile else stored
    shown = editor or (new_editor(question, draft, stored, content) if draft or meanwhile else None)
    checks = judge(content, kind=question.kind, duplicates=duplicates_of(question))
    return QuestionPage(
        question=question,
        history=build_history(question, live, acts),
        draft=draft,
        content=content,
        editor=shown,
        checks=checks,
        told=at_their_fields(checks, shown),
        comparisons=compare(live, content),
        seen=seen,
        acts=acts,
        proposal=told_proposal(draft),
        decide=conflicts_in(content, live, draft.conflicts) if draft else (),
        meanwhile=meanwhile,
    )


def new_editor(question: Question, draft: Revision | None, stored: Content, content: Content) -> Editor:
    """Its fields say the content; it was opened with what is stored."""
    opened = Opened(stored, draft.pk if draft else None, question.live_revision_id)
    return Editor(content, opened=sealed(opened, question))


def acts_on(question: Question) -> list[ToldAct]:
    """Newest first; two queries."""
    rows = list(question.publications.select_related("to").order_by("-pk"))
    names = names_of(rows)
    return [ToldAct(row, doer(row, names)) for row in rows]


def told_proposal(draft: Revision | None) -> ToldProposal | None:
    proposal = proposal_of(draft) if draft else None
    if draft is None or proposal is None:
        return None
    names = names_in([proposal])
    return ToldProposal(
        proposal,
        maker_in_words(draft, names),
        named(proposal.proposed_by, names),
        named(proposal.sent_back_by, names),
    )


def named(person: UUID | None, names: dict[UUID, str]) -> str | None:
    return called(person, names) if person else None


def build_history(question: Question, live: Content, acts: Sequence[ToldAct]) -> list[Told]:
    """Two queries beside the parts."""
    rows = question.revisions.order_by("pk").select_related("created_by", "proposal")
    revisions = list(rows.prefetch_related("options", "key_points"))
    names = names_in(map(proposal_of, revisions))
    return [
        Told(
            number=number,
            revision=revision,
            is_live=revision.pk == question.live_revision_id,
            comparisons=compare(content_of(revision), live),
            acts=[told for told in acts if told.publication.revision_id == revision.pk],
            by=first_maker(revision, names),
        )
        for number, revision in enumerate(revisions, start=1)
    ][::-1]


def first_maker(revision: Revision, names: dict[UUID, str]) -> str | None:
    if revision.created_by:
        return str(revision.created_by)
    proposal = proposal_of(revision)
    return named(proposal.made_by, names) if proposal else None
