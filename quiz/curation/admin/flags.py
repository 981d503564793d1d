"""Flags in the admin: all that wait, and one question's, to be answered."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quiz.bank.models import Question
from quiz.curation.admin.desk import for_curators
from quiz.curation.flags.answering import FlaggedAgain, FlagsMoved, NothingPublished, answer_flags, take_back
from quiz.curation.flags.flagged_page import FlaggedPage, build_flagged_page
from quiz.curation.flags.forms import AnswerForm, ChosenForm
from quiz.curation.flags.waiting import open_rows, unread_answers
from quiz.practice.flags.models import Flag

if TYPE_CHECKING:
    from quiz.curation.admin.questions import QuestionAdmin


def routes(model_admin: "QuestionAdmin") -> list[Any]:
    """The addresses, for those who may change questions."""
    one = require_http_methods(["GET", "HEAD", "POST"])(flags)
    back = require_POST(taken_back)
    return [
        path("flags/", for_curators(model_admin, require_safe(all_flags)), name="flags"),
        path("<int:pk>/flags/", model_admin.curating(one), name="quiz_question_flags"),
        path("<int:pk>/flags/take-back/", model_admin.curating(back), name="quiz_question_flags_back"),
    ]


def all_flags(request: HttpRequest) -> HttpResponse:
    """Every question with an open flag, and answers that nobody has read yet."""
    context = {"rows": open_rows(), "unread": unread_answers(), **admin.site.each_context(request)}
    return TemplateResponse(request, "curation/flags/all.html", context)


def flags(request: HttpRequest, question: Question) -> HttpResponseBase:
    """One question's flags. POST answers those that are chosen; with `correct`, an answer is given anew."""
    correcting = number(request.GET.get("correct", ""))
    page = build_flagged_page(question, correcting)
    if request.method != "POST":
        return show(request, page, new_form(page))
    form = AnswerForm(request.POST, label_suffix="")
    if not form.is_valid():
        return show(request, page, form, 422)
    try:
        answered = answer_flags(
            question=question,
            chosen=form.cleaned_data["flags"],
            outcome=Flag.Outcome(form.cleaned_data["outcome"]),
            answer=form.cleaned_data["answer"],
            by=request.user,  # type: ignore[arg-type]
            now=timezone.now(),
        )
    except NothingPublished:
        form.add_error("outcome", nothing_published())
        return show(request, page, form, 422)
    except FlagsMoved:
        return show_moved(request, question, form)
    messages.success(request, answered_words(len(answered)))
    return to_flags(question)


def number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 19 else None


def new_form(page: FlaggedPage) -> AnswerForm:
    """Empty, or with the answer that is to be corrected."""
    initial = {}
    if page.correcting:
        initial = {"outcome": page.correcting.first.outcome, "answer": page.correcting.first.answer}
    return AnswerForm(initial=initial, label_suffix="")


def show(
    request: HttpRequest, page: FlaggedPage, form: AnswerForm, status: int = 200, refused: str = ""
) -> HttpResponse:
    chosen = set(request.POST.getlist("flags")) if form.is_bound and not refused else None
    context = {
        "page": page,
        "question": page.question,
        "form": form,
        "listed": [(told, chosen is None or told.value in chosen) for told in page.listed],
        "refused": refused,
        **admin.site.each_context(request),
    }
    return TemplateResponse(request, "curation/flags/question.html", context, status=status)


def show_moved(request: HttpRequest, question: Question, form: AnswerForm) -> HttpResponse:
    """As it is now, with what was written: to answer what still waits, else to correct the answer given meanwhile."""
    page = build_flagged_page(question)
    if not page.open:
        page = build_flagged_page(question, min(form.cleaned_data["flags"]))
    return show(request, page, form, 409, moved())


def nothing_published() -> str:
    return _(
        "The words they flagged are still live. Edit the question and publish it first, or choose another outcome."
    )


def moved() -> str:
    return _(
        "The flags changed while you wrote: another curator answered, or a learner read the answer or reworded a flag. "
        "Your answer was not sent; it is below if something is left to answer."
    )


def answered_words(count: int) -> str:
    return ngettext(
        "Answered. The learner will read it on Today.",
        "Answered %(count)d flags. The learners will read it on Today.",
        count,
    ) % {"count": count}


def taken_back(request: HttpRequest, question: Question) -> HttpResponseBase:
    """The flags wait again, if nobody has read the answer."""
    form = ChosenForm(request.POST)
    try:
        if form.is_valid():
            take_back(
                question=question,
                chosen=form.cleaned_data["flags"],
                by=request.user,  # type: ignore[arg-type]
                now=timezone.now(),
            )
            messages.success(request, _("The answer was taken back. The flags wait again."))
    except FlagsMoved:
        messages.error(request, _("This answer was read or changed meanwhile, so it stays."))
    except FlaggedAgain:
        messages.error(
            request,
            _("A learner has flagged the question again since, so the answer stays. Correct it instead."),
        )
    return to_flags(question)


def to_flags(question: Question) -> HttpResponseBase:
    return redirect(reverse("admin:quiz_question_flags", args=[question.pk]))
