"""What instructors see of a cohort."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from quiz.cohorts.access import SignedInRequest, taught_cohort
from quiz.cohorts.frame import frame_of
from quiz.cohorts.reporting.assignments_page import assignments_page_of
from quiz.cohorts.reporting.cohort_page import page_of


@require_safe
def cohort(request: SignedInRequest, cohort_id: UUID) -> HttpResponse:
    cohort = taught_cohort(request, cohort_id)
    context = {"frame": frame_of(cohort, request.user), "tab": "overview"}
    return render(request, "cohorts/cohort.html", context | {"page": page_of(cohort, now=timezone.now())})


@require_safe
def cohort_assignments(request: SignedInRequest, cohort_id: UUID) -> HttpResponse:
    cohort, now = taught_cohort(request, cohort_id), timezone.now()
    context = {
        "frame": frame_of(cohort, request.user),
        "tab": "assignments",
        "page": assignments_page_of(cohort, now=now),
        "today": timezone.localdate(now, request.zone),
    }
    return render(request, "cohorts/assignments.html", context)
