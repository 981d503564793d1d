"""What people were asked in interviews and the bank lacks: make a question of it, or set it aside."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from quiz.curation.admin.desk import for_curators
from quiz.curation.asked.lines import NoSuchLine, lines_waiting, set_aside


def routes(model_admin: "admin.ModelAdmin[Any]") -> list[Any]:
    """The address, for those who may change questions."""
    view = require_http_methods(["GET", "HEAD", "POST"])(asked_lines)
    return [path("asked/", for_curators(model_admin, view), name="asked_lines")]


def asked_lines(request: HttpRequest) -> HttpResponse:
    """Every line. POST sets one aside."""
    if request.method == "POST":
        return aside(request)
    context = {"lines": lines_waiting()} | admin.site.each_context(request)
    return TemplateResponse(request, "curation/asked/lines.html", context)


def aside(request: HttpRequest) -> HttpResponse:
    try:
        set_aside(words=request.POST.get("words", ""), by=request.user, now=timezone.now())  # type: ignore[arg-type]
    except NoSuchLine:
        messages.error(request, _("This line is no longer here. Nothing was changed."))
    else:
        messages.success(request, _("Set aside. If people write it again, it comes back."))
    return redirect("admin:asked_lines")
