"""What one knows: mastery, the end of a session, the library and its questions."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.html import escape
from django.views.decorators.http import require_POST, require_safe

from quiz.bank.published import PublishedBank, PublishedQuestion, PublishedSection
from quiz.mastery.details.details_page import build_details
from quiz.mastery.library.answers_read import read_answer
from quiz.mastery.library.claiming import nothing_to_claim, question_claim, rests, section_claim
from quiz.mastery.library.drills import build_drill, build_drills
from quiz.mastery.library.library_page import Search, build_library
from quiz.mastery.library.question_page import build_question
from quiz.mastery.mastery_page import build_mastery
from quiz.mastery.readiness.daily_forecasts import keep_day
from quiz.mastery.readiness.how_ready import readiness_of
from quiz.mastery.readiness.outlook import outlook_of
from quiz.mastery.readiness.plan_forecast import reckon_once_a_day
from quiz.mastery.summary.summary_page import build_summary
from quiz.practice.asking.ending import end_session
from quiz.practice.asking.starting import Focus, NothingToAsk, start_session
from quiz.practice.log.learners import remember
from quiz.practice.models import PracticeSession
from quiz.practice.people.being_told import be_told
from quiz.practice.people.middleware import LearnerRequest, here


@login_not_required
@require_safe
def mastery(request: LearnerRequest) -> HttpResponse:
    """What the learner knows. `as=table` shows the mosaic as a table."""
    page = build_mastery(here(request), timezone.now())
    return render(
        request, "mastery/mastery.html", {"page": page, "as_table": request.GET.get("as") == "table"}
    )


@login_not_required
@require_safe
def details(request: LearnerRequest) -> HttpResponse:
    """When one practised, what is coming, and how right the forecasts were."""
    page = build_details(here(request), timezone.now())
    return render(request, "mastery/details/details.html", {"page": page})


@login_not_required
@require_safe
def forecast(request: LearnerRequest) -> HttpResponse:
    """What a page says of the day, with the forecast where it can be had at once; nothing before ten answers."""
    situation, now = here(request), timezone.now()
    readiness = readiness_of(situation, now)
    if readiness.expected is None:
        return HttpResponse(status=204)
    reckon_once_a_day(situation, now)
    outlook = outlook_of(situation, readiness, now)
    return HttpResponse(escape(f"{readiness.without_practice} {outlook.sentence}".strip()))


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
    return render(request, "mastery/summary.html", {"page": page})


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
