"""Who did what: the page of all."""

from functools import wraps
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.http import require_safe

from quiz.curation.audit.page import build_audit_page


def routes(model_admin: "admin.ModelAdmin[Any]") -> list[Any]:
    """The address, for those who may change questions."""

    @wraps(who_did_what)
    def curated(request: HttpRequest) -> HttpResponseBase:
        if not model_admin.has_change_permission(request):
            raise PermissionDenied
        return require_safe(who_did_what)(request)

    return [path("audit/", model_admin.admin_site.admin_view(curated), name="audit")]


def who_did_what(request: HttpRequest) -> HttpResponse:
    page = build_audit_page(request.user, request.GET)  # type: ignore[arg-type]
    context = {"audit": page} | admin.site.each_context(request)
    return TemplateResponse(request, "curation/audit/page.html", context)
