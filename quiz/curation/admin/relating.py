"""A question's relations: added and removed on pages of their own, seen on the question's."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from quiz.bank.editing.relating import NotRelatable, RelatedNoMore, Side, relate, relations_of, unrelate
from quiz.bank.models import Question, Relation
from quiz.curation.relating.forms import RelateForm, UnrelateForm
from quiz.curation.relating.panel import build_panel

View = Callable[..., HttpResponseBase]

if TYPE_CHECKING:
    from quiz.curation.admin.questions import QuestionAdmin


def routes(admin: "QuestionAdmin") -> list[Any]:
    """The addresses, for those who may change questions."""
    views: dict[str, tuple[str, View]] = {
        "relations/": ("relations", relations),
        "relations/<int:relation_pk>/remove/": ("unrelate", remove),
    }
    return [
        path(f"<int:pk>/{route}", admin.curating(partial(view, admin)), name=f"quiz_question_{name}")
        for route, (name, view) in views.items()
    ]


def relations(admin: "QuestionAdmin", request: HttpRequest, question: Question) -> HttpResponse:
    """All that relates to the question. POST adds one."""
    if request.method != "POST":
        return shown(admin, request, question, "relations", panel=build_panel(question))
    form = RelateForm(question, request.POST, label_suffix="")
    if form.is_valid() and try_relate(request, question, form):
        messages.success(
            request, _("The two are related. Whoever practises from now on is asked accordingly.")
        )
        return admin.to_question(question)
    return shown(admin, request, question, "relations", status=422, panel=build_panel(question, form))


def try_relate(request: HttpRequest, question: Question, form: RelateForm) -> bool:
    sent = form.cleaned_data
    try:
        relate(
            question=question,
            side=Side(sent["side"]),
            other=sent["other"],
            by=request.user,  # type: ignore[arg-type]
            why=sent["why"],
            now=timezone.now(),
        )
    except NotRelatable as refused:
        form.refuse(refused)
    return not form.errors


def remove(
    admin: "QuestionAdmin", request: HttpRequest, question: Question, relation_pk: int
) -> HttpResponse:
    """Asks before a relation goes. POST removes it."""
    related = next((each for each in relations_of(question) if each.relation.pk == relation_pk), None)
    if related is None:
        return gone(admin, request, question)
    form = UnrelateForm(request.POST if request.method == "POST" else None, label_suffix="")
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return shown(admin, request, question, "remove", status=status, related=related, form=form)
    relation = get_object_or_404(Relation.objects.select_related("question", "to"), pk=relation_pk)
    try:
        unrelate(
            relation=relation,
            by=request.user,  # type: ignore[arg-type]
            why=form.cleaned_data["why"],
            now=timezone.now(),
        )
    except RelatedNoMore:
        return gone(admin, request, question)
    messages.success(request, _("The two are related no more."))
    return admin.to_question(question)


def gone(admin: "QuestionAdmin", request: HttpRequest, question: Question) -> HttpResponse:
    messages.info(request, _("That relation was removed already."))
    return admin.to_question(question)


def shown(
    admin: "QuestionAdmin",
    request: HttpRequest,
    question: Question,
    template: str,
    *,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    context |= {"question": question, "opts": admin.opts, **admin.admin_site.each_context(request)}
    return TemplateResponse(request, f"curation/relating/{template}.html", context, status=status)
