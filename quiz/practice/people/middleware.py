"""Who practises in this request: `request.learner`, found at first use, `request.zone`, and `request.owners`.

What HTMX gets says whose it is (`Owner`). The page takes nothing else for an answer: a proxy's page or a portal's has
no such header, and somebody else's has another.
"""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from accounts.zones import zone_of
from quiz.practice.log.learners import learner_of, owners_of
from quiz.practice.models import Learner
from quiz.practice.remembering.situation import Situation, situation_of

Respond = Callable[[HttpRequest], HttpResponse]


class LearnerRequest(HttpRequest):
    """A request as views see it."""

    learner: Learner
    zone: ZoneInfo
    owners: list[str]
    """Under which names the browser keeps answers of this person (`learners.owners_of`)."""
    htmx: bool


def here(request: LearnerRequest) -> Situation:
    """What this request's learner knows and wants."""
    return situation_of(request.learner, request.zone)


class LearnerMiddleware:
    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.learner = SimpleLazyObject(lambda: learner_of(request))  # type: ignore[attr-defined]
        request.owners = SimpleLazyObject(lambda: owners_of(request))  # type: ignore[attr-defined]
        response = self.get_response(request)
        if request.headers.get("HX-Request") == "true" and response.status_code < 500:
            response.headers.setdefault("Owner", " ".join(request.owners) or "nobody")  # type: ignore[attr-defined]
        return response

    def process_view(self, request: HttpRequest, *view: Any) -> None:
        """datetime takes no lazy object. The database is asked only once the form's token was checked, so that what was
        sent can come back if that fails.
        """
        request.zone = zone_of(request)  # type: ignore[attr-defined]
