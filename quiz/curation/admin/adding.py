"""A new question, its key, and its going while nothing points to it."""

from collections.abc import Callable
from functools import partial, wraps
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from quiz.bank.editing.adding import (
    KeyTaken,
    PointedTo,
    add_question,
    change_key,
    delete_question,
    is_pointed_to,
)
from quiz.bank.editing.publishing import SavedMeanwhile
from quiz.bank.models import Question, Section
from quiz.curation.adding.forms import KeyForm, NewForm
from quiz.curation.editing.meanwhile import moved
from quiz.curation.editing.question_page import build_question_page
from quiz.practice.asked_lately.models import LONGEST_LINE

if TYPE_CHECKING:
    from quiz.curation.admin.questions import QuestionAdmin

View = Callable[..., HttpResponseBase]


def routes(admin: "QuestionAdmin") -> list[Any]:
    """The addresses, for those who may change questions."""

    @wraps(new)
    def curated(request: HttpRequest) -> HttpResponseBase:
        if not admin.has_change_permission(request):
            raise PermissionDenied
        return new(admin, request)

    key = admin.curating(partial(change, admin))
    return [
        path("new/", admin.admin_site.admin_view(curated), name="quiz_question_new"),
        path("<int:pk>/key/", key, name="quiz_question_key"),
    ]


def new(admin: "QuestionAdmin", request: HttpRequest) -> HttpResponse:
    """What a new question needs; `text` of the address is its first words. POST makes it, and leads to its draft."""
    section = Section.objects.filter(slug=request.GET.get("section", "")).first()
    first = {"section": section, "text": request.GET.get("text", "")[:LONGEST_LINE]}
    form = NewForm(request.POST if request.method == "POST" else None, initial=first, label_suffix="")
    if form.is_valid():
        try:
            question = add_question(
                **form.cleaned_data,
                by=request.user,  # type: ignore[arg-type]
                now=timezone.now(),
            )
        except KeyTaken as taken:
            form.refuse(taken)
        else:
            return to_draft(admin, request, question)
    return shown(admin, request, "new", status=422 if form.is_bound else 200, form=form)


def to_draft(admin: "QuestionAdmin", request: HttpRequest, question: Question) -> HttpResponse:
    words = _("Made, with the key “%(key)s”. Learners do not see it until it is published.")
    messages.success(request, words % {"key": question.key})
    return admin.to_question(question)


def change(admin: "QuestionAdmin", request: HttpRequest, question: Question) -> HttpResponse:
    """The key of a question to which nothing points. POST changes it."""
    old = question.key
    form = KeyForm(request.POST if request.method == "POST" else None, initial={"key": old}, label_suffix="")
    is_fixed = is_pointed_to(question)
    if form.is_valid() and not is_fixed:
        try:
            change_key(
                question=question,
                key=form.cleaned_data["key"],
                by=request.user,  # type: ignore[arg-type]
                now=timezone.now(),
            )
        except KeyTaken as taken:
            form.refuse(taken)
        except PointedTo:
            is_fixed = True
        else:
            words = _("The key is “%(key)s” now.") % form.cleaned_data
            messages.success(request, words)
            return admin.to_question(question)
    status = 422 if form.is_bound else 200
    return shown(admin, request, "key", status=status, form=form, question=question, is_fixed=is_fixed)


def delete(admin: "QuestionAdmin", request: HttpRequest, question: Question) -> HttpResponse:
    """Of a question that was never published, the draft is all there is. POST deletes both."""
    page, is_fixed, refused = build_question_page(question), is_pointed_to(question), ""
    if request.method == "POST" and not is_fixed:
        try:
            delete_question(
                question=question,
                seen=request.POST.get("seen", ""),
                by=request.user,  # type: ignore[arg-type]
                now=timezone.now(),
            )
        except SavedMeanwhile:
            refused, page = moved(_("Nothing was discarded.")), build_question_page(question)
        except PointedTo:
            is_fixed = True
        else:
            messages.success(request, _("The draft is discarded, and the question with it."))
            return redirect("admin:quiz_question_changelist")
    status = 409 if request.method == "POST" else 200
    context = {"question": question, "page": page, "is_fixed": is_fixed, "refused": refused}
    return shown(admin, request, "delete", status=status, **context)


def shown(
    admin: "QuestionAdmin", request: HttpRequest, template: str, *, status: int, **context: Any
) -> HttpResponse:
    context |= {"opts": admin.opts, **admin.admin_site.each_context(request)}
    return TemplateResponse(request, f"curation/adding/{template}.html", context, status=status)
