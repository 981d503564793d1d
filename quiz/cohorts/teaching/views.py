"""What a cohort mixes up: all its questions, five to teach, and one on the wall."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from database.spreadsheet import spreadsheet
from quiz.cohorts.access import SignedInRequest, taught_cohort
from quiz.cohorts.frame import frame_of
from quiz.cohorts.teaching.questions_page import heading, questions_page, rows, taught
from quiz.cohorts.teaching.wall import wall_of


@require_safe
def cohort_questions(request: SignedInRequest, cohort_id: UUID) -> HttpResponse:
    cohort = taught_cohort(request, cohort_id)
    section, in_order = request.GET.get("section", ""), request.GET.get("order") == "bank"
    context = {
        "frame": frame_of(cohort, request.user),
        "tab": "questions",
        "page": questions_page(cohort, section=section, in_order=in_order),
        "today": timezone.localdate(timezone=request.zone),
    }
    return render(request, "cohorts/teaching/questions.html", context)


@require_safe
def cohort_questions_csv(request: SignedInRequest, cohort_id: UUID) -> HttpResponse:
    cohort = taught_cohort(request, cohort_id)
    today = timezone.localdate(timezone=request.zone)
    return spreadsheet(f"questions-{today}", heading(), rows(cohort))


@require_safe
def cohort_teach(request: SignedInRequest, cohort_id: UUID) -> HttpResponse:
    cohort = taught_cohort(request, cohort_id)
    confusions, figures = taught(cohort)
    context = {
        "cohort": cohort,
        "confusions": confusions,
        "assigned": len(figures),
        "told": any(one.share for one in figures),
        "today": timezone.localdate(timezone=request.zone),
    }
    return render(request, "cohorts/teaching/teach.html", context)


@require_safe
def cohort_wall(request: SignedInRequest, cohort_id: UUID) -> HttpResponse:
    """Where there is nothing to show, the page to teach from says why."""
    cohort = taught_cohort(request, cohort_id)
    confusions, _figures = taught(cohort)
    if not confusions:
        return redirect("cohort-teach", cohort.pk)
    return render(
        request, "cohorts/teaching/wall.html", {"cohort": cohort, "wall": wall_of(confusions, request.GET)}
    )
