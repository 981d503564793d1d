"""Who practises in this request: `request.learner`, found at first use, and `request.zone`."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from accounts.zones import zone_of
from quiz.practice.learners import learner_of
from quiz.practice.models import Learner

Respond = Callable[[HttpRequest], HttpResponse]


class LearnerRequest(HttpRequest):
    """A request as views see it."""

    learner: Learner
    zone: ZoneInfo
    htmx: bool


class LearnerMiddleware:
    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.learner = SimpleLazyObject(lambda: learner_of(request))  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> None:
        """datetime takes no lazy object. The database is asked only once the form's token was checked, so that what was
        sent can come back if that fails.
        """
        request.zone = zone_of(request)  # type: ignore[attr-defined]
