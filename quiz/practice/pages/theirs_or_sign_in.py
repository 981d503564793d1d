"""Whose sign-in has ended while a question was open: asked to sign in, then back at it with what was written."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import Http404, HttpResponseBase, HttpResponseGone
from django.urls import reverse

from accounts.models import User
from accounts.signed_out import ask_to_sign_in, erased
from quiz.practice.models import Prompt
from quiz.practice.people.middleware import LearnerRequest


def theirs_or_sign_in(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For the pages of somebody's own prompt: another's and nobody's are not there.

    Whoever posts signed out is asked to sign in, alike whether it is another's or nobody's. An answer that a browser
    has kept for this very person, to a prompt that is not there, is told so: it need not be sent again.
    """

    @wraps(view)
    def found(request: LearnerRequest, prompt_id: UUID) -> HttpResponseBase:
        try:
            return view(request, prompt_id)
        except Prompt.DoesNotExist:
            if request.method != "POST":
                raise Http404 from None
            if not request.user.is_authenticated:
                return ask_to_sign_in(request, page=reverse("prompt", args=[prompt_id]), has_owner=True)
            if not User.objects.filter(pk=request.user.pk).exists():
                return erased(request, request.owners[0])  # while the answer was on its way
            if request.headers.get("Owner") in request.owners:
                return HttpResponseGone()
            raise Http404 from None

    return found


def is_anothers_form(request: LearnerRequest) -> bool:
    """Was it shown to somebody with an account who is signed out by now?"""
    owner = request.POST.get("owner")
    return bool(owner and owner not in request.owners and not request.user.is_authenticated)
