"""Tonight's sheet."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from quiz.mastery.tonight.page import build_tonight
from quiz.mastery.tonight.showing import show_sheet
from quiz.practice.log.learners import remember
from quiz.practice.people.middleware import LearnerRequest, here


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def tonight(request: LearnerRequest) -> HttpResponseBase:
    """What the sheet is, and the sheet once it was shown today. POST shows it."""
    now = timezone.now()
    if request.method == "POST":
        remember(request, show_sheet(learner=request.learner, now=now, zone=request.zone))
        return redirect("tonight")
    page = build_tonight(here(request), now)
    return render(request, "mastery/tonight/tonight.html", {"page": page})
