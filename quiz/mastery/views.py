"""What one knows: mastery, its details, and the forecast."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import escape
from django.views.decorators.http import require_safe

from quiz.mastery.details.details_page import build_details
from quiz.mastery.mastery_page import build_mastery
from quiz.mastery.readiness.how_ready import readiness_of
from quiz.mastery.readiness.outlook import outlook_of
from quiz.mastery.readiness.plan_forecast import reckon_once_a_day
from quiz.practice.people.middleware import LearnerRequest, here


@login_not_required
@require_safe
def mastery(request: LearnerRequest) -> HttpResponse:
    """What the learner knows. `as=table` shows the mosaic as a table."""
    page = build_mastery(here(request), timezone.now())
    return render(
        request, "mastery/mastery.html", {"page": page, "as_table": request.GET.get("as") == "table"}
    )


@login_not_required
@require_safe
def details(request: LearnerRequest) -> HttpResponse:
    """When one practised, what is coming, and how right the forecasts were."""
    page = build_details(here(request), timezone.now())
    return render(request, "mastery/details/details.html", {"page": page})


@login_not_required
@require_safe
def forecast(request: LearnerRequest) -> HttpResponse:
    """What a page says of the day, with the forecast where it can be had at once; nothing before ten answers."""
    situation, now = here(request), timezone.now()
    readiness = readiness_of(situation, now)
    if readiness.expected is None:
        return HttpResponse(status=204)
    reckon_once_a_day(situation, now)
    outlook = outlook_of(situation, readiness, now)
    return HttpResponse(escape(f"{readiness.without_practice} {outlook.sentence}".strip()))
