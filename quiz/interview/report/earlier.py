"""The interviews of a person with what each came to, newest first: the same few statements however many there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Max
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quiz.bank.text.markdown import inline
from quiz.interview.holding.held import OPEN_FOR, interviews_of
from quiz.interview.models import Interview
from quiz.interview.report.tally import Tally, counted, final_grades
from quiz.practice.models import Event, PracticeSession
from quiz.practice.remembering.situation import Situation

IN_A_SENTENCE = 3
"""So many of those before it a report names."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """One interview in the list."""

    interview: Interview
    title: SafeString
    day: date
    came_to: str
    """In a few words."""
    tally: Tally | None = None
    """None for a drill."""

    @property
    def url(self) -> str:
        return self.interview.get_absolute_url()

    @property
    def short_day(self) -> str:
        return date_format(self.day, "j M")

    @property
    def long_day(self) -> str:
        return date_format(self.day, "l j F")


def interviews_so_far(situation: Situation, now: datetime) -> list[Earlier]:
    """All that are over and in which something was answered, newest first."""
    rows = list(interviews_of(situation.learner).select_related("session", "drill", "drill_answer"))
    sessions = [row.session for row in rows if row.session]
    said, grades = said_in(sessions), grades_by_session(sessions)
    shown: list[Earlier] = []
    for row in reversed(rows):
        day = situation.local_day(row.started_at)
        if row.session is None:
            if hasattr(row, "drill_answer"):
                shown.append(Earlier(row, inline(row.drill.title), day, drill_words(row)))
            continue
        answered, last = said.get(row.session.pk, (0, row.started_at))
        over_at = row.ended_at or last + OPEN_FOR
        if not answered or over_at > now:
            continue
        tally = counted(answered, grades.get(row.session.pk, []), takes_grades=now - over_at < OPEN_FOR)
        shown.append(
            Earlier(row, title_of(1 + sum(bool(each.tally) for each in shown)), day, tally.short, tally)
        )
    return shown[::-1]


def title_of(number: int) -> SafeString:
    return SafeString(_("Interview %(number)s") % {"number": number})


def said_in(sessions: Sequence[PracticeSession]) -> dict[UUID, tuple[int, datetime]]:
    """How many questions were answered in each, and when something was said last."""
    rows = Event.objects.filter(prompt__session__in=sessions, kind=Event.Kind.SAID)
    counts = rows.values_list("prompt__session").annotate(Count("prompt", distinct=True), Max("at"))
    return {session: (number, last) for session, number, last in counts}


def grades_by_session(sessions: Sequence[PracticeSession]) -> dict[UUID, list[int]]:
    grades: dict[UUID, list[int]] = {}
    for session, grade in final_grades(sessions).values():
        grades.setdefault(session, []).append(grade)
    return grades


def drill_words(interview: Interview) -> str:
    """How many points of the rubric were ticked."""
    points = interview.drill_answer.points
    if points is None or interview.drill is None:
        return _("not ticked yet")
    every = len(interview.drill.points)
    words = ngettext("%(ticked)s of %(all)s point", "%(ticked)s of %(all)s points", every)
    return words % {"ticked": len(points), "all": every}


def course_before(so_far: Sequence[Earlier], interview: Interview) -> list[Earlier]:
    """The latest interviews on questions before this one, oldest first."""
    older = [each for each in so_far if each.tally and each.interview.started_at < interview.started_at]
    return older[:IN_A_SENTENCE][::-1]
