"""Whose interview it is: another's and nobody's are not there."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase, HttpResponseGone
from django.urls import reverse

from accounts.signed_out import ask_to_sign_in
from quiz.interview.holding.held import interviews_of
from quiz.interview.holding.saying import UnknownPart
from quiz.interview.models import Interview
from quiz.practice.models import Prompt
from quiz.practice.people.middleware import LearnerRequest


def theirs(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For the pages of somebody's own interview, as `theirs_or_sign_in` for those of a prompt."""

    @wraps(view)
    def found(request: LearnerRequest, interview_id: UUID, **place: Any) -> HttpResponseBase:
        try:
            return view(request, interviews_of(request.learner).get(pk=interview_id), **place)
        except (Interview.DoesNotExist, Prompt.DoesNotExist, UnknownPart):
            if request.method != "POST":
                raise Http404 from None
            if not request.user.is_authenticated:
                page = reverse("interview", args=[interview_id])
                return ask_to_sign_in(request, page=page, has_owner=True)
            if request.headers.get("Owner") in request.owners:
                return HttpResponseGone()
            raise Http404 from None

    return found
