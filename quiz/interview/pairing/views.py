"""The friend's sheet at the address of its link, and the learner's page beside it."""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from accounts.base_address import full_address
from accounts.qr_code import qr_code_of
from accounts.signed_out import ask_to_sign_in
from quiz.interview.holding.held import Held, held
from quiz.interview.models import Interview, Pairing
from quiz.interview.pairing.asking_next import NotCurrent, Ticks, ask_next, tick
from quiz.interview.pairing.browsers import browser_of
from quiz.interview.pairing.forms import LinkForm
from quiz.interview.pairing.friends import closed, for_a_friend, is_the_learner
from quiz.interview.pairing.linking import (
    Closed,
    LinkClosed,
    NotInPairs,
    bind,
    go_on_alone,
    is_over,
    make_link,
    revoke,
    token_of,
    why_closed,
)
from quiz.interview.pairing.pairing_page import PairingPage, interview_of, pairing_page_of
from quiz.interview.pairing.sheet_page import sheet_of
from quiz.practice.people.middleware import LearnerRequest

# The friend's


@require_http_methods(["GET", "HEAD", "POST"])
@for_a_friend
def pair(request: LearnerRequest, pairing: Pairing, token: str) -> HttpResponse:
    """A button, for a link is looked at by more than people; the sheet once it was pressed here."""
    browser, now = browser_of(request), timezone.now()
    if pairing.browser != browser.digest and is_the_learner(request, pairing):
        return closed(request, Closed.OWN)
    if request.method == "POST":
        try:
            bind(pairing=pairing, browser=browser, now=now)
        except LinkClosed as refused:
            return closed(request, refused.because)
        response = redirect(request.path)
        browser.remember(response)
        return response
    if because := why_closed(pairing, browser, now):
        return closed(request, because)
    if pairing.browser:
        return show_sheet(request, pairing, token, held(pairing.interview))
    return render(request, "interview/pairing/invited.html", {"pairing": pairing})


@require_POST
@for_a_friend
def pair_heard(request: LearnerRequest, pairing: Pairing, token: str) -> HttpResponse:
    """What was ticked, as it is ticked. Of a question that was put before: the sheet as it is now."""
    if because := why_not_here(request, pairing):
        return closed(request, because)
    try:
        current = tick(pairing=pairing, prompt_id=prompt_sent(request), ticks=ticks_sent(request))
    except NotCurrent:
        return show_sheet(request, pairing, token, held(pairing.interview), status=409)
    sheet = sheet_of(pairing, current, timezone.now())
    return render(request, "interview/pairing/sheet.html#sum", {"sheet": sheet})


@require_POST
@for_a_friend
def pair_next(request: LearnerRequest, pairing: Pairing, token: str) -> HttpResponse:
    """On to the next question; whoever presses Enter on a box stays, and what is ticked is saved."""
    if because := why_not_here(request, pairing):
        return closed(request, because)
    prompt_id, ticks = prompt_sent(request), ticks_sent(request)
    if "stay" in request.POST:
        with suppress(NotCurrent):
            tick(pairing=pairing, prompt_id=prompt_id, ticks=ticks)
        current = held(pairing.interview)
    else:
        skips = request.POST.get("skip") == "1"
        current = ask_next(pairing=pairing, prompt_id=prompt_id, ticks=ticks, skips=skips, now=timezone.now())
    return show_sheet(request, pairing, token, current) if request.htmx else redirect("pair", token)


def why_not_here(request: LearnerRequest, pairing: Pairing) -> Closed | None:
    """Why this browser may not write on the sheet; also where nobody has said yet that they are the interviewer."""
    browser = browser_of(request)
    because = why_closed(pairing, browser, timezone.now())
    return because or (None if pairing.browser == browser.digest else Closed.TAKEN)


def show_sheet(
    request: LearnerRequest, pairing: Pairing, token: str, current: Held, *, status: int = 200
) -> HttpResponse:
    """The sheet of the question that waits, or thanks once there is none; of it the part that HTMX swaps."""
    sheet = sheet_of(pairing, current, timezone.now())
    template = "interview/pairing/sheet.html" + ("#run" if request.htmx else "")
    response = render(request, template, {"sheet": sheet, "token": token}, status=status)
    if request.htmx:
        response.headers["HX-Retarget"], response.headers["HX-Reswap"] = "#run", "outerHTML"
    return response


def prompt_sent(request: HttpRequest) -> UUID:
    """One that is none where nothing sensible was sent: no question has it, so nothing is done."""
    try:
        return UUID(request.POST.get("prompt", ""))
    except ValueError:
        return UUID(int=0)


def ticks_sent(request: HttpRequest) -> Ticks:
    return Ticks(request.POST.getlist("points"), request.POST.getlist("reply_points"))


# The learner's


def theirs(view: Callable[[LearnerRequest, Interview], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For somebody's own interview of questions; another's and nobody's are not there."""

    @wraps(view)
    def found(request: LearnerRequest, interview_id: UUID) -> HttpResponseBase:
        try:
            return view(request, interview_of(request.learner, interview_id))
        except Interview.DoesNotExist:
            if request.method == "POST" and not request.user.is_authenticated:
                return ask_to_sign_in(request, page=reverse("pairing", args=[interview_id]), has_owner=False)
            raise Http404 from None

    return found


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@theirs
def pairing(request: LearnerRequest, interview: Interview) -> HttpResponseBase:
    """The link, then the question. POST makes a link, or another."""
    now = timezone.now()
    if request.method == "POST":
        return make(request, interview)
    if is_over(interview, now) or interview.manner != Interview.Manner.PAIR:
        return redirect(interview)
    return show_pairing(request, pairing_page_of(interview, now))


def make(request: LearnerRequest, interview: Interview) -> HttpResponse:
    form, now, browser = LinkForm(request.POST), timezone.now(), browser_of(request)
    if not form.is_valid():
        return show_pairing(request, pairing_page_of(interview, now), form, status=422)
    try:
        make_link(interview=interview, zone=request.zone.key, browser=browser, now=now, **form.cleaned_data)
    except NotInPairs:
        return redirect(interview)
    response = redirect("pairing", interview.pk)
    browser.remember(response)
    return response


@login_not_required
@require_safe
@theirs
def pairing_follow(request: LearnerRequest, interview: Interview) -> HttpResponseBase:
    """What has changed since the page was drawn; mostly nothing. It writes nothing."""
    page = pairing_page_of(interview, timezone.now())
    if page.is_over:
        return HttpResponseClientRedirect(interview.get_absolute_url())
    if page.seen == request.GET.get("seen"):
        return HttpResponse(status=204)
    return show_pairing(request, page)


@login_not_required
@require_POST
@theirs
def pairing_end(request: LearnerRequest, interview: Interview) -> HttpResponseBase:
    revoke(interview=interview, now=timezone.now())
    return redirect("pairing", interview.pk)


@login_not_required
@require_POST
@theirs
def pairing_alone(request: LearnerRequest, interview: Interview) -> HttpResponseBase:
    go_on_alone(interview=interview, now=timezone.now())
    return redirect(interview)


def show_pairing(
    request: LearnerRequest, page: PairingPage, form: LinkForm | None = None, *, status: int = 200
) -> HttpResponse:
    """Of it the part that HTMX swaps."""
    link = link_in(request, page.pairing) if page.pairing else ""
    context = {
        "page": page,
        "link": link,
        "qr": qr_code_of(link) if link else "",
        "form": form or LinkForm(initial={"name": name_of(request, page)}),
    }
    template = "interview/pairing/pairing.html" + ("#run" if request.htmx else "")
    return render(request, template, context, status=status)


def link_in(request: LearnerRequest, made: Pairing) -> str:
    """Where nobody said what the site's address is, it is the one that the learner uses."""
    token = token_of(made)
    path = reverse("pair", args=[token]) if token else ""
    full = full_address if settings.BASE_URL_IS_GIVEN else request.build_absolute_uri
    return full(path) if path else ""


def name_of(request: LearnerRequest, page: PairingPage) -> str:
    """The one given before, the account's, or what any friend understands."""
    if page.pairing:
        return page.pairing.name
    account = request.user.name if request.user.is_authenticated else ""
    return account or _("your friend")
