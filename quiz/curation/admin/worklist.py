"""The curators' start page, the page of one kind of work, and a question's references to check."""

from typing import Any

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from quiz.bank.models import Question
from quiz.curation.admin.desk import for_curators
from quiz.curation.worklist.references import NotThere, confirm_source, rests_on
from quiz.curation.worklist.start_page import KINDS, build_start_page


def routes(model_admin: "admin.ModelAdmin[Any]") -> list[Any]:
    """The addresses, for those who may change questions."""
    of_one = require_http_methods(["GET", "HEAD", "POST"])(references)
    return [
        path(
            "worklist/<slug:kind>/", for_curators(model_admin, require_safe(all_of_a_kind)), name="work_kind"
        ),
        path("<int:pk>/references/", for_curators(model_admin, of_one), name="quiz_question_references"),
    ]


def start(request: HttpRequest, people: list[Any]) -> TemplateResponse:
    """All that is to do. `people` are the admin's other lists, for who may see them."""
    now = timezone.now()
    today = timezone.localdate(now, request.zone)  # type: ignore[attr-defined]
    page = build_start_page(request.user, now, today)  # type: ignore[arg-type]
    return shown(request, "start", page=page, people=people, today=today)


def all_of_a_kind(request: HttpRequest, kind: str) -> HttpResponse:
    """Every row of one kind."""
    if kind not in KINDS:
        raise Http404
    now = timezone.now()
    today = timezone.localdate(now, request.zone)  # type: ignore[attr-defined]
    return shown(request, "kind", kind=KINDS[kind](request.user, now), today=today)  # type: ignore[arg-type]


def references(request: HttpRequest, pk: int) -> HttpResponse:
    """On which pages of the web the question rests. POST says that one of them is still right."""
    question = get_object_or_404(Question.objects.select_related("section", "live_revision"), pk=pk)
    now = timezone.now()
    today = timezone.localdate(now, request.zone)  # type: ignore[attr-defined]
    if request.method != "POST":
        draft = question.revisions.open().first()
        words = draft or question.live_revision
        sources = rests_on(words, today) if words else []
        return shown(request, "references", question=question, words=words, draft=draft, sources=sources)
    try:
        url = request.POST.get("url", "")
        confirm_source(question=question, url=url, by=request.user, now=now, today=today)  # type: ignore[arg-type]
    except NotThere:
        messages.error(request, _("The question no longer has this reference. Nothing was changed."))
    else:
        messages.success(
            request,
            _(
                "The draft says that it was checked today. Learners see the new date once the draft is published."
            ),
        )
    return redirect("admin:quiz_question_references", pk=pk)


def shown(request: HttpRequest, template: str, **context: Any) -> TemplateResponse:
    context |= admin.site.each_context(request)
    return TemplateResponse(request, f"curation/worklist/{template}.html", context)
