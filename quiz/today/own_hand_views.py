"""Leaving questions out, and starting over."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.entrance.next_page import is_page_of_ours
from quiz.practice.answering.leaving_out import IsAssigned, put_back
from quiz.practice.answering.leaving_out import leave_out as leave_question_out
from quiz.practice.log.learners import remember
from quiz.practice.people.middleware import LearnerRequest, here
from quiz.practice.remembering.situation import Situation
from quiz.today.own_hand import assigned_until, why_not_left_out
from quiz.today.starting_over import (
    Scope,
    UnknownChoice,
    build_page,
    consequences_of,
    put_back_now,
    scope_of,
    start_over_now,
)


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


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def start_over(request: LearnerRequest) -> HttpResponseBase:
    """What can be started over; of one choice (`what`) what would happen. POST does it."""
    situation, now = here(request), timezone.now()
    if request.method == "POST":
        return start_over_chosen(request, situation, now)
    choice = request.GET.get("what", "")
    if not choice:
        return render(request, "today/start_over.html", {"page": build_page(situation, now)})
    scope = scope_or_404(situation, choice)
    if not scope.keys:
        messages.info(request, nothing_to_start_over())
        return redirect("start-over")
    page = consequences_of(scope, request.user, situation, now)
    return render(request, "today/start_over_sure.html", {"page": page})


def scope_or_404(situation: Situation, choice: str) -> Scope:
    try:
        return scope_of(situation, choice)
    except UnknownChoice:
        raise Http404 from None


def start_over_chosen(request: LearnerRequest, situation: Situation, now: datetime) -> HttpResponseBase:
    """Sent twice, the second says that nothing is left to start over, and the first is still listed."""
    scope = scope_or_404(situation, request.POST.get("what", ""))
    if number := start_over_now(situation, scope.keys, now):
        words = ngettext("%d question is new to you again.", "%d questions are new to you again.", number)
        messages.success(request, words % number)
    else:
        messages.info(request, nothing_to_start_over())
    return redirect("start-over")


def nothing_to_start_over() -> str:
    return _("You have no answers there to start over from.")


@login_not_required
@require_POST
def put_back_as_it_was(request: LearnerRequest) -> HttpResponseBase:
    """Count again what was started over (`act`)."""
    if number := put_back_now(here(request), request.POST.get("act", ""), timezone.now()):
        words = ngettext("%d question is back as it was.", "%d questions are back as they were.", number)
        messages.success(request, words % number)
    else:
        messages.info(request, _("That is back already, or it is more than 30 days ago."))
    return redirect("start-over")


def say(request: LearnerRequest, key: str, words: str, *, left_out: bool) -> HttpResponseBase:
    back = request.POST.get("next", "")
    if request.htmx:
        shown = {"key": key, "left_out": left_out, "back": back, "why": words}
        where = {"swapped": True, "after_answer": "after_answer" in request.POST}
        return render(request, "practice/left_out.html", shown | where)
    if words:
        messages.info(request, words)
    return redirect(back) if is_page_of_ours(back) else redirect("question", key=key)
