"""What holds for every address of the friend's: who has the link may use it, signed in or not, and nobody learns it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt

from accounts import limits
from accounts.limits.charging import Charge
from accounts.limits.counting import Limit
from accounts.limits.too_many import too_many
from quiz.interview.models import Interview, Pairing
from quiz.interview.pairing.linking import Closed, pairing_by
from quiz.practice.log.learners import VISITORS_KEY
from quiz.practice.people.middleware import LearnerRequest

Given = Callable[[LearnerRequest, Pairing, str], HttpResponse]
WRONG = Limit(30, 60 * 60)
"""Tokens that no link has, for a network. Right ones do not count, and always open."""
ELSEWHERE = {"cross-site", "same-site"}
"""Who has a link of their own could let a friend's browser press its button: it would forget the sheet that it has."""
QUIET = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"}
GONE = 410
CONFLICT = 409


def for_a_friend(view: Given) -> Callable[..., HttpResponse]:
    """Gives the view its link, with the token.

    Its address holds what allows it, so its forms have no token against forgery: on a page that sends no referrer,
    browsers name no origin with a form either. They say that it comes from another site, and then it shows the page.
    """

    @wraps(view)
    def with_link(request: LearnerRequest, token: str) -> HttpResponse:
        is_forged = request.method == "POST" and request.headers.get("Sec-Fetch-Site") in ELSEWHERE
        response = redirect("pair", token) if is_forged else opened(request, view, token)
        for name, value in QUIET.items():
            response.headers[name] = value
        return response

    exempt: Callable[..., Any] = login_not_required(csrf_exempt(with_link))
    return exempt


def opened(request: LearnerRequest, view: Given, token: str) -> HttpResponse:
    """What the view answers; without a link, also where its person is erased at this moment, that there is none."""
    pairing = pairing_by(token)
    if pairing is None:
        return unknown(request)
    try:
        return view(request, pairing, token)
    except Interview.DoesNotExist:
        return unknown(request)


def unknown(request: LearnerRequest) -> HttpResponse:
    try:
        limits.spend_all([Charge("link", ("pair", limits.network_of(request)), WRONG)])
    except limits.TooMany as refused:
        return too_many(request, what=refused.what, seconds=refused.seconds)
    return reason(request, "unknown", 404)


def closed(request: LearnerRequest, because: Closed) -> HttpResponse:
    """The page that says why; of HTMX it takes the place of the whole sheet."""
    return reason(request, because, CONFLICT if because == Closed.OWN else GONE)


def reason(request: LearnerRequest, because: str, status: int) -> HttpResponse:
    response = render(request, "interview/pairing/closed.html", {"because": because}, status=status)
    if request.htmx:
        response.headers["HX-Refresh"] = "true"
    return response


def is_the_learner(request: LearnerRequest, pairing: Pairing) -> bool:
    """Whether who asks is signed in as the learner, or is the visitor that the learner was here."""
    learner = pairing.interview.learner
    own = {learner.pk, learner.merged_into_id}
    return request.learner.pk in own or str(learner.pk) in request.session.get(VISITORS_KEY, [])
