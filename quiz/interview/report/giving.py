"""Giving a grade from the report: the first one with its ticks, or another one for the latest answer."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from quiz.interview.holding.grading import NoGrades, change_grade, grade_answer
from quiz.interview.holding.heard import heard_points
from quiz.interview.holding.held import held
from quiz.interview.models import Interview
from quiz.interview.report.forms import GradeForm
from quiz.practice.answering.judging import NotOffered
from quiz.practice.models import Learner, Prompt, Review

PARTNER = "partner"


@dataclass(frozen=True, slots=True)
class Given:
    repeated: bool
    """Whether it had a grade already, and nothing was recorded."""


def give_grade(
    *,
    learner: Learner,
    interview: Interview,
    prompt_id: UUID,
    form: GradeForm,
    now: datetime,
    zone: ZoneInfo,
) -> Given:
    """Raises `Prompt.DoesNotExist`, `NotOffered`, `NoGrades`, `NotTheLatest` and `log.Busy`."""
    if interview.session is None or not interview.session.prompts.filter(pk=prompt_id).exists():
        raise Prompt.DoesNotExist
    if not held(interview).takes_grades(now):  # whoever is told that a grade is wrong sees the answer, too
        raise NoGrades
    if not form.is_valid():
        raise NotOffered("no grade")
    on = {"learner": learner, "interview": interview, "prompt_id": prompt_id, "now": now, "zone": zone}
    if form.cleaned_data["change"]:
        change_grade(grade=form.cleaned_data["grade"], **on)  # type: ignore[arg-type]
        return Given(repeated=False)
    repeated = Review.objects.filter(pk=prompt_id).exists()
    by = PARTNER if any(heard_points(interview).get(prompt_id, ())) else ""
    grade_answer(grading=form.grading(by=by), **on)  # type: ignore[arg-type]
    return Given(repeated)
