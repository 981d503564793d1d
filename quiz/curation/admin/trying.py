"""A question's words tried with an answer, and the answer kept as an example of them."""

from collections.abc import Sequence
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST

from quiz.bank.checks.examples import Turned, in_a_sentence, turned
from quiz.bank.models import Question
from quiz.bank.revisions.content import ExampleContent
from quiz.curation.editing.forms import Editor
from quiz.curation.trying.keeping import NotAnExample, example_of, form_with_example, keep_example
from quiz.curation.trying.tried import try_answer
from quiz.practice.answering.judging import NotOffered

if TYPE_CHECKING:
    from quiz.curation.admin.questions import QuestionAdmin

ROWS = "examples"
"""Prefix of the editor's rows."""


def routes(model_admin: "QuestionAdmin") -> list[Any]:
    """The addresses, for those who may change questions."""
    framed = csp_replace({"frame-ancestors": [SELF]})
    views: dict[str, tuple[str, Any]] = {
        "trying": ("trying", xframe_options_sameorigin(framed(partial(tried, model_admin)))),
        "keep": ("trying/keep", require_POST(partial(keep, model_admin))),
    }
    return [
        path(f"<int:pk>/{route}/", model_admin.curating(view), name=f"quiz_question_{name}")
        for name, (route, view) in views.items()
    ]


def tried(model_admin: "QuestionAdmin", request: HttpRequest, question: Question) -> HttpResponse:
    """What the grader says, in a frame; of the words that were sent, else of those that are stored."""
    if request.method != "POST":
        return shown(request)
    content, unread = model_admin.stored(question), []
    if "opened" in request.POST:
        editor = Editor(content, request.POST)
        content, unread = editor.content(), list(editor.unread())
    try:
        answer = request.POST.get("trying", "")
        found = try_answer(question, content, answer, timezone.now(), unread=unread)
    except NotOffered:
        return shown(request, nothing=True)
    return shown(request, tried=found, page=found.page, preview=found)


def shown(request: HttpRequest, **context: Any) -> HttpResponse:
    return TemplateResponse(request, "curation/trying/tried.html", context)


def keep(model_admin: "QuestionAdmin", request: HttpRequest, question: Question) -> HttpResponse:
    """The answer becomes an example of the draft: with an editor's other words, else alone."""
    try:
        accepted = request.POST.get("kept") == "accepted"
        example = example_of(request.POST.get("trying", ""), accepted=accepted)
        saved = save(model_admin, request, question, example)
    except NotAnExample as wrong:
        return refuse(model_admin, request, question, wrong)
    if saved.status_code == HTTPStatus.FOUND:
        messages.success(request, in_words(example, turned(model_admin.stored(question), question.kind)))
    return saved


def save(
    model_admin: "QuestionAdmin", request: HttpRequest, question: Question, example: ExampleContent
) -> HttpResponse:
    """Raises `NotAnExample`."""
    if "opened" in request.POST:
        request.POST = form_with_example(request.POST, example, ROWS)  # type: ignore[assignment]
        return model_admin.edit(request, question)
    keep_example(question=question, example=example, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    return model_admin.to_question(question)


def refuse(
    model_admin: "QuestionAdmin", request: HttpRequest, question: Question, wrong: NotAnExample
) -> HttpResponse:
    """The page as it was sent, so that no word of an editor is lost."""
    messages.error(request, _("Not kept: the answer %(says)s.") % {"says": wrong})
    if "opened" not in request.POST:
        return model_admin.to_question(question)
    editor = Editor(model_admin.stored(question), request.POST)
    return model_admin.show(request, question, editor, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def in_words(example: ExampleContent, turned: Sequence[Turned]) -> str:
    words = (
        _("“%(answer)s” is an example of the draft now, kept as accepted.")
        if example.accepted
        else _("“%(answer)s” is an example of the draft now, kept as rejected.")
    ) % {"answer": in_a_sentence(example.text)}
    if not any(each.example == example for each in turned):
        return words
    return f"{words} {_('The machine grades it otherwise, so it is listed among the checks.')}"
