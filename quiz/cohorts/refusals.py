"""What is answered where a cohort is archived and something of it was to be changed."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from quiz.cohorts.models import CohortArchived


class RefuseWhileArchived:
    """Answers to `CohortArchived`, from whichever view or act: nothing was changed, and how it can be."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, CohortArchived):
            return None
        context = {"cohort": error.cohort, "sent": request.method == "POST"}
        response = render(request, "cohorts/archived.html", context, status=409)
        if "HX-Request" in request.headers:
            response.headers["HX-Refresh"] = "true"  # the whole page says it, and not a part of it
        return response
