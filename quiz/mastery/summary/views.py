"""The end of a session, and what it moved."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from quiz.mastery.readiness.daily_forecasts import keep_day
from quiz.mastery.summary.summary_page import build_summary
from quiz.practice.asking.ending import end_session
from quiz.practice.models import PracticeSession
from quiz.practice.people.middleware import LearnerRequest, here


@login_not_required
@require_POST
def practice_end(request: LearnerRequest, session_id: UUID) -> HttpResponseBase:
    """End the session, keep what is told today, and show what moved."""
    session, now = own_session(request, session_id), timezone.now()
    end_session(session=session, now=now)
    keep_day(situation=here(request), now=now, reckon=True)
    return redirect("practice-summary", session_id=session.pk)


def own_session(request: LearnerRequest, session_id: UUID) -> PracticeSession:
    return get_object_or_404(request.learner.sessions, pk=session_id)


@login_not_required
@require_safe
def practice_summary(request: LearnerRequest, session_id: UUID) -> HttpResponse:
    """What a session moved."""
    session = own_session(request, session_id)
    page = build_summary(here(request), session, timezone.now())
    return render(request, "mastery/summary/summary.html", {"page": page})
