"""The figures of one question, beside the words that they judge."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from quiz.bank.editing.publishing import live_content
from quiz.bank.models import Question
from quiz.bank.revisions.content import Content, OptionContent, PointContent
from quiz.curation.quality import cells
from quiz.curation.quality.cells import OPTION_HEADS, POINT_HEADS, Cell, Headline
from quiz.curation.quality.dismissing import undismissed
from quiz.curation.quality.figures import Figures
from quiz.curation.quality.flagged import flags_waiting_at
from quiz.curation.quality.models import Dismissal, Measured
from quiz.curation.quality.queue import measured_at
from quiz.curation.quality.reasons import Found, Reason, reasons_in
from quiz.curation.quality.said_right import SaidRight, said_right
from quiz.curation.quality.same_words import asked_words, words_of_option, words_of_point

COMMAND: Final = "manage.py measure_questions"
WARNINGS: Final = {
    Reason.KNOWING: lambda: _("many who know"),
    Reason.UNCHOSEN: lambda: _("hardly anyone"),
    Reason.DENIED: lambda: _("the words may be too loose"),
}


@dataclass(frozen=True, slots=True)
class Beside:
    """All that the page of one question shows of its figures."""

    live: Content
    figures: Figures | None
    """None where it was never measured."""
    measured: datetime | None
    """When it was, or any other question."""
    reasons: Sequence[Found]
    dismissed: Sequence[Dismissal]
    """Those that still answer a reason."""
    flags: int
    said_right: Sequence[SaidRight]

    @property
    def command(self) -> str:
        return COMMAND

    @property
    def are_older(self) -> bool:
        """Whether the words were published after they were measured."""
        return self.figures is not None and self.figures.asked != asked_words(self.live)

    @property
    def headlines(self) -> list[Headline]:
        shown = cells.headlines(self.figures, are_older=self.are_older) if self.figures else []
        return [*shown, cells.flags_of(self.flags)]

    @property
    def option_heads(self) -> Sequence[Any]:
        return OPTION_HEADS if self.figures else ()

    @property
    def point_heads(self) -> Sequence[Any]:
        return POINT_HEADS if self.figures else ()

    def of_option(self, option: OptionContent) -> list[Cell]:
        """Of its words as they are live, beside those in the editor."""
        if self.figures is None or not option.text:
            return []
        each = self.figures.options.get(option.slug)
        live = next((one for one in self.live.options if one.slug == option.slug), None)
        if live is None:
            return cells.new_cells(OPTION_HEADS)
        if each is None or each.words != words_of_option(live):
            return cells.unmeasured_cells(OPTION_HEADS)
        note = cells.older_note(is_same=words_of_option(live) == words_of_option(option))
        chosen, knowing = OPTION_HEADS
        return [
            cells.share_cell(chosen, each.chosen, note, self.warning(Reason.UNCHOSEN, option.slug)),
            cells.share_cell(knowing, each.knowing, "", self.warning(Reason.KNOWING, option.slug)),
        ]

    def of_point(self, point: PointContent) -> list[Cell]:
        if self.figures is None or not point.text:
            return []
        each = self.figures.points.get(point.slug)
        live = next((one for one in self.live.key_points if one.slug == point.slug), None)
        if live is None:
            return cells.new_cells(POINT_HEADS)
        if each is None or each.words != words_of_point(live):
            return cells.unmeasured_cells(POINT_HEADS)
        note = cells.older_note(is_same=words_of_point(live) == words_of_point(point))
        found, denied = POINT_HEADS
        return [
            cells.found_cell(found, each.found, note),
            cells.denied_cell(denied, each.denied, each.added, self.warning(Reason.DENIED, point.slug)),
        ]

    def warning(self, reason: Reason, slug: str) -> str:
        raised = {(one.reason, one.slug) for one in self.reasons}
        return WARNINGS[reason]() if (reason, slug) in raised else ""


def build_beside(question: Question) -> Beside:
    """Five queries, and those that read what is live."""
    live = live_content(question)
    measured = Measured.objects.filter(question=question).first()
    figures = Figures.from_json(measured.figures) if measured else None
    is_asked = figures is not None and question.live_revision_id and question.retired_at is None
    found = reasons_in(figures, live) if figures and is_asked else []
    dismissals = list(Dismissal.objects.filter(question=question))
    standing = undismissed(found, dismissals)
    answered = {(one.reason, one.slug) for one in found if one not in standing}
    return Beside(
        live=live,
        figures=figures,
        measured=measured.at if measured else measured_at(),
        reasons=standing,
        dismissed=[one for one in dismissals if (one.reason, one.slug) in answered],
        flags=flags_waiting_at(question),
        said_right=said_right(question),
    )
