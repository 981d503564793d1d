"""Ways to a link for a class in one room: a code to say aloud, and a page for the wall."""

from contextlib import suppress
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import limits
from accounts.limits.too_many import too_many
from accounts.qr_code import qr_code_of
from quiz.cohorts.access import SignedInRequest, not_archived
from quiz.cohorts.joining import codes, inviting
from quiz.cohorts.joining.forms import CodeForm
from quiz.cohorts.joining.taught import address_in, place_for_codes, taught_invitation
from quiz.practice.people.middleware import LearnerRequest


@require_POST
def invitation_code(request: SignedInRequest, invitation_id: UUID) -> HttpResponse:
    invitation = taught_invitation(request, invitation_id)
    not_archived(invitation.cohort)
    with suppress(inviting.InvitationClosed):  # the page says so
        codes.give_code(invitation=invitation, now=timezone.now())
    return redirect("invitation", invitation.pk)


@require_safe
def invitation_wall(request: SignedInRequest, invitation_id: UUID) -> HttpResponse:
    """For a projector: how to join, and no name of anybody."""
    invitation, now = taught_invitation(request, invitation_id), timezone.now()
    if inviting.why_closed(invitation, now) or inviting.is_to_teach(invitation):
        return redirect("invitation", invitation.pk)
    context = {
        "invitation": invitation,
        "qr": qr_code_of(address_in(request, invitation.get_absolute_url())),
        "code": codes.spoken(codes.code_of(invitation, now)),
        "place": place_for_codes(request),
    }
    return render(request, "cohorts/joining/join_wall.html", context)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def join_code(request: LearnerRequest) -> HttpResponse:
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        whose = str(request.user.pk) if request.user.is_authenticated else limits.network_of(request)
        try:
            invitation = codes.open_by(form.cleaned_data["code"], whose=whose, now=timezone.now())
        except limits.TooMany as refused:
            return too_many(request, what=refused.what, seconds=refused.seconds)
        if invitation is not None:
            return redirect("join", invitation.token)
        form.no_such_code()
    status = 422 if request.method == "POST" else 200
    return render(request, "cohorts/joining/join_code.html", {"form": form}, status=status)
