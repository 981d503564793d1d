"""Practising: asking, answering, revealing, taking back."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect, push_url, reselect, retarget

from accounts.entrance.carrying import form_data, taken, written_here
from accounts.entrance.next_page import is_page_of_ours
from accounts.signed_out import ask_to_sign_in
from quiz.bank.models import Question
from quiz.bank.published import published_bank
from quiz.practice.answering import correcting
from quiz.practice.answering.answering import NotCurrent, record_answer
from quiz.practice.answering.judging import NotOffered
from quiz.practice.answering.responses import Response
from quiz.practice.answering.revealing import hint, reveal
from quiz.practice.answering.skipping import skip
from quiz.practice.asking.asked import Asked, asked_prompt
from quiz.practice.asking.current import current_prompt, is_stale
from quiz.practice.asking.starting import can_go_on, continue_session
from quiz.practice.log.learners import bank_stamp, remember
from quiz.practice.models import Grade, PracticeSession, Prompt
from quiz.practice.pages.feedback_page import feedback_after, feedback_again
from quiz.practice.pages.forms import PlanForm
from quiz.practice.pages.not_open import build_not_open
from quiz.practice.pages.prompt_page import build_asking
from quiz.practice.pages.theirs_or_sign_in import is_anothers_form, theirs_or_sign_in
from quiz.practice.people import planning
from quiz.practice.people.middleware import LearnerRequest, here
from quiz.practice.people.starring import star
from quiz.practice.remembering.situation import plan_of


def refusals_told(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For the pages of one prompt: says of an act that was refused what happened, and what to do."""

    @theirs_or_sign_in
    @wraps(view)
    def told(request: LearnerRequest, prompt_id: UUID) -> HttpResponseBase:
        try:
            return view(request, prompt_id)
        except NotOffered:
            return show(request, find(request, prompt_id), error=not_offered())
        except NotCurrent:
            return not_open(request, find(request, prompt_id), timezone.now())

    return told


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_told
def prompt(request: LearnerRequest, prompt_id: UUID) -> HttpResponseBase:
    """The question, or its feedback once it is answered. POST answers."""
    if request.method == "POST":
        return answer(request, prompt_id)
    return show(request, find(request, prompt_id))


def find(request: LearnerRequest, prompt_id: UUID) -> Asked:
    return asked_prompt(request.learner, prompt_id)


def answer(request: LearnerRequest, prompt_id: UUID) -> HttpResponseBase:
    now = timezone.now()
    answered = record_answer(
        learner=request.learner,
        prompt_id=prompt_id,
        response=Response.sent(request.POST),
        now=now,
        zone=request.zone,
    )
    taken(request, now)
    if not request.htmx:
        return redirect(answered.prompt)
    page = (
        feedback_again(answered.situation, answered.asked, now=now, repeated=True)
        if answered.repeated
        else None
    )
    return render(request, "practice/feedback.html#run", {"page": page or feedback_after(answered, now=now)})


def not_offered() -> str:
    return _("That answer was not one of those offered. Nothing was saved. Choose one below.")


def show(request: LearnerRequest, asked: Asked, error: str = "") -> HttpResponseBase:
    """The page, or its part that HTMX swaps, in the state that this prompt is in."""
    now = timezone.now()
    situation = here(request)
    part = "#run" if request.htmx else ""
    if asked.review:
        more = "more" in request.GET
        page = feedback_again(situation, asked, now=now, more=more)
        part = "#more" if more and part else part
        return render(request, f"practice/feedback.html{part}", {"page": page})
    sent = written_here(request, now)
    session = asked.prompt.session
    if sent and not asked.is_current:
        return not_open(request, asked, now)
    if not sent and (
        not asked.is_current or session.has_ended or is_stale(request.learner, asked.prompt, now)
    ):
        return to_session(request, session)
    asking = build_asking(situation, asked, now=now, error=error, sent=sent)
    return render(request, f"practice/prompt.html{part}", {"page": asking}, status=422 if error else 200)


def not_open(request: LearnerRequest, asked: Asked, now: datetime) -> HttpResponse:
    """The last word about what was sent: nothing is recorded for this prompt any more. It is shown to be copied."""
    page = build_not_open(asked, written_here(request, now))
    template = "practice/not_open.html" + ("#run" if request.htmx else "")
    return render(request, template, {"page": page}, status=409 if request.method == "POST" else 200)


def to_session(request: LearnerRequest, session: PracticeSession) -> HttpResponseBase:
    """To where the session stands now."""
    address = session.get_absolute_url()
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


@login_not_required
@require_POST
@refusals_told
def prompt_reveal(request: LearnerRequest, prompt_id: UUID) -> HttpResponseBase:
    """Show the model answer, to be graded by the learner."""
    asked = reveal(
        learner=request.learner,
        prompt_id=prompt_id,
        words=request.POST.get("text", ""),
        now=timezone.now(),
        zone=request.zone,
    )
    return show(request, asked) if request.htmx else redirect(asked.prompt)


@login_not_required
@require_POST
@refusals_told
def prompt_hint(request: LearnerRequest, prompt_id: UUID) -> HttpResponseBase:
    """Show the hint; what was chosen or written stays on the page, of which HTMX swaps the hint alone."""
    asked = hint(learner=request.learner, prompt_id=prompt_id, now=timezone.now(), zone=request.zone)
    shown = show(request, asked)
    return shown if asked.review else reselect(retarget(shown, "#hint"), "#hint")


@login_not_required
@require_POST
@refusals_told
def prompt_skip(request: LearnerRequest, prompt_id: UUID) -> HttpResponseBase:
    """Pass the question by. The next one, or where the session stands; what was answered meanwhile is shown."""
    now = timezone.now()
    skipped = skip(learner=request.learner, prompt_id=prompt_id, now=now, zone=request.zone)
    if skipped.following:
        return to_prompt(request, skipped.following)
    if not skipped.asked.review:
        return to_session(request, skipped.asked.prompt.session)
    page = feedback_again(here(request), skipped.asked, now=now, repeated=True)
    return render(request, "practice/feedback.html" + ("#run" if request.htmx else ""), {"page": page})


def to_prompt(request: LearnerRequest, following: Prompt) -> HttpResponseBase:
    """To the question that was asked just now."""
    if not request.htmx:
        return redirect(following)
    return push_url(show(request, find(request, following.pk)), following.get_absolute_url())


@login_not_required
@require_POST
@refusals_told
def prompt_undo(request: LearnerRequest, prompt_id: UUID) -> HttpResponseBase:
    """Take back the answer to this prompt, if it was the latest, and ask the question again."""
    try:
        corrected = correcting.undo(
            learner=request.learner, prompt_id=prompt_id, now=timezone.now(), zone=request.zone
        )
    except correcting.UndoneBefore as before:
        asked = find(request, prompt_id)
        return to_prompt(request, before.again) if before.again else to_session(request, asked.prompt.session)
    except correcting.NotTheLatest:
        messages.info(request, _("Only the latest answer can be taken back. Nothing was changed."))
        return to_session(request, find(request, prompt_id).prompt.session)
    if corrected.again is None:
        return to_session(request, corrected.correction.review.prompt.session)
    return to_prompt(request, corrected.again)


@login_not_required
@require_POST
@refusals_told
def prompt_overrule(request: LearnerRequest, prompt_id: UUID) -> HttpResponseBase:
    """“I was right”: count the machine-graded answer, if it was the latest, as known."""
    try:
        correcting.overrule(
            learner=request.learner,
            prompt_id=prompt_id,
            grade=Grade.KNEW,
            now=timezone.now(),
            zone=request.zone,
        )
    except (correcting.NotTheLatest, correcting.NotMachineGraded):
        messages.info(
            request, _("“I was right” works for your latest typed answer only. Nothing was changed.")
        )
    asked = find(request, prompt_id)
    return show(request, asked) if request.htmx else redirect(asked.prompt)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def practice_session(request: LearnerRequest, session_id: UUID) -> HttpResponseBase:
    """Where a session stands: its question, or a button to go on. POST goes on, with a new question if need be."""
    session = get_object_or_404(request.learner.sessions, pk=session_id)
    now = timezone.now()
    asked = (
        continue_session(learner=request.learner, session=session, now=now, zone=request.zone)
        if request.method == "POST"
        else current_prompt(request.learner, session, now)
    )
    if asked is not None:
        return redirect(asked)
    if session.has_ended:
        return redirect("practice-summary", session_id=session.pk)
    exhausted = request.method == "POST" or not can_go_on(here(request), session, now)
    return render(request, "practice/session.html", {"session": session, "exhausted": exhausted})


@login_not_required
@require_POST
def question_star(request: LearnerRequest, key: str) -> HttpResponseBase:
    """Set (`on=1`) or take away (`on=0`) the star."""
    question = get_object_or_404(Question.objects.published(), key=key)
    mark = star(learner=request.learner, question=question, on=request.POST.get("on") == "1")
    remember(request, mark.learner)
    if request.htmx:
        return render(
            request,
            "practice/star.html",
            {"key": key, "starred": mark.starred, "back": request.POST.get("next", "")},
        )
    back = request.POST.get("next", "")
    return redirect(back) if is_page_of_ours(back) else redirect("question", key=key)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: LearnerRequest) -> HttpResponseBase:
    """When the interview is, minutes a day, days off, and what the job asks of each section."""
    if is_anothers_form(request):
        return ask_to_sign_in(request, page=request.path, has_owner=True)
    learner, now = request.learner, timezone.now()
    today, sections = timezone.localdate(now, request.zone), published_bank(bank_stamp(learner)).sections
    form = PlanForm(form_data(request, now), instance=plan_of(learner), today=today, sections=sections)
    if request.method == "POST" and form.is_valid():
        kept = planning.set_plan(learner=learner, today=today, **form.cleaned_data)
        taken(request, now)
        remember(request, kept.learner)
        messages.success(request, _("Plan saved."))
        return redirect("today")
    return render(request, "practice/plan.html", {"form": form}, status=422 if form.errors else 200)


@login_not_required
@require_POST
def plan_afterwards(request: LearnerRequest) -> HttpResponseBase:
    """From the interview on: `choice` is `keep` (go on without a date) or `rest`. Before that it changes nothing."""
    if is_anothers_form(request):
        return ask_to_sign_in(request, has_owner=False)
    acts = {"keep": planning.keep_alive, "rest": planning.rest}
    act = acts.get(request.POST.get("choice", ""))
    if act is None:
        raise Http404
    act(learner=request.learner, now=timezone.now(), zone=request.zone)
    return redirect("today")
