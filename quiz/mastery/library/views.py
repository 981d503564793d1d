"""The library, its questions and drills; reading an answer, and claiming to know one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from quiz.bank.published import PublishedBank, PublishedQuestion, PublishedSection
from quiz.mastery.library.answers_read import read_answer
from quiz.mastery.library.claiming import nothing_to_claim, question_claim, rests, section_claim
from quiz.mastery.library.drills import build_drill, build_drills
from quiz.mastery.library.library_page import Search, build_library
from quiz.mastery.library.question_page import build_question
from quiz.practice.asking.starting import Focus, NothingToAsk, start_session
from quiz.practice.log.learners import remember
from quiz.practice.people.being_told import be_told
from quiz.practice.people.middleware import LearnerRequest, here


@login_not_required
@require_safe
def library(request: LearnerRequest, section: str | None = None) -> HttpResponse:
    """Questions by section, or those that match."""
    situation = here(request)
    search = Search.sent(request.GET.get("q", ""), request.GET.get("state", ""))
    page = build_library(
        situation, search, timezone.now(), section_of(situation.bank, section) if section else None
    )
    return render(request, "library/library.html" + ("#found" if request.htmx else ""), {"page": page})


def section_of(bank: PublishedBank, slug: str) -> PublishedSection:
    for section in bank.sections:
        if section.slug == slug and section.keys:
            return section
    raise Http404


@login_not_required
@require_safe
def question(request: LearnerRequest, key: str) -> HttpResponse:
    """One question; its answer only where it was read today."""
    situation = here(request)
    page = build_question(situation, published(situation.bank, key), timezone.now())
    return render(request, "library/question.html", {"page": page})


@login_not_required
@require_safe
def drills(request: LearnerRequest) -> HttpResponse:
    """Incident and design drills."""
    return render(request, "library/drills.html", {"items": build_drills()})


@login_not_required
@require_safe
def drill(request: LearnerRequest, drill: str) -> HttpResponse:
    """One drill, its rubric folded."""
    return render(request, "library/drill.html", {"page": build_drill(here(request).bank, drill)})


def published(bank: PublishedBank, key: str) -> PublishedQuestion:
    try:
        return bank.questions[key]
    except KeyError:
        raise Http404 from None


@login_not_required
@require_POST
def question_read(request: LearnerRequest, key: str) -> HttpResponseBase:
    """Show the answer, and ask the question no more today."""
    published(here(request).bank, key)
    learner = read_answer(learner=request.learner, key=key, now=timezone.now(), zone=request.zone)
    remember(request, learner)
    return redirect("question", key=key)


@login_not_required
@require_POST
def question_told(request: LearnerRequest, key: str) -> HttpResponseBase:
    """*Got it*: the learner knows what changed in the answer."""
    published(here(request).bank, key)
    be_told(learner=request.learner, key=key, now=timezone.now(), zone=request.zone)
    return redirect("question", key=key)


@login_not_required
@require_POST
def claim_question(request: LearnerRequest, key: str) -> HttpResponseBase:
    """*I know this*: ask the question once, unaided."""
    question = published(here(request).bank, key)
    try:
        return ask_claimed(request, question_claim(question))
    except NothingToAsk:
        messages.info(request, rests())
        return redirect("question", key=key)


@login_not_required
@require_POST
def claim_section(request: LearnerRequest, section: str) -> HttpResponseBase:
    """*I know this*: ask each question of the section that was not met yet once, unaided."""
    situation = here(request)
    claimed = section_of(situation.bank, section)
    try:
        return ask_claimed(request, section_claim(situation, claimed, timezone.now()))
    except NothingToAsk:
        messages.info(request, nothing_to_claim(situation, claimed))
        return redirect("library-section", section=section)


def ask_claimed(request: LearnerRequest, focus: Focus) -> HttpResponseBase:
    started = start_session(learner=request.learner, focus=focus, now=timezone.now(), zone=request.zone)
    remember(request, started.learner)
    return redirect(started.prompt)
