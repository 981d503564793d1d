"""What a curator sees of one question."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from quiz.bank.checks.findings import judge
from quiz.bank.editing.adding import is_pointed_to
from quiz.bank.editing.opened import Opened, sealed
from quiz.bank.editing.proposals import Proposal, maker_in_words, names_in, proposal_of
from quiz.bank.editing.publishing import duplicates_of, live_content, state_of
from quiz.bank.editing.relating import Related, broken_by_retiring
from quiz.bank.models import Question, Revision
from quiz.bank.publication_log import called
from quiz.bank.revisions.content import Content, content_of
from quiz.curation.editing.checked_fields import at_their_fields
from quiz.curation.editing.comparing import compare
from quiz.curation.editing.curated import CuratedPage, Stage, Told, ToldAct, history_of, told_acts
from quiz.curation.editing.effects import Reached, reached_by
from quiz.curation.editing.forms import Editor
from quiz.curation.editing.meanwhile import Meanwhile, conflicts_in
from quiz.curation.editing.preview import State, states_of
from quiz.curation.quality.beside import Beside, build_beside
from quiz.curation.relating.panel import Panel, build_panel


@dataclass(frozen=True, slots=True)
class ToldProposal:
    """How the open revision was proposed or sent back, with names."""

    proposal: Proposal
    maker: str | None
    proposed_by: str | None
    sent_back_by: str | None


@dataclass(frozen=True, kw_only=True)
class QuestionPage(CuratedPage):
    thing: Question
    draft: Revision | None
    content: Content
    """What the draft says, else what is live; with an editor at hand, what stands in its fields."""
    editor: Editor | None
    proposal: ToldProposal | None = None

    @property
    def question(self) -> Question:
        return self.thing

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
    def states(self) -> tuple[State, ...]:
        return states_of(self.content, self.question.kind)

    @property
    def proposed(self) -> Stage:
        note, told = _("waits for review") if self.is_proposed else "", self.proposal
        if not self.is_proposed or told is None or told.proposed_by is None:
            return Stage(_("Proposed"), self.is_proposed, note=note)
        at = told.proposal.proposed_at
        return Stage(_("Proposed"), is_reached=True, by=told.proposed_by, at=at, note=note)


def build_question_page(
    question: Question, editor: Editor | None = None, meanwhile: Meanwhile | None = None
) -> QuestionPage:
    """As it is stored; `editor` is given where its fields were filled in, `meanwhile` where somebody else saved."""
    seen = state_of(question)  # before the words: what is saved in between shows as moved
    live = live_content(question)
    acts = told_acts(question.publications.select_related("to").order_by("-pk"))
    draft = question.revisions.open().select_related("proposal").first()
    stored = content_of(draft) if draft else live
    content = editor.content() if editor else meanwhile.content if meanwhile else stored
    shown = editor or (new_editor(question, draft, stored, content) if draft or meanwhile else None)
    checks = judge(content, kind=question.kind, duplicates=duplicates_of(question))
    return QuestionPage(
        thing=question,
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
    return history_of(
        question,
        revisions,
        acts,
        compared=lambda revision: compare(content_of(revision), live),
        maker=lambda revision: first_maker(revision, names),
    )


def first_maker(revision: Revision, names: dict[UUID, str]) -> str | None:
    if revision.created_by:
        return str(revision.created_by)
    proposal = proposal_of(revision)
    return named(proposal.made_by, names) if proposal else None
