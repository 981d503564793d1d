"""One line and one measurement for each request: which page, how it ended, how long it took; not whose it was."""

import logging
import secrets
import time
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from structlog.contextvars import bound_contextvars

from mlopsprep import metrics
from mlopsprep.health import PROBES

logger = logging.getLogger(__name__)
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


class MeasuredRequests:
    """Only where `LOG_FORMAT=json` or metrics ask for it. A probe that is answered well is nobody's request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not (settings.JSON_LINES or settings.METRICS):
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id, began = secrets.token_hex(8), time.perf_counter()
        with bound_contextvars(request_id=request_id):
            response = self.get_response(request)
            response.headers["X-Request-ID"] = request_id
            if request.path_info not in PROBES or response.status_code != 200:
                told(request, response, time.perf_counter() - began)
        return response


def told(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    """The route's name and never the address, which a person chooses or may hold what lets them in."""
    method = request.method if request.method in METHODS else "OTHER"
    route = request.resolver_match.view_name if request.resolver_match else "none"
    if settings.JSON_LINES:
        fields = {
            "method": method,
            "route": route,
            "status": response.status_code,
            "ms": round(seconds * 1000, 1),
        }
        logger.info("request", extra=fields)
    if settings.METRICS:
        metrics.count(route, response.status_code, seconds)
