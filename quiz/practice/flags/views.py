"""Flagging a question, and reading what curators answered."""

from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.entrance.carrying import form_data, taken
from accounts.limits.charging import TooMany, network_of
from accounts.signed_out import ask_to_sign_in
from quiz.bank.models import Question
from quiz.practice.asking.asked import asked_prompt
from quiz.practice.flags.flag_page import (
    Flagged,
    FlagPage,
    after_answer,
    build_flag_page,
    in_library,
    seconds_to_wait,
    told_too_many,
    waits_already,
)
from quiz.practice.flags.flagging import FlaggedAlready, has_seen_answer, open_flag, send_flag
from quiz.practice.flags.models import Flag
from quiz.practice.flags.replies import all_flags, got_it
from quiz.practice.models import Prompt
from quiz.practice.pages.theirs_or_sign_in import is_anothers_form
from quiz.practice.people.middleware import LearnerRequest, here

LONGEST_NUMBER = 19
"""Digits of a row's number in a form."""


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def prompt_flag(request: LearnerRequest, prompt_id: UUID) -> HttpResponseBase:
    """Flag a question after its answer; before it there is nothing to flag."""
    try:
        asked = asked_prompt(request.learner, prompt_id)
    except Prompt.DoesNotExist:
        if request.method == "POST" and not request.user.is_authenticated:
            return ask_to_sign_in(request, page=request.path, has_owner=True)
        raise Http404 from None
    return flag(request, after_answer(asked)) if asked.review else redirect(asked.prompt)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def question_flag(request: LearnerRequest, key: str) -> HttpResponseBase:
    """Flag a question of the library, once its answer was shown."""
    if is_anothers_form(request):
        return ask_to_sign_in(request, page=request.path, has_owner=True)
    about = in_library(key, request.POST.get("revision", ""))
    if not has_seen_answer(request.learner, about.question):
        messages.info(request, _("You can flag a question once you have seen its answer."))
        return redirect(about.back)
    return flag(request, about)


def flag(request: LearnerRequest, about: Flagged) -> HttpResponseBase:
    """The form; POST sends it."""
    now, waiting = timezone.now(), open_flag(request.learner, about.question)
    page = build_flag_page(about, form_data(request, now), waiting, request.zone)
    if request.method != "POST" or not page.form.is_valid():
        return show(request, page, HTTPStatus.UNPROCESSABLE_ENTITY if page.form.errors else 200)
    try:
        sent = send_flag(
            learner=request.learner,
            question=about.question,
            revision=about.revision,
            prompt=about.prompt,
            words=page.form.cleaned_data["words"],
            instead_of=flag_shown(request),
            network=network_of(request),
            now=now,
        )
    except FlaggedAlready as refused:
        page = build_flag_page(about, request.POST, refused.flag, request.zone)
        page.form.add_error("words", waits_already())
        return show(request, page, HTTPStatus.CONFLICT)
    except TooMany as refused:
        return show_too_many(request, page, refused)
    taken(request, now)
    return say_sent(request, about, sent)


def flag_shown(request: LearnerRequest) -> int | None:
    """The open flag whose words the form showed."""
    shown = request.POST.get("replaces", "")
    return int(shown) if shown.isdecimal() and len(shown) < LONGEST_NUMBER else None


def show(request: LearnerRequest, page: FlagPage, status: int) -> HttpResponse:
    """The page, or its form in the page that HTMX has open."""
    part = "#form" if request.htmx else ""
    return render(request, f"practice/flags/flag.html{part}", {"page": page}, status=status)


def show_too_many(request: LearnerRequest, page: FlagPage, refused: TooMany) -> HttpResponse:
    """HTMX swaps nothing in on 429."""
    page.form.add_error("words", told_too_many(refused))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.htmx else HTTPStatus.TOO_MANY_REQUESTS
    response = show(request, page, status)
    response.headers["Retry-After"] = str(seconds_to_wait(refused))
    return response


def say_sent(request: LearnerRequest, about: Flagged, sent: Flag) -> HttpResponseBase:
    if request.htmx:
        return render(request, "practice/flags/sent.html", {"flag": sent})
    messages.success(request, _("Thank you. A curator will look at it. Their answer will be on Today."))
    return redirect(about.back)


@login_not_required
@require_safe
def flags(request: LearnerRequest) -> HttpResponse:
    """All that one has flagged, with the answers."""
    return render(request, "practice/flags/flags.html", {"flags": all_flags(here(request))})


@login_not_required
@require_POST
def flag_read(request: LearnerRequest, key: str) -> HttpResponseBase:
    """*Got it*: the answers that the page showed are read."""
    question, now = get_object_or_404(Question, key=key, live_revision__isnull=False), timezone.now()
    got_it(learner=request.learner, key=key, seen=shown_until(request, now), now=now)
    return redirect("flags") if question.retired_at else redirect("question", key=key)


def shown_until(request: LearnerRequest, now: datetime) -> datetime:
    """When the newest answer on the page was written; now where the form does not say it."""
    try:
        seen = parse_datetime(request.POST.get("seen", ""))
    except ValueError:
        return now
    return seen if seen and timezone.is_aware(seen) else now
