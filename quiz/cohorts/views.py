"""The pages of cohorts. Every look-up starts from the person, so that what is not theirs is not there."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.base_address import full_address
from accounts.carrying import form_data, taken
from accounts.lines import isolated
from accounts.models import User
from quiz.bank.published import published_bank
from quiz.cohorts import inviting
from quiz.cohorts.assigned import assigned_in
from quiz.cohorts.assigning import assign
from quiz.cohorts.cohort_page import page_of
from quiz.cohorts.consent import consent_of
from quiz.cohorts.demand import demand_of
from quiz.cohorts.forms import AssignmentForm, CohortForm, InvitationForm
from quiz.cohorts.listing import cohorts_of
from quiz.cohorts.membership import agree, first_joined, leave, make_cohort
from quiz.cohorts.models import Assignment, Cohort, Invitation, Membership
from quiz.cohorts.progress import progress_in
from quiz.practice.asking.starting import Focus, NothingToAsk, start_session
from quiz.practice.people.middleware import LearnerRequest, here


class SignedInRequest(LearnerRequest):
    """A request to a page that asks for signing in."""

    user: User


# For whoever teaches


@require_safe
def cohorts(request: SignedInRequest) -> HttpResponse:
    today = timezone.localdate(timezone=request.zone)
    return render(request, "cohorts/cohorts.html", {"page": cohorts_of(request.user, today)})


@require_http_methods(["GET", "HEAD", "POST"])
def cohort_new(request: SignedInRequest) -> HttpResponse:
    now = timezone.now()
    form = CohortForm(form_data(request, now))
    if request.method == "POST" and form.is_valid():
        taken(request, now)
        return redirect(make_cohort(user=request.user, name=form.cleaned_data["name"], now=now))
    return render(request, "cohorts/cohort_new.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def cohort(request: SignedInRequest, cohort_id: UUID) -> HttpResponse:
    return show_cohort(request, taught_cohort(request, cohort_id))


@require_POST
def cohort_invite(request: SignedInRequest, cohort_id: UUID) -> HttpResponse:
    cohort = taught_cohort(request, cohort_id)
    form = InvitationForm(request.POST)
    if not form.is_valid():
        return show_cohort(request, cohort, form)
    made = inviting.invite(cohort=cohort, by=request.user, now=timezone.now(), **form.cleaned_data)
    return redirect("invitation", made.pk)


@require_safe
def invitation(request: SignedInRequest, invitation_id: UUID) -> HttpResponse:
    """The link itself, to be copied; no other page holds it."""
    invitation = taught_invitation(request, invitation_id)
    # Where nobody said what the site's address is, it is the one that the instructor uses.
    address = full_address if settings.BASE_URL_IS_GIVEN else request.build_absolute_uri
    link = address(invitation.get_absolute_url())
    closed = inviting.why_closed(invitation, timezone.now())
    context = {"invitation": invitation, "link": "" if closed else link}
    return render(request, "cohorts/invitation.html", context)


def taught_invitation(request: SignedInRequest, invitation_id: UUID) -> Invitation:
    mine = Invitation.objects.filter(cohort__in=Cohort.objects.taught_by(request.user))
    return get_object_or_404(mine.select_related("cohort"), pk=invitation_id)


@require_POST
def invitation_revoke(request: SignedInRequest, invitation_id: UUID) -> HttpResponse:
    invitation = taught_invitation(request, invitation_id)
    inviting.revoke(invitation=invitation, now=timezone.now())
    return redirect(f"{invitation.cohort.get_absolute_url()}#invitations")


@require_http_methods(["GET", "HEAD", "POST"])
def assignment_new(request: SignedInRequest, cohort_id: UUID) -> HttpResponse:
    """HTMX asks with the fields filled in so far what they would ask of the members."""
    cohort, bank, now = taught_cohort(request, cohort_id), published_bank(), timezone.now()
    today = timezone.localdate(now, request.zone)
    form = AssignmentForm(filled_in(request, now), bank=bank, today=today)
    if form.is_valid() and request.method == "POST":
        assign(cohort=cohort, by=request.user, now=now, **form.cleaned_data)
        taken(request, now)
        return redirect(cohort)
    demand = demand_of(form.cleaned_data, bank) if form.is_bound else None
    members = cohort.memberships.current().members().count()
    template = "cohorts/assignment_new.html" + ("#asks" if request.htmx else "")
    context = {"cohort": cohort, "form": form, "demand": demand, "members": members}
    return render(request, template, context, status=422 if request.method == "POST" else 200)


def filled_in(request: SignedInRequest, now: datetime) -> MultiValueDict[str, str] | None:
    return request.GET if request.htmx and request.method == "GET" else form_data(request, now)


def taught_cohort(request: SignedInRequest, cohort_id: UUID) -> Cohort:
    return get_object_or_404(Cohort.objects.taught_by(request.user), pk=cohort_id)


def show_cohort(request: SignedInRequest, cohort: Cohort, form: InvitationForm | None = None) -> HttpResponse:
    page = page_of(cohort, now=timezone.now(), zone=request.zone)
    context = {"page": page, "form": form or InvitationForm(initial={"newest": page.newest_invitation})}
    return render(request, "cohorts/cohort.html", context, status=200 if form is None else 422)


# For whoever is invited


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: LearnerRequest, token: str) -> HttpResponse:
    invitation = Invitation.objects.select_related("cohort").filter(token=token).first()
    if invitation is None:
        return render(request, "cohorts/no_invitation.html", status=404)
    if request.method == "POST":
        return accept(request, invitation)
    return show_invitation(request, invitation)


def accept(request: LearnerRequest, invitation: Invitation) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.path)
    try:
        membership = inviting.accept(invitation=invitation, user=request.user, now=timezone.now())
    except inviting.InvitationClosed as closed:
        return show_closed(request, invitation, closed.because)
    if membership.role == Membership.Role.INSTRUCTOR:
        return redirect(invitation.cohort)
    return redirect("cohort-mine", invitation.cohort_id)


def show_invitation(request: LearnerRequest, invitation: Invitation) -> HttpResponse:
    """What joining shows; or that this person is in already; or why nobody can join any more."""
    now = timezone.now()
    cohort = invitation.cohort
    membership = cohort.memberships.current().filter(user=request.user.pk).first()
    if membership is not None:
        return render(request, "cohorts/in_already.html", {"cohort": cohort, "membership": membership})
    if because := inviting.closed_to(invitation, request.user, now):
        return show_closed(request, invitation, because)
    situation, joined_at = here(request), first_joined(cohort, request.user) or now
    consent = consent_of(cohort, request.user, situation, joined_at=joined_at, now=now)
    return render(request, "cohorts/join.html", {"invitation": invitation, "consent": consent})


def show_closed(request: LearnerRequest, invitation: Invitation, because: inviting.Closed) -> HttpResponse:
    context = {"invitation": invitation, "because": because}
    return render(request, "cohorts/invitation_closed.html", context, status=410)


# For members


@require_safe
def cohort_mine(request: SignedInRequest, cohort_id: UUID) -> HttpResponse:
    mine = request.user.memberships.current().members().with_first_day().select_related("cohort")
    membership = get_object_or_404(mine, cohort=cohort_id)
    situation = here(request)
    consent = consent_of(
        membership.cohort, request.user, situation, joined_at=membership.first_agreed_at, now=timezone.now()
    )
    return render(request, "cohorts/cohort_mine.html", {"consent": consent, "membership": membership})


@require_POST
def cohort_agree(request: SignedInRequest, cohort_id: UUID) -> HttpResponse:
    cohort = get_object_or_404(Cohort.objects.joined_by(request.user), pk=cohort_id)
    agree(cohort=cohort, user=request.user)
    messages.success(request, _("You agreed. Your instructors now see what this page lists."))
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


@require_POST
def assignment_practise(request: SignedInRequest, assignment_id: UUID) -> HttpResponse:
    mine = Assignment.objects.asked_of(request.user)
    situation, now = here(request), timezone.now()
    assigned = assigned_in(mine.select_related("cohort").filter(pk=assignment_id), situation.bank)
    if not assigned:
        raise Http404
    progress = progress_in(assigned[0], situation, now)
    if not progress.is_open:
        return render(request, "cohorts/not_open_yet.html", {"progress": progress}, status=409)
    focus = Focus(title=progress.title, only=progress.keys, first=progress.missing or progress.keys)
    try:
        started = start_session(learner=request.learner, focus=focus, now=now, zone=request.zone)
    except NothingToAsk:
        messages.warning(request, nothing_to_ask())
        return redirect("cohort-mine", progress.assignment.cohort_id)
    return redirect(started.prompt)


def nothing_to_ask() -> str:
    return _(
        "Nothing in this assignment can be asked now: you have read or left out what remains of it. "
        "What you have read can be asked again tomorrow."
    )
