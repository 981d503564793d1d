"""A question's words tried with an answer, and the answer kept as an example of them."""

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST

from quiz.bank.checks.examples import in_a_sentence, turned
from quiz.bank.content import ExampleContent
from quiz.bank.models import Question
from quiz.curation.editing.forms import Editor
from quiz.curation.trying.keeping import NotAnExample, example_of, form_with_example, keep_example
from quiz.curation.trying.tried import try_answer
from quiz.practice.answering.judging import NotOffered

if TYPE_CHECKING:
    from quiz.curation.admin.questions import QuestionAdmin

ROWS = "examples"


def routes(model_admin: "QuestionAdmin") -> list[Any]:
    def tried(request: HttpRequest, question: Question) -> HttpResponse:
        """What the grader says, in a frame; of what was sent, else of what is stored."""
        if request.method != "POST":
            return framed(request, {})
        content, unread = model_admin.stored(question), []
        if "opened" in request.POST:
            editor = Editor(content, request.POST)
            content, unread = editor.content(), list(editor.unread())
        try:
            answer = request.POST.get("trying", "")
            found = try_answer(question, content, answer, timezone.now(), unread=unread)
        except NotOffered:
            return framed(request, {"nothing": True})
        return framed(request, {"tried": found, "page": found.page, "preview": found})

    def keep(request: HttpRequest, question: Question) -> HttpResponse:
        """The answer becomes an example of the draft: with an editor's other words, else alone."""
        try:
            example = example_of(
                request.POST.get("trying", ""), accepted="accepted" in request.POST.get("kept", "")
            )
            return kept(request, question, example)
        except NotAnExample as wrong:
            messages.error(request, _("Not kept: the answer %(says)s.") % {"says": wrong})
            return to_examples(question)

    def kept(request: HttpRequest, question: Question, example: ExampleContent) -> HttpResponse:
        if "opened" in request.POST:
            request.POST = form_with_example(request.POST, example, ROWS)  # type: ignore[assignment]
            saved = model_admin.edit(request, question)
            if saved.status_code != HTTPStatus.FOUND:
                return saved
        else:
            keep_example(question=question, example=example, by=request.user, now=timezone.now())  # type: ignore[arg-type]
            model_admin.log_change(request, question, _("Kept an example."))
        messages.success(request, in_words(question, example))
        return to_examples(question)

    def in_words(question: Question, example: ExampleContent) -> str:
        said = {"answer": in_a_sentence(example.text)}
        words = (
            _("“%(answer)s” is an example of the draft now, kept as accepted.")
            if example.accepted
            else _("“%(answer)s” is an example of the draft now, kept as rejected.")
        ) % said
        turns = any(each.example == example for each in turned(model_admin.stored(question), question.kind))
        disagrees = _("The machine grades it otherwise, so it is listed among the checks.")
        return f"{words} {disagrees}" if turns else words

    views: dict[str, tuple[str, Any]] = {
        "trying": ("trying", xframe_options_sameorigin(csp_replace({"frame-ancestors": [SELF]})(tried))),
        "keep": ("trying/keep", require_POST(keep)),
    }
    return [
        path(f"<int:pk>/{route}/", model_admin.curating(view), name=f"quiz_question_{name}")
        for name, (route, view) in views.items()
    ]


def framed(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    return TemplateResponse(request, "curation/trying/tried.html", context)


def to_examples(question: Question) -> HttpResponseRedirect:
    page = reverse("admin:quiz_question_change", args=[question.pk])
    return redirect(f"{page}#{ROWS}-heading")
