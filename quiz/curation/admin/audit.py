"""Who did what: the page of all."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.http import require_safe

from quiz.curation.admin.desk import for_curators
from quiz.curation.audit.page import build_audit_page


def routes(model_admin: "admin.ModelAdmin[Any]") -> list[Any]:
    """The address, for those who may change questions."""
    return [path("audit/", for_curators(model_admin, require_safe(who_did_what)), name="audit")]


def who_did_what(request: HttpRequest) -> HttpResponse:
    page = build_audit_page(request.user, request.GET)  # type: ignore[arg-type]
    context = {"audit": page} | admin.site.each_context(request)
    return TemplateResponse(request, "curation/audit/page.html", context)
