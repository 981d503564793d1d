"""Inviting by mail, and refusing to be invited."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.entrance.carrying import form_data, taken
from accounts.lines import isolated
from quiz.cohorts.access import SignedInRequest, cohort_to_change, not_archived, running_cohort
from quiz.cohorts.frame import frame_of
from quiz.cohorts.joining import mailing, never_writing, sending
from quiz.cohorts.joining.forms import MailForm
from quiz.cohorts.joining.inviting import InvitationClosed
from quiz.cohorts.joining.mailed_page import outcomes_of
from quiz.cohorts.joining.models import MailedInvitation
from quiz.cohorts.joining.sending import Stopped
from quiz.cohorts.models import Cohort


@require_http_methods(["GET", "HEAD", "POST"])
def cohort_mail(request: SignedInRequest, cohort_id: UUID) -> HttpResponse:
    """The list, and what became of each of its lines. Sent again, it sends nothing twice."""
    cohort, now = cohort_to_change(request, cohort_id), timezone.now()
    form = MailForm(form_data(request, now))
    if request.method == "POST" and form.is_valid():
        taken(request, now)
        return invite_them(request, cohort, form)
    context = {"frame": frame_of(cohort, request.user), "tab": "invitations", "form": form}
    return render(
        request, "cohorts/joining/mail.html", context, status=422 if request.method == "POST" else 200
    )


def invite_them(request: SignedInRequest, cohort: Cohort, form: MailForm) -> HttpResponse:
    now, pasted = timezone.now(), form.cleaned_data["addresses"]
    addresses = [one.text for one in pasted if one.is_address]
    days = form.cleaned_data["days"]
    entered = mailing.enter(cohort=cohort, by=request.user, addresses=addresses, days=days, now=now)
    stopped = send_for_a_while(request, cohort)
    context = {
        "frame": frame_of(cohort, request.user),
        "tab": "invitations",
        "outcomes": outcomes_of(pasted, entered, cohort),
        "waiting": sending.waiting_in(cohort, now).count(),
        "stopped": stopped,
    }
    return render(request, "cohorts/joining/mail_outcomes.html", context)


def send_for_a_while(request: SignedInRequest, cohort: Cohort) -> Stopped | None:
    now = timezone.now()
    rows = list(sending.waiting_in(cohort, now))
    return sending.send(rows, by=request.user, clock=timezone.now, until=now + sending.WHILE)


@require_POST
def cohort_mail_rest(request: SignedInRequest, cohort_id: UUID) -> HttpResponse:
    """Go on with those that wait."""
    cohort = running_cohort(request, cohort_id)
    before = sending.waiting_in(cohort, timezone.now()).count()
    stopped = send_for_a_while(request, cohort)
    left = sending.waiting_in(cohort, timezone.now()).count()
    if stopped:
        messages.warning(request, why_stopped(stopped, left))
    elif before:
        messages.success(request, _("All invitations that waited are sent."))
    return redirect("cohort-invitations", cohort.pk)


def why_stopped(stopped: Stopped, left: int) -> str:
    waits = ngettext("%(n)d invitation still waits.", "%(n)d invitations still wait.", left) % {"n": left}
    reasons = {
        Stopped.TIME: _("Press “Send” again for the rest."),
        Stopped.ENOUGH_TODAY: _("An account mails 50 invitations a day. Send the rest tomorrow."),
        Stopped.NO_MAIL_SERVER: _("Our mail server takes none at the moment. Try again in a few minutes."),
    }
    return f"{waits} {reasons[stopped]}"


@require_POST
def mailed_again(request: SignedInRequest, mailed_id: UUID) -> HttpResponse:
    row, now = taught_mail(request, mailed_id), timezone.now()
    not_archived(row.cohort)
    try:
        asked = mailing.ask_again(row=row, by=request.user, seen=request.POST.get("seen", ""), now=now)
    except InvitationClosed:
        asked = False
    if asked:
        stopped = sending.send([row], by=request.user, clock=timezone.now)
        row.refresh_from_db()
        tell(request, row, stopped)
    return redirect("cohort-invitations", row.cohort_id)


def tell(request: SignedInRequest, row: MailedInvitation, stopped: Stopped | None) -> None:
    if row.state == MailedInvitation.State.SENT:
        messages.success(request, _("Sent to %(address)s.") % {"address": isolated(row.address)})
    elif stopped:
        messages.warning(request, why_stopped(stopped, 1))
    else:
        messages.warning(request, _("Not sent: we cannot mail this address now. Give them a link yourself."))


@require_POST
def mailed_erase(request: SignedInRequest, mailed_id: UUID) -> HttpResponse:
    row = taught_mail(request, mailed_id)
    if mailing.erase(row=row):
        messages.success(request, _("The address is erased, and its link lets nobody in."))
    else:
        messages.warning(request, _("Nothing was erased: this invitation has been accepted meanwhile."))
    return redirect("cohort-invitations", row.cohort_id)


def taught_mail(request: SignedInRequest, mailed_id: UUID) -> MailedInvitation:
    mine = MailedInvitation.objects.filter(cohort__in=Cohort.objects.taught_by(request.user))
    return get_object_or_404(mine.select_related("cohort", "invitation__cohort", "created_by"), pk=mailed_id)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def never_write(request: HttpRequest, sealed: str) -> HttpResponse:
    """GET shows a button: programs that open each link of a mail change nothing."""
    digest = never_writing.digest_in(sealed)
    if digest is None:
        raise Http404
    if request.method == "POST":
        never_writing.never_write(digest=digest, now=timezone.now())
    return render(request, "cohorts/joining/never_write.html", {"done": request.method == "POST"})
