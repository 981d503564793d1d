"""Inviting, joining and leaving."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.lines import isolated
from quiz.cohorts.access import SignedInRequest, cohort_to_change, not_archived
from quiz.cohorts.frame import frame_of
from quiz.cohorts.joining import accepting, codes, inviting
from quiz.cohorts.joining.accepting import Door, door_of
from quiz.cohorts.joining.forms import InvitationForm, JoinForm
from quiz.cohorts.joining.invitations_page import invitations_page_of
from quiz.cohorts.joining.mailed_page import mailed_page_of
from quiz.cohorts.joining.membership import agree, first_joined, leave
from quiz.cohorts.joining.taught import address_in, place_for_codes, taught_invitation
from quiz.cohorts.members.consent import consent_of
from quiz.cohorts.models import Cohort, Membership
from quiz.practice.people.middleware import LearnerRequest, here


@require_http_methods(["GET", "HEAD", "POST"])
def cohort_invitations(request: SignedInRequest, cohort_id: UUID) -> HttpResponse:
    cohort, now = cohort_to_change(request, cohort_id), timezone.now()
    page = invitations_page_of(cohort, now)
    form = InvitationForm(request.POST or None, initial={"newest": page.newest})
    if form.is_valid():
        made = inviting.invite(cohort=cohort, by=request.user, now=now, **form.cleaned_data)
        return redirect("invitation", made.pk)
    context = {
        "frame": frame_of(cohort, request.user),
        "tab": "invitations",
        "page": page,
        "mailed": mailed_page_of(cohort, now),
        "form": form,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "cohorts/joining/invitations.html", context, status=status)


@require_safe
def invitation(request: SignedInRequest, invitation_id: UUID) -> HttpResponse:
    """The link itself, to be copied; no other page holds it."""
    invitation = taught_invitation(request, invitation_id)
    now = timezone.now()
    closed = inviting.why_closed(invitation, now) is not None
    context = {
        "invitation": invitation,
        "link": "" if closed else address_in(request, invitation.get_absolute_url()),
        "code": codes.spoken(codes.code_of(invitation, now)),
        "place": place_for_codes(request),
        "is_to_teach": inviting.is_to_teach(invitation),
    }
    return render(request, "cohorts/joining/invitation.html", context)


@require_POST
def invitation_revoke(request: SignedInRequest, invitation_id: UUID) -> HttpResponse:
    invitation = taught_invitation(request, invitation_id)
    not_archived(invitation.cohort)
    inviting.revoke(invitation=invitation, now=timezone.now())
    return redirect("cohort-invitations", invitation.cohort_id)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: LearnerRequest, token: str) -> HttpResponse:
    door = door_of(token)
    if door is None:
        return render(request, "cohorts/joining/no_invitation.html", status=404)
    if request.method == "POST":
        return accept(request, door)
    return show_invitation(request, door)


def accept(request: LearnerRequest, door: Door) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.path)
    form = JoinForm(request.POST)
    in_already = accepting.in_already(door, request.user)
    if in_already is None and not form.is_valid():
        return show_invitation(request, door, form)
    try:
        membership = in_already or accepting.accept(
            invitation=door.invitation,
            mailed=door.mailed,
            user=request.user,
            name=form.cleaned_data["name"],
            now=timezone.now(),
        )
    except inviting.InvitationClosed as closed:
        return show_closed(request, door, closed.because)
    if membership.role == Membership.Role.INSTRUCTOR:
        return redirect(door.invitation.cohort)
    return redirect("cohort-mine", door.invitation.cohort_id)


def show_invitation(request: LearnerRequest, door: Door, form: JoinForm | None = None) -> HttpResponse:
    """What joining shows; or that this person is in already; or why nobody can join any more."""
    now = timezone.now()
    cohort = door.invitation.cohort
    membership = accepting.in_already(door, request.user)
    if membership is not None:
        return render(
            request, "cohorts/joining/in_already.html", {"cohort": cohort, "membership": membership}
        )
    if because := accepting.closed_to(door, request.user, now):
        return show_closed(request, door, because)
    context = {
        "door": door,
        "invitation": door.invitation,
        "form": form or JoinForm(initial=known_as(request)),
    }
    status = 422 if form else 200
    if door.is_to_teach:
        return render(request, "cohorts/joining/join_to_teach.html", context, status=status)
    situation, joined_at = here(request), first_joined(cohort, request.user) or now
    context["consent"] = consent_of(cohort, request.user, situation, joined_at=joined_at, now=now)
    return render(request, "cohorts/joining/join.html", context, status=status)


def known_as(request: LearnerRequest) -> dict[str, str]:
    return {"name": request.user.name} if request.user.is_authenticated else {}


def show_closed(request: LearnerRequest, door: Door, because: inviting.Closed) -> HttpResponse:
    context = {"invitation": door.invitation, "mailed": door.mailed, "because": because}
    return render(request, "cohorts/joining/invitation_closed.html", context, status=410)


@login_not_required
@require_POST
def join_decline(request: LearnerRequest, token: str) -> HttpResponse:
    door = door_of(token)
    if door is None:
        return render(request, "cohorts/joining/no_invitation.html", status=404)
    if door.mailed:
        accepting.decline(mailed=door.mailed)
    return render(request, "cohorts/joining/declined.html", {"door": door})


@require_safe
def cohort_mine(request: SignedInRequest, cohort_id: UUID) -> HttpResponse:
    mine = request.user.memberships.current().members().with_first_day().select_related("cohort")
    membership = get_object_or_404(mine, cohort=cohort_id)
    situation = here(request)
    consent = consent_of(
        membership.cohort,
        request.user,
        situation,
        joined_at=membership.first_agreed_at,
        now=timezone.now(),
        agreed_to=membership.agreed_to,
    )
    return render(request, "cohorts/joining/cohort_mine.html", {"consent": consent, "membership": membership})


@require_POST
def cohort_agree(request: SignedInRequest, cohort_id: UUID) -> HttpResponse:
    cohort = get_object_or_404(Cohort.objects.joined_by(request.user), pk=cohort_id)
    if agree(cohort=cohort, user=request.user, to=request.POST.get("to", "")):
        messages.success(request, _("You agreed. Your instructors now see what this page lists."))
    else:
        messages.warning(request, _("Nothing new is shown yet: the list has changed. Please read it again."))
    return redirect("cohort-mine", cohort.pk)


@require_POST
def cohort_leave(request: SignedInRequest, cohort_id: UUID) -> HttpResponse:
    """Also for whoever has left already: a second click changes nothing."""
    memberships = request.user.memberships.members()
    cohort = get_object_or_404(Cohort.objects.filter(pk__in=memberships.values("cohort")), pk=cohort_id)
    leave(cohort=cohort, user=request.user, now=timezone.now())
    left = _("You have left “%(cohort)s”. Its instructors see nothing of you any more; your progress stays.")
    messages.success(request, left % {"cohort": isolated(cohort)})
    return redirect("cohorts")
