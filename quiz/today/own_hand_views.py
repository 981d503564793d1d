"""Leaving questions out."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.next_page import is_page_of_ours
from quiz.practice.answering.leaving_out import IsAssigned, put_back
from quiz.practice.answering.leaving_out import leave_out as leave_question_out
from quiz.practice.log.learners import remember
from quiz.practice.people.middleware import LearnerRequest, here
from quiz.today.own_hand import assigned_until, why_not_left_out


@login_not_required
@require_POST
def leave_out(request: LearnerRequest, key: str) -> HttpResponseBase:
    """Ask the question no more (`on=1`), or as before (`on=0`)."""
    situation, now = here(request), timezone.now()
    if key not in situation.bank.questions:
        raise Http404
    if request.POST.get("on") != "1":
        put_back(learner=request.learner, key=key, now=now, zone=request.zone)
        return say(request, key, _("It is back: we ask it again."), left_out=False)
    assigned = assigned_until(request.user, situation, now)
    try:
        learner = leave_question_out(
            learner=request.learner, key=key, assigned=assigned, now=now, zone=request.zone
        )
    except IsAssigned:
        return say(request, key, why_not_left_out(assigned[key]), left_out=False)
    remember(request, learner)
    return say(request, key, "", left_out=True)


def say(request: LearnerRequest, key: str, words: str, *, left_out: bool) -> HttpResponseBase:
    back = request.POST.get("next", "")
    if request.htmx:
        shown = {"key": key, "left_out": left_out, "back": back, "why": words}
        return render(request, "practice/left_out.html", shown)
    if words:
        messages.info(request, words)
    return redirect(back) if is_page_of_ours(back) else redirect("question", key=key)
