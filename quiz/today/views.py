"""Where one starts: the landing page, Today, and the Practise button."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from quiz.practice.answering.judging import NotOffered
from quiz.practice.answering.responses import Response
from quiz.practice.answering.trial import Outdated, Trial, answer_trial, trial_of
from quiz.practice.asking.starting import NothingToAsk, start_session
from quiz.practice.log.learners import remember
from quiz.practice.people.middleware import LearnerRequest, here
from quiz.today.focusing import UnknownFocus, focus_of, nothing_to_ask
from quiz.today.landing_page import build_landing
from quiz.today.start_page import build_start_page


@login_not_required
@require_safe
def landing(request: LearnerRequest) -> HttpResponseBase:
    """What this is, and one question to try. Whoever has signed in goes to Today."""
    if request.user.is_authenticated:
        return redirect("today")
    return show_landing(request)


def show_landing(request: LearnerRequest, *, trial: Trial | None = None, error: str = "") -> HttpResponse:
    page = build_landing(here(request), timezone.now(), trial=trial, error=error)
    return render(request, "today/landing.html", {"page": page}, status=422 if error else 200)


@login_not_required
@require_POST
def try_one(request: LearnerRequest) -> HttpResponseBase:
    """Answer the landing page's question: a session begins with it."""
    now, sent = timezone.now(), request.POST
    try:
        trial = trial_of(sent.get("token", ""), here(request).bank, now)
    except Outdated:
        return show_landing(request, error=outdated())
    try:
        tried = answer_trial(
            learner=request.learner,
            trial=trial,
            response=Response.sent(sent),
            now=now,
            zone=request.zone,
        )
    except NotOffered:
        return show_landing(
            request, trial=trial, error=_("Nothing was recorded yet. Choose one of these answers.")
        )
    except Outdated:
        return show_landing(request, error=outdated())
    remember(request, tried.learner)
    return redirect(tried.prompt)


def outdated() -> str:
    return _(
        "The question on that page was too old or has changed. Nothing was recorded. Here is a fresh one."
    )


@login_not_required
@require_safe
def today(request: LearnerRequest) -> HttpResponse:
    """What to do now, and how it stands."""
    page = build_start_page(request.user, here(request), timezone.now())
    return render(request, "today/today.html", {"page": page})


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def practise(request: LearnerRequest) -> HttpResponseBase:
    """POST opens a session, or goes on with the open one, and leads to its question. GET shows the button."""
    if request.method != "POST":
        return render(request, "today/practise.html")
    choice, now = request.POST.get("focus", ""), timezone.now()
    try:
        focus = focus_of(choice, request.user, here(request), now)
        started = start_session(learner=request.learner, focus=focus, now=now, zone=request.zone)
    except UnknownFocus:
        raise Http404 from None
    except NothingToAsk:
        messages.info(request, nothing_to_ask(choice))
        return lead_to(request, redirect("practice"))
    remember(request, started.learner)
    return lead_to(request, redirect(started.prompt))


def lead_to(request: LearnerRequest, response: HttpResponseBase) -> HttpResponseBase:
    """HTMX follows a redirect by itself, without the address; it is told to open the page instead."""
    return HttpResponseClientRedirect(response["Location"]) if request.htmx else response
