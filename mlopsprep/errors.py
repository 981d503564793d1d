"""Error pages: what happened, what was kept, what to do."""

import logging
import sys

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template import loader

from accounts.signed_out import page_before, sign_in_once_more
from database import missing

logger = logging.getLogger(__name__)
RETRY_AFTER_SECONDS = "30"


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """The form's token was missing or old: nothing was recorded, and the page can be opened again."""
    return sign_in_once_more(request) or render(request, "403_csrf.html", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Whoever is signed out may sign in and come back: to them it may be there."""
    return render(request, "404.html", {"back": page_before(request)}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Needs no session and no database, which may be what failed."""
    error = sys.exc_info()[1]
    if error is not None and missing.is_missing(error):
        logger.error(missing.in_words(error))
        page = loader.render_to_string("503.html")
        return HttpResponse(page, status=503, headers={"Retry-After": RETRY_AFTER_SECONDS})
    return HttpResponse(loader.render_to_string("500.html"), status=500)
