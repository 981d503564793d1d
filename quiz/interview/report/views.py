"""Grading what was said, and ticking what was said to a drill."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from quiz.interview.holding.grading import NoGrades
from quiz.interview.holding.theirs import theirs
from quiz.interview.models import Interview
from quiz.interview.report.forms import GradeForm, places_in
from quiz.interview.report.giving import give_grade
from quiz.interview.report.report_page import build_graded, build_report
from quiz.interview.report.ticking import NothingSaid, tick_drill
from quiz.practice.answering.correcting import NotTheLatest
from quiz.practice.answering.judging import NotOffered
from quiz.practice.people.middleware import LearnerRequest, here


@login_not_required
@require_POST
@theirs
def interview_grade(request: LearnerRequest, interview: Interview, prompt_id: UUID) -> HttpResponseBase:
    """The learner's grade of one answer, or (`change`) another one for the latest. HTMX gets that answer and the
    figures; else it goes on at the next answer.
    """
    form, now = GradeForm(request.POST), timezone.now()
    try:
        given = give_grade(
            learner=request.learner,
            interview=interview,
            prompt_id=prompt_id,
            form=form,
            now=now,
            zone=request.zone,
        )
    except NotOffered:
        return refused(request, interview, prompt_id, form)
    except (NoGrades, NotTheLatest) as error:
        messages.info(request, why_not(error))
        address = interview.get_absolute_url()
        return HttpResponseClientRedirect(address) if request.htmx else redirect(address)
    page = build_graded(here(request), interview, now, prompt_id, repeated=given.repeated)
    if request.htmx:
        return render(request, "interview/report/report.html#graded", {"page": page})
    return redirect(f"{interview.get_absolute_url()}#{page.next_one}")


def why_not(error: NoGrades | NotTheLatest) -> str:
    if isinstance(error, NotTheLatest):
        return _("You have answered something else since, so this grade stays. Nothing was changed.")
    return _("You can grade an interview once it has ended, for 12 hours. Nothing was saved.")


def refused(
    request: LearnerRequest, interview: Interview, prompt_id: UUID, form: GradeForm
) -> HttpResponseBase:
    """What was ticked stays, with what to do."""
    why = form.refused(_("That was not one of the four grades. Nothing was saved. Choose one below."))
    page = build_graded(here(request), interview, timezone.now(), prompt_id, sent=why)
    part = "#graded" if request.htmx else ""
    return render(request, f"interview/report/report.html{part}", {"page": page}, status=422)


@login_not_required
@require_POST
@theirs
def interview_points(request: LearnerRequest, interview: Interview) -> HttpResponseBase:
    """Which points of a drill's rubric were said."""
    try:
        tick_drill(interview=interview, places=places_in(request.POST.getlist("points")))
    except (NotOffered, NothingSaid):
        raise Http404 from None
    interview.refresh_from_db()
    if not request.htmx:
        return redirect(interview)
    page = build_report(here(request), interview, timezone.now())
    return render(request, "interview/report/report.html#run", {"page": page})
