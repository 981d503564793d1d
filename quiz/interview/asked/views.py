"""What were you asked?"""

from contextlib import suppress
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.entrance.carrying import form_data, taken
from accounts.signed_out import ask_to_sign_in
from quiz.interview.asked.page import build_asked
from quiz.interview.asked.sent import LineForm, Sent, day_sent
from quiz.practice.asked_lately.reporting import NoSuchInterview, not_now, save_report
from quiz.practice.pages.theirs_or_sign_in import is_anothers_form
from quiz.practice.people.middleware import LearnerRequest, here


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def asked(request: LearnerRequest) -> HttpResponseBase:
    """What was asked in the interview that is over. POST saves it, or with `do=find` shows what has the words, and
    keeps what is ticked.
    """
    if is_anothers_form(request):
        return ask_to_sign_in(request, page=request.path, has_owner=True)
    now, bank = timezone.now(), here(request).bank
    data = form_data(request, now)
    sent = None if data is None else Sent.of_form(data, bank)
    if sent and request.method == "POST" and request.POST.get("do") != "find":
        return save(request, sent, now)
    return show(request, now, sent)


def save(request: LearnerRequest, sent: Sent, now: datetime) -> HttpResponseBase:
    form, questions = LineForm(request.POST, label_suffix=""), here(request).bank.questions
    if not form.is_valid():
        return show(request, now, sent, form, status=422)
    before = build_asked(here(request), now)
    if sent.says_nothing and before.day and not before.is_saved:
        words = _("Nothing is ticked yet. Tick what you were asked, or press Not now.")
        return show(request, now, sent, error=words, status=422)
    try:
        save_report(
            learner=request.learner,
            day=sent.day,
            could={questions[key].id: answer for key, answer in sent.could.items()},
            line=form.cleaned_data["line"],
            now=now,
            zone=request.zone,
        )
    except NoSuchInterview:
        words = _("This page was about another interview. Nothing was saved.")
        return show(request, now, sent, error=words, status=409)
    taken(request, now)
    messages.success(request, _("Saved. You can change it for a week after the interview."))
    return redirect("asked")


def show(
    request: LearnerRequest,
    now: datetime,
    sent: Sent | None = None,
    form: LineForm | None = None,
    *,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    page = build_asked(here(request), now, sent, form, error)
    template = "interview/asked/asked.html" + ("#rows" if request.htmx and status == 200 else "")
    return render(request, template, {"page": page}, status=status)


@login_not_required
@require_POST
def asked_not_now(request: LearnerRequest) -> HttpResponseBase:
    """*Not now*: we ask of this interview no more. Of another one than the page was about nothing changes."""
    if is_anothers_form(request):
        return ask_to_sign_in(request, has_owner=False)
    day = day_sent(request.POST.get("day", ""))
    with suppress(NoSuchInterview):  # there is nothing to ask of, so it is not asked
        not_now(learner=request.learner, day=day, now=timezone.now(), zone=request.zone)
    return redirect("today")
