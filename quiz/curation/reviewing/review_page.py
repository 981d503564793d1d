"""What a reviewer sees: two revisions side by side, who proposed the newer one and why, and what publishing will do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quiz.bank.editing.proposals import maker_of
from quiz.bank.models import Question, Revision
from quiz.bank.publication_log import Publication
from quiz.bank.revisions.content import Content, content_of
from quiz.curation.editing.comparing import Comparison, Said, compare, the_same
from quiz.curation.editing.counting import counted_fields
from quiz.curation.editing.effects import Effects, effects_of
from quiz.curation.editing.preview import State
from quiz.curation.editing.question_page import QuestionPage, Told, build_question_page
from quiz.curation.reviewing.another import why_another
from quiz.curation.reviewing.facts import Fact, facts_of
from quiz.curation.reviewing.mailing import reader_of

if TYPE_CHECKING:
    from accounts.models import User

NOTHING = Content(text="", answer="")
AFTER_ANSWERING, ASKED, TICKED = ("right", "graded"), ("choose", "recall"), ("graded", "revealed")
SHOWN_IN = {
    gettext_lazy("Question"): ASKED,
    gettext_lazy("Hint"): ASKED,
    gettext_lazy("Difficulty"): ASKED,
}
"""The states in which a learner reads a field; the others come with the answer."""


@dataclass(frozen=True)
class ReviewPage:
    page: QuestionPage
    user: "User"
    old: Told | None
    """None where nothing was published yet."""
    new: Told
    effects: Effects
    moved: Sequence[Comparison] = ()
    """What others changed since this page was read."""

    @property
    def draft(self) -> Revision | None:
        return self.page.draft

    @property
    def comparisons(self) -> list[Comparison]:
        return compare(self.older, content_of(self.new.revision))

    @property
    def older(self) -> Content:
        return content_of(self.old.revision) if self.old else NOTHING

    @property
    def same(self) -> list[Said]:
        return the_same(self.older, content_of(self.new.revision))

    @property
    def same_in_words(self) -> str:
        return counted_fields(self.same)

    @property
    def is_about_the_draft(self) -> bool:
        """Whether what is compared is what publishing would change."""
        return self.new.revision == self.draft and (self.old is None or self.old.is_live)

    @property
    def choices(self) -> list[tuple[int, str]]:
        return [(told.revision.pk, in_words(told)) for told in self.page.history]

    @property
    def facts(self) -> list[Fact]:
        return facts_of(self.effects, self.page)

    @property
    def why_another(self) -> str:
        return why_another(self.draft, self.user) if self.draft else ""

    @cached_property
    def reader(self) -> "User | None":
        """Whoever else made it, and gets the comment."""
        return reader_of(maker_of(self.draft), self.user) if self.draft else None

    @property
    def state(self) -> State:
        return where_it_changed(self.page.comparisons, self.page.states)


def build_review_page(
    question: Question,
    user: "User",
    now: datetime,
    *,
    chosen: Mapping[str, Any] | None = None,
    read: Content | None = None,
) -> ReviewPage:
    """`chosen` says which revisions are compared, `read` which words the page had when it was decided on."""
    page = build_question_page(question)
    chosen = chosen or {}
    live = next((told for told in page.history if told.is_live), None)
    newest = page.shown_of(page.draft) or live or page.history[0]
    return ReviewPage(
        page=page,
        user=user,
        old=told_with(page, chosen.get("old")) or live,
        new=told_with(page, chosen.get("new")) or newest,
        effects=effects_of(question, now),
        moved=compare(read, page.content) if read else (),
    )


def told_with(page: QuestionPage, said: Any) -> Told | None:
    """The revision of this question with the id that was sent."""
    return next((told for told in page.history if str(told.revision.pk) == said), None)


def in_words(told: Told) -> str:
    if told.is_live:
        made_live = next((act for act in told.acts if act.publication.act == Publication.Act.PUBLISHED), None)
        if made_live is None:
            return _("Revision %(number)d, live") % {"number": told.number}
        since = date_format(made_live.publication.at, "j M Y")
        return _("Revision %(number)d, live since %(day)s") % {"number": told.number, "day": since}
    words = {"number": told.number, "status": told.revision.get_status_display()}
    return _("Revision %(number)d, %(status)s") % words


def where_it_changed(comparisons: Sequence[Comparison], states: Sequence[State]) -> State:
    """The first page on which a learner reads what changed first; the first of all where nothing did."""
    wanted = [state for one in comparisons[:1] for state in states_showing(one)]
    return next((state for name in wanted for state in states if state.name == name), states[0])


def states_showing(comparison: Comparison) -> tuple[str, ...]:
    match comparison.what:
        case "option":
            return ASKED
        case "point":
            return TICKED
    return next(
        (states for label, states in SHOWN_IN.items() if str(label) == comparison.label), AFTER_ANSWERING
    )
