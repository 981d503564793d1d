"""What instructors see of a cohort."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from database.spreadsheet import spreadsheet
from quiz.cohorts.access import SignedInRequest, taught_cohort
from quiz.cohorts.frame import frame_of
from quiz.cohorts.reporting.assignments_page import assignments_page_of
from quiz.cohorts.reporting.choosing import choice_of
from quiz.cohorts.reporting.cohort_page import page_of, read_cohort, report_of
from quiz.cohorts.reporting.in_rows import as_file
from quiz.cohorts.reporting.table import Choice


@require_safe
def cohort(request: SignedInRequest, cohort_id: UUID) -> HttpResponse:
    cohort = taught_cohort(request, cohort_id)
    page = page_of(cohort, now=timezone.now(), zone=request.zone, choice=choice_of(request.GET))
    frame = frame_of(cohort, request.user, page.report.read.current)
    return render(request, "cohorts/reporting/cohort.html", {"frame": frame, "tab": "overview", "page": page})


@require_safe
def cohort_csv(request: SignedInRequest, cohort_id: UUID) -> HttpResponse:
    cohort = taught_cohort(request, cohort_id)
    report = report_of(read_cohort(cohort, now=timezone.now(), zone=request.zone))
    heading, rows = as_file(report.table(Choice(whole=True)))
    return spreadsheet(slugify(str(cohort)) or "cohort", heading, rows)


@require_safe
def cohort_assignments(request: SignedInRequest, cohort_id: UUID) -> HttpResponse:
    cohort, now = taught_cohort(request, cohort_id), timezone.now()
    context = {
        "frame": frame_of(cohort, request.user),
        "tab": "assignments",
        "page": assignments_page_of(cohort, now=now),
        "today": timezone.localdate(now, request.zone),
    }
    return render(request, "cohorts/reporting/assignments.html", context)
