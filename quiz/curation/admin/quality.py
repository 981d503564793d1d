"""The quality queue, and saying that a reason to look is none."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from quiz.bank.models import Question
from quiz.curation.admin.desk import for_curators
from quiz.curation.editing.forms import ReasonForm
from quiz.curation.quality.beside import COMMAND
from quiz.curation.quality.dismissing import NoSuchReason, dismiss, standing_reasons
from quiz.curation.quality.queue import queue_page


class DismissForm(ReasonForm):
    """Why a reason to look at a question is none."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["why"].help_text = gettext_lazy("Curators see it on the page of the question.")


def routes(model_admin: "admin.ModelAdmin[Any]") -> list[Any]:
    """The addresses, for those who may change questions."""
    return [
        path("quality/", for_curators(model_admin, require_safe(queue)), name="quality"),
        path("<int:pk>/dismiss/", for_curators(model_admin, dismissing), name="quality_dismiss"),
    ]


def queue(request: HttpRequest) -> HttpResponse:
    """Every reason, or those of one kind."""
    page = queue_page(request.GET.get("reason", ""))
    return shown(request, "queue", page=page, command=COMMAND)


def dismissing(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks why the reason that the address names is none. POST says so."""
    reason, slug = request.GET.get("reason", ""), request.GET.get("slug", "")
    questions = Question.objects.select_related("section", "live_revision")
    question = get_object_or_404(questions, pk=pk)
    standing = standing_reasons(question)
    found = next((one for one in standing if (one.reason, one.slug) == (reason, slug)), None)
    form = DismissForm(request.POST if request.method == "POST" else None, label_suffix="")
    if found is None:
        return gone(request, question)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return shown(request, "dismiss", status, question=question, found=found, form=form)
    try:
        dismiss(
            question=question,
            reason=reason,
            slug=slug,
            why=form.cleaned_data["why"],
            by=request.user,  # type: ignore[arg-type]
            now=timezone.now(),
        )
    except NoSuchReason:
        return gone(request, question)
    messages.success(
        request, _("Dismissed. It comes back if the words change or the figure gets clearly worse.")
    )
    return redirect("admin:quiz_question_change", pk=pk)


def gone(request: HttpRequest, question: Question) -> HttpResponse:
    messages.info(request, _("Nothing was changed: this is no longer in the queue."))
    return redirect("admin:quiz_question_change", pk=question.pk)


def shown(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    context |= admin.site.each_context(request)
    return TemplateResponse(request, f"curation/quality/{template}.html", context, status=status)
