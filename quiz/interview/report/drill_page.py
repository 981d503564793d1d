"""The end of a drill: what was said beside the points of its rubric, to tick."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quiz.bank.drills.models import DrillRevision
from quiz.bank.published import PublishedQuestion
from quiz.bank.text.markdown import inline
from quiz.interview.models import DrillAnswer, Interview
from quiz.mastery.library.drills import page_of
from quiz.practice.remembering.situation import Situation


@dataclass(frozen=True, slots=True)
class DrillTick:
    """One point of the rubric, with the questions behind it."""

    place: int
    text: str
    questions: Sequence[PublishedQuestion]
    ticked: bool


@dataclass(frozen=True, slots=True)
class DrillReport:
    """A drill that has ended."""

    interview: Interview
    drill: DrillRevision
    day: date
    answer: DrillAnswer | None
    points: Sequence[DrillTick]

    @property
    def title(self) -> SafeString:
        return inline(self.drill.title)

    @property
    def long_day(self) -> str:
        return date_format(self.day, "l j F")

    @property
    def is_saved(self) -> bool:
        return self.answer is not None and self.answer.points is not None

    @property
    def headline(self) -> str:
        if self.answer is None:
            return _("Nothing was answered.")
        if not self.is_saved:
            return _("Tick what you said.")
        figures = {"ticked": sum(point.ticked for point in self.points), "all": len(self.points)}
        return (
            ngettext("%(ticked)s of %(all)s point.", "%(ticked)s of %(all)s points.", len(self.points))
            % figures
        )

    @property
    def words(self) -> str:
        return self.answer.text.strip() if self.answer else ""


def build_drill_report(situation: Situation, interview: Interview) -> DrillReport:
    if interview.drill is None:
        raise TypeError("an interview on questions is no drill")
    answer: DrillAnswer | None = getattr(interview, "drill_answer", None)
    ticked = set(answer.points or ()) if answer else set()
    points = page_of(situation.bank, interview.drill).points
    return DrillReport(
        interview=interview,
        drill=interview.drill,
        day=situation.local_day(interview.started_at),
        answer=answer,
        points=[DrillTick(n, p.text, p.questions, n in ticked) for n, p in enumerate(points)],
    )
