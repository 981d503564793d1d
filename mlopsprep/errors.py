"""Error pages: what happened, what was saved, what to do. None promises what nobody knows."""

import logging
import sys
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.exceptions import MiddlewareNotUsed
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotFound
from django.shortcuts import render
from django.template import loader

from accounts.signed_out import page_before, sign_in_once_more
from database import heartbeat, missing
from database.failing import Failure, failure_of, may_have_written
from mlopsprep.sending_again import sent_by
from quiz.practice.log.step import Busy

logger = logging.getLogger(__name__)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """The form's token was missing or old: nothing was recorded, and the page can be opened again."""
    return sign_in_once_more(request) or render(request, "403_csrf.html", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refused(400, signed_out=isinstance(exception, SessionInterrupted))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Whoever is signed out may sign in and come back: to them it may be there."""
    return render(request, "404.html", {"back": page_before(request)}, status=404)


class OwnNotFound:
    """While developing, the site's own page for an address that is not there, and not Django's list of addresses."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.DEBUG:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_djangos = isinstance(response, HttpResponseNotFound)
        return not_found(request, Http404()) if is_djangos else response


def refused(status: int, *, signed_out: bool = False) -> HttpResponse:
    """A request that cannot be read, no field of which is looked at; or one whose sign-in ended while it was served."""
    template = "413.html" if status == 413 else "400.html"
    context = {"number": status, "signed_out": signed_out}
    return HttpResponse(loader.render_to_string(template, context), status=status)


def server_error(request: HttpRequest) -> HttpResponse:
    """Needs no session and no database, which may be what failed."""
    error = sys.exc_info()[1]
    if error and (failure := failure_behind(error)):
        return unavailable(request, error, failure)
    return error_page(request, "500.html", status=500, unsure=True)


class HonestFailures:
    """Says of a page whose database failed what is so: not saved, kept here, send it again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        failure = failure_behind(error)
        return unavailable(request, error, failure) if failure else None


class HonestSessions(SessionMiddleware):
    """The same of a session that cannot be written, when the work of the page is done and may be saved."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        try:
            return super().process_response(request, response)
        except DatabaseError as error:
            failure = failure_behind(error)
            if failure is None:
                raise
            return unavailable(request, error, failure, unsure=True)


def failure_behind(error: BaseException) -> Failure | None:
    return Failure.CLASHED if isinstance(error, Busy) else failure_of(error)


def unavailable(
    request: HttpRequest, error: BaseException, failure: Failure, *, unsure: bool = False
) -> HttpResponse:
    """503: the database failed, and it is worth trying again."""
    if failure is not Failure.CLASHED:
        heartbeat.doubt()
    logger.error("%s of %s: %s", request.method, view_name(request), in_the_log(error, failure))
    unsure = unsure or may_have_written(error, failure)
    response = error_page(request, "503.html", status=503, failure=failure.name, unsure=unsure)
    response.headers["Retry-After"] = str(failure.retry_after_seconds)
    response._has_been_logged = True  # type: ignore[attr-defined]  # else Django adds the address and the statement
    return response


def view_name(request: HttpRequest) -> str:
    return getattr(request.resolver_match, "view_name", "") or "an unknown page"


def in_the_log(error: BaseException, failure: Failure) -> str:
    """Without the statement, which PostgreSQL's message ends with and which may hold somebody's words."""
    cause = str(error).strip().partition("\n")[0]
    return f"{failure.words} {cause}" + (f"\n{missing.what_to_do()}" if failure is Failure.AWAY else "")


def error_page(request: HttpRequest, template: str, *, status: int, **context: Any) -> HttpResponse:
    is_change = request.method not in {"GET", "HEAD", "OPTIONS"}
    context |= {"is_change": is_change, "sent": sent_by(request)}
    return HttpResponse(loader.render_to_string(template, context), status=status)
