"""An interview's pages: setting up, asking, and its report once it has ended."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.entrance.carrying import form_data, taken, written_here
from accounts.signed_out import ask_to_sign_in
from quiz.interview.asking.asking_page import build_asking, build_asking_drill
from quiz.interview.asking.begin_form import BeginForm
from quiz.interview.asking.begin_page import build_begin
from quiz.interview.asking.beginning import begun
from quiz.interview.asking.recording import may_record
from quiz.interview.holding.drilling import NoSuchDrill, say_drill
from quiz.interview.holding.ending import stop_interview
from quiz.interview.holding.held import held, is_open
from quiz.interview.holding.saying import NotWaiting, Saying, say
from quiz.interview.holding.theirs import theirs
from quiz.interview.models import Interview
from quiz.interview.report.earlier import interviews_so_far
from quiz.interview.report.report_page import build_report
from quiz.practice.asking.starting import NothingToAsk
from quiz.practice.log.learners import remember
from quiz.practice.models import Prompt
from quiz.practice.pages.theirs_or_sign_in import is_anothers_form
from quiz.practice.people.middleware import LearnerRequest, here


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def interviews(request: LearnerRequest) -> HttpResponseBase:
    """Set up a new one, go on with the open one, look at earlier ones. POST begins."""
    if is_anothers_form(request):
        return ask_to_sign_in(request, page=request.path, has_owner=True)
    now = timezone.now()
    form = BeginForm(form_data(request, now))
    if request.method == "POST" and form.is_valid():
        try:
            interview = begun(request.learner, form, now, request.zone)
        except (NothingToAsk, NoSuchDrill):
            messages.info(request, nothing_to_ask())
            return redirect("interviews")
        taken(request, now)
        remember(request, interview.learner)
        return redirect(interview)
    page = build_begin(here(request), form, now, interviews_so_far(here(request), now))
    return render(request, "interview/asking/begin.html", {"page": page}, status=422 if form.errors else 200)


def nothing_to_ask() -> str:
    return _("There is no question left to ask: your plan or your own list leaves them all out.")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@theirs
@may_record
def interview(request: LearnerRequest, interview: Interview) -> HttpResponseBase:
    """The part that waits; once it has ended, its report. POST says something to the part."""
    if request.method != "POST":
        return show(request, interview)
    now = timezone.now()
    try:
        if interview.drill_id:
            say_drill(interview=interview, sent=request.POST, now=now)
        else:
            say(
                learner=request.learner,
                interview=interview,
                prompt_id=prompt_sent(request),
                saying=Saying.sent(request.POST),
                now=now,
                zone=request.zone,
            )
    except NotWaiting:
        return too_late(request, interview)
    taken(request, now)
    interview.refresh_from_db()
    return show(request, interview) if request.htmx else redirect(interview)


def prompt_sent(request: LearnerRequest) -> UUID:
    """Raises `Prompt.DoesNotExist`."""
    try:
        return UUID(request.POST.get("prompt", ""))
    except ValueError:
        raise Prompt.DoesNotExist from None


def show(request: LearnerRequest, interview: Interview) -> HttpResponseBase:
    """What waits, or the report; of it the part that HTMX swaps."""
    now, situation = timezone.now(), here(request)
    sent: dict[str, str] = {}
    if request.method != "POST":
        sent = {name: str(value) for name, value in written_here(request, now).items()}
    part = "#run" if request.htmx else ""
    page: Any
    if not is_open(interview, now):
        page = build_report(situation, interview, now)
        return render(request, f"interview/report/report.html{part}", {"page": page})
    if interview.drill_id:
        page = build_asking_drill(interview, now, sent)
    elif interview.manner == Interview.Manner.PAIR:
        return redirect("pairing", interview.pk)
    else:
        page = build_asking(situation, held(interview), now, sent)
    return render(request, f"interview/asking/ask.html{part}", {"page": page})


def too_late(request: LearnerRequest, interview: Interview) -> HttpResponseBase:
    """The last word about what was sent: the interview does not wait for it. It is shown to be copied."""
    now = timezone.now()
    interview.refresh_from_db()
    goes_on = is_open(interview, now)
    if not goes_on:
        stop_interview(interview=interview, now=now)
    page = {"interview": interview, "words": written_here(request, now).get("text", ""), "is_open": goes_on}
    template = "interview/asking/too_late.html" + ("#run" if request.htmx else "")
    return render(request, template, {"page": page}, status=409)


@login_not_required
@require_POST
@theirs
def interview_end(request: LearnerRequest, interview: Interview) -> HttpResponseBase:
    """Stop: end it with what was answered."""
    stop_interview(interview=interview, now=timezone.now())
    return show(request, interview) if request.htmx else redirect(interview)
