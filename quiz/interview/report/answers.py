"""One answer of an interview on its report: what was said beside what is good, the points to tick, the grade."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from quiz.bank.published import FollowUp, PublishedRevision
from quiz.bank.text.markdown import inline
from quiz.interview.holding.held import Put
from quiz.interview.models import Interview
from quiz.interview.report.tally import is_good
from quiz.practice.answering.finding_points import found_points
from quiz.practice.answering.suggesting import suggested_grade
from quiz.practice.models import Grade
from quiz.practice.pages.prompt_page import Choice


@dataclass(frozen=True, slots=True)
class Tick:
    """One point to tick, or that was ticked."""

    value: str
    text: str
    ticked: bool
    found: bool = False
    """Found in what was written."""
    heard: bool = False
    """Ticked by the interviewer."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What was ticked on the page when a grade was sent that was refused, and why."""

    points: Collection[str] = ()
    reply_points: Collection[int] = ()
    error: str = ""


@dataclass(frozen=True)
class Answer:
    """One that was given."""

    put: Put
    manner: str
    grade: int | None
    """The one that counts."""
    takes_grade: bool
    can_change: bool
    heard: tuple[frozenset[str], frozenset[int]] = (frozenset(), frozenset())
    sent: Sent | None = None
    is_open: bool = False
    repeated: bool = False
    """Whether a grade was sent that it had already."""
    next_one: str = ""
    """The place on the page that comes next after its grade was given."""

    @property
    def id(self) -> UUID:
        return self.put.prompt.pk

    @property
    def place(self) -> str:
        return f"answer-{self.id}"

    @property
    def revision(self) -> PublishedRevision:
        return self.put.revision

    @property
    def title(self) -> SafeString:
        return inline(self.revision.text)

    @property
    def is_graded(self) -> bool:
        return self.grade is not None

    @property
    def is_good(self) -> bool:
        return self.grade is not None and is_good(self.grade)

    @property
    def grade_word(self) -> str:
        return str(Grade(self.grade).label) if self.grade else ""

    @property
    def side(self) -> str:
        """What the row says of its grade."""
        if self.put.is_passed:
            return _("skipped")
        return self.grade_word or (_("your turn") if self.takes_grade else _("not graded"))

    @property
    def had(self) -> str:
        """How many points were ticked; empty where none was."""
        ticked = sum(tick.ticked for tick in self.ticks)
        figures = {"ticked": ticked, "all": len(self.ticks)}
        return _("%(ticked)s of %(all)s points") % figures if ticked else ""

    @property
    def words(self) -> str:
        return self.put.answer.text.strip() if self.put.answer else ""

    @property
    def without_words(self) -> str:
        """What is said where nothing was written."""
        if self.put.is_passed:
            return _("You skipped it, so it counts as “Forgot”.")
        return self._spoken(_("You wrote nothing down."))

    def _spoken(self, nothing: str) -> str:
        aloud = {
            Interview.Manner.ALOUD: _("You said it aloud."),
            Interview.Manner.PAIR: _("You said it to your interviewer."),
        }
        return aloud.get(Interview.Manner(self.manner), nothing)

    @cached_property
    def found(self) -> frozenset[str]:
        return found_points(self.revision, self.words) if self.words else frozenset()

    @cached_property
    def ticks(self) -> list[Tick]:
        """The key points: as they were graded, as they were sent, or as found and heard."""
        ticked = self._ticked()
        return [
            Tick(p.slug, p.text, p.slug in ticked, p.slug in self.found, p.slug in self.heard[0])
            for p in self.revision.points
        ]

    def _ticked(self) -> Collection[str]:
        if self.put.review:
            return list(self.put.review.response.get("points", ()))
        return self.sent.points if self.sent else self.found | self.heard[0]

    @property
    def follow_up(self) -> FollowUp | None:
        return self.put.follow_up

    @property
    def reply(self) -> str:
        return self.put.reply.text.strip() if self.put.reply else ""

    @property
    def without_reply(self) -> str:
        if self.put.reply is None or self.put.reply.passed:
            return _("You did not reply.")
        return self._spoken(_("You wrote nothing down."))

    @cached_property
    def reply_ticks(self) -> list[Tick]:
        """The points of a good reply, where one was given. They count for no grade."""
        points = self.follow_up.points if self.follow_up else ()
        ticked = self._replied()
        return [
            Tick(str(place), points[place], place in ticked, heard=place in self.heard[1])
            for place in self.put.reply_places
        ]

    def _replied(self) -> Collection[int]:
        if self.put.review:
            return list(self.put.review.response.get("reply", {}).get("points", ()))
        return self.sent.reply_points if self.sent else self.heard[1]

    @property
    def replied_some(self) -> bool:
        return any(tick.ticked for tick in self.reply_ticks)

    @cached_property
    def suggested(self) -> Grade | None:
        """By the ticks, once there is one."""
        ticked = sum(tick.ticked for tick in self.ticks)
        return suggested_grade(self.revision, ticked, hinted=False) if ticked else None

    @property
    def suggestion(self) -> str:
        """The same in words, or how many points a good answer has."""
        figures = {"ticked": sum(tick.ticked for tick in self.ticks), "all": len(self.ticks)}
        if self.suggested:
            return sentence().format(**figures, grade=self.suggested.label)
        if self.revision.points_needed < len(self.ticks):
            needed = {"needed": self.revision.points_needed, "all": len(self.ticks)}
            return _("A good answer has at least %(needed)s of the %(all)s points.") % needed
        return _("A good answer has all the points.")

    @property
    def suggests(self) -> str:
        """The grade for each number of ticks from 0, for the page to say at each tick."""
        numbers = range(len(self.ticks) + 1)
        return " ".join(str(suggested_grade(self.revision, ticked, hinted=False).value) for ticked in numbers)

    @property
    def sentence(self) -> str:
        return sentence()

    @property
    def grades(self) -> list[Choice]:
        return [Choice(grade.value, grade.label, grade.label) for grade in Grade]


def sentence() -> str:
    return _("{ticked} of {all}: we suggest “{grade}”.")
