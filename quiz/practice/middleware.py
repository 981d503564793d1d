"""Who practises in this request: `request.learner`, found at first use, and `request.zone`."""

from collections.abc import Callable
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
        request.zone = zone_of(request)  # type: ignore[attr-defined]  # datetime takes no lazy object
        return self.get_response(request)
