"""Mails and the calendar: what one gets, stopping it without signing in, and reminding those behind."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.base_address import full_address
from accounts.entrance.carrying import form_data, taken
from quiz.cohorts.access import SignedInRequest, not_archived, taught_cohort
from quiz.cohorts.frame import frame_of
from quiz.cohorts.telling import calendar, wishes
from quiz.cohorts.telling.forms import MailWishesForm, RemindForm
from quiz.cohorts.telling.models import CalendarAddress
from quiz.cohorts.telling.reminding import Reminded, remind
from quiz.cohorts.telling.stopping import stop_in
from quiz.cohorts.telling.who_is_behind import behind_in


@require_http_methods(["GET", "HEAD", "POST"])
def cohort_remind(request: SignedInRequest, cohort_id: UUID) -> HttpResponse:
    """Who is behind and why; the button mails those who are ticked. Once the cohort is archived it mails nobody."""
    cohort, now = taught_cohort(request, cohort_id), timezone.now()
    behind = behind_in(cohort, now)
    members = cohort.memberships.current().members().values_list("pk", flat=True)
    form = RemindForm(request.POST if request.method == "POST" else None, members=members)
    context = {"frame": frame_of(cohort, request.user), "tab": "overview", "behind": behind, "form": form}
    if request.method == "POST":
        not_archived(cohort)
    if form.is_valid():
        reminded: Reminded = remind(cohort=cohort, chosen=form.cleaned_data["members"], now=now)
        return render(request, "cohorts/telling/reminded.html", context | {"reminded": reminded})
    return render(request, "cohorts/telling/remind.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def mail_wishes(request: SignedInRequest) -> HttpResponse:
    now, user = timezone.now(), request.user
    zone, teaches = request.zone.key, wishes.teaches(user)
    form = MailWishesForm(
        form_data(request, now), instance=wishes.wishes_of(user), teaches=teaches, zone=zone
    )
    if request.method == "POST" and form.is_valid():
        wishes.wish(user=user, zone=zone, **form.cleaned_data)
        taken(request, now)
        messages.success(request, _("Saved. This is what we mail you."))
        return redirect("mail-wishes")
    address = calendar.address_of(user)
    context = {"form": form, "address": address, "link": link_of(request, address) if address else ""}
    return render(request, "cohorts/telling/mail_wishes.html", context, status=422 if form.errors else 200)


def link_of(request: HttpRequest, address: CalendarAddress) -> str:
    """Where nobody said what the site's address is, it is the one that the person uses."""
    full = full_address if settings.BASE_URL_IS_GIVEN else request.build_absolute_uri
    return full(address.get_absolute_url())


@require_POST
def calendar_make(request: SignedInRequest) -> HttpResponse:
    old = request.POST.get("instead_of", "")
    calendar.make_address(user=request.user, instead_of=old, now=timezone.now())
    messages.success(
        request,
        _("The new address is below. The old one no longer works.") if old else _("The address is below."),
    )
    return redirect("mail-wishes")


@require_POST
def calendar_stop(request: SignedInRequest) -> HttpResponse:
    calendar.stop_address(user=request.user)
    messages.success(request, _("The address no longer works."))
    return redirect("mail-wishes")


@login_not_required
@require_safe
def calendar_file(request: HttpRequest, token: str) -> HttpResponse:
    """For a calendar program, which signs in nowhere."""
    user = calendar.whose(token)
    if user is None:
        raise Http404
    return HttpResponse(
        calendar.calendar_of(user, timezone.now()), content_type="text/calendar; charset=utf-8"
    )


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt
def stop_mail(request: HttpRequest, token: str) -> HttpResponse:
    """POST, also by a mail program of its own accord (RFC 8058), stops one kind for one person; GET asks."""
    found = stop_in(token)
    stopped = request.method == "POST" and found is not None and wishes.stop(user=found.user, kind=found.kind)
    if found is None or (request.method == "POST" and not stopped):
        return render(request, "cohorts/telling/no_stop.html", status=404)
    return render(request, "cohorts/telling/stop_mail.html", {"kind": found.kind, "stopped": stopped})
